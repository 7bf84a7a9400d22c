// English labels of codes, for display beside counts. Filters take the codes, never the labels.
import { cameoEntry } from './codebook/cameo.ts';
import { PloverType, ploverType } from './codebook/plover.ts';
import { CONTEXTS } from './codebook/plover-tables.ts';
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

export function ploverTypeLabel(code: string): string {
  const known = PloverType.safeParse(code);
  return known.success ? ploverType(known.data).label : code;
}

const CONTEXT_LABELS = new Map<string, string>(CONTEXTS.map(([code, label]) => [code, label]));

export function ploverContextLabel(code: string): string {
  return CONTEXT_LABELS.get(code) ?? codeWords(code);
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

/** The label of a code given as `scheme:code`; the text itself for schemes whose codebook is not included. */
export function codeLabel(text: string): string {
  const [scheme, code = ''] = text.split(/:(.*)/s);
  return (scheme === 'cameo' ? cameoEntry(code)?.label : undefined) ?? text;
}
