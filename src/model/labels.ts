// English labels of codes, for display beside counts. Filters take the codes, never the labels.
import { iso31661 } from 'iso-3166';
import { cameoEntry } from './codebook/cameo.ts';
import { PloverType, ploverType } from './codebook/plover.ts';
import { CONTEXTS } from './codebook/plover-tables.ts';
import { capitalize } from './strings.ts';

const COUNTRY_NAMES = new Map(iso31661.map(({ alpha3, name }) => [alpha3, name]));
COUNTRY_NAMES.set('XKX', 'Kosovo');

/** The name in ISO 3166-1; the code itself where it is unknown. */
export function countryName(code: string): string {
  return COUNTRY_NAMES.get(code) ?? code;
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** The English name of a BCP 47 tag from Unicode CLDR; the tag itself where it has none. */
export function languageName(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag; // valid by our pattern, invalid by the standard
  }
}

/** `Source lost` for `sourceLost`, `Third party` for `third-party`: for codes that are words. */
export function codeWords(code: string): string {
  const words = code
    .replace(/[-_]/g, ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return capitalize(words);
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
