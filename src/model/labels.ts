// English labels of codes, for display beside counts. Filters take the codes, never the labels.
import { cameoEntry } from './codebook/cameo.ts';
import { modesOf, PloverType, ploverType } from './codebook/plover.ts';
import { CONTEXTS, SECTORS } from './codebook/plover-tables.ts';
import type { CodeLookup } from './lookup.ts';
import { capitalize } from './strings.ts';

/** `Source lost` for `sourceLost`, `Third party` for `third-party`: for codes that are words. */
export function codeWords(code: string): string {
  const words = code
    .replace(/[-_]/g, ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return capitalize(words);
}

/** `Deaths of civilians` for `deaths.civilians`. */
export function quantityLabel(name: string): string {
  return name
    .split('.')
    .map((part, index) => (index === 0 ? codeWords(part) : part.replaceAll('-', ' ')))
    .join(' of ');
}

export function yesNoLabel(value: string): string {
  return value === 'true' ? 'Yes' : 'No';
}

/** For text that says itself what it is. */
export function asPrinted(text: string): string {
  return text;
}

export function ploverTypeLabel(code: string): string {
  const known = PloverType.safeParse(code);
  return known.success ? ploverType(known.data).label : code;
}

/** The label of a mode in its type, or what the code says. */
export function ploverModeLabel(type: string | null, mode: string): string {
  const known = PloverType.safeParse(type);
  const entry = known.success ? modesOf(known.data).find((each) => each.mode === mode) : undefined;
  return entry?.label ?? codeWords(mode);
}

const CONTEXT_LABELS = new Map<string, string>(CONTEXTS.map(([code, label]) => [code, label]));

export function ploverContextLabel(code: string): string {
  return CONTEXT_LABELS.get(code) ?? codeWords(code);
}

const SECTOR_LABELS = new Map<string, string>(SECTORS.map(([code, label]) => [code, label]));

/** The label of a PLOVER sector, or of one of the dataset's own given as `scheme:code`. */
export function sectorLabel(sector: string, codes: CodeLookup): string {
  return SECTOR_LABELS.get(sector) ?? codeLabel(sector, codes);
}

const QUAD_CLASSES = [
  'Verbal cooperation',
  'Material cooperation',
  'Verbal conflict',
  'Material conflict',
] as const;

export function quadClassLabel(value: string): string {
  return QUAD_CLASSES[Number(value) - 1] ?? value;
}

/** The label of a code in a named scheme; null where no codebook lists it. */
export function schemeCodeLabel(scheme: string, code: string, codes: CodeLookup): string | null {
  if (scheme === 'cameo') return cameoEntry(code)?.label ?? null;
  return codes.codeTree(scheme)?.label(code) ?? null;
}

/** The label of a code given as `scheme:code`; the text itself for codes that no codebook lists. */
export function codeLabel(text: string, codes: CodeLookup): string {
  const [scheme = '', code = ''] = text.split(/:(.*)/s);
  return schemeCodeLabel(scheme, code, codes) ?? text;
}
