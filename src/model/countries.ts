// Countries: ISO 3166-1 codes, and what people write for them.
import { iso31661, iso31663 } from 'iso-3166';

/** The code in common use for Kosovo, which ISO 3166-1 leaves to users. */
const KOSOVO = { alpha2: 'XK', alpha3: 'XKX', name: 'Kosovo' };
const STATES = [...iso31661, KOSOVO];

/** ISO 3166-1 alpha-3, and XKX. */
export const COUNTRIES: readonly string[] = STATES.map(({ alpha3 }) => alpha3).sort();

const NAMES = new Map(STATES.map(({ alpha3, name }) => [alpha3, name]));

/** The name in ISO 3166-1; the code itself where it is unknown. */
export function countryName(code: string): string {
  return NAMES.get(code) ?? code;
}

/** Names in use that neither ISO 3166-1 nor Unicode CLDR has. */
const FURTHER_NAMES: Readonly<Record<string, string>> = {
  america: 'USA',
  britain: 'GBR',
  burma: 'MMR',
  'czech republic': 'CZE',
  ger: 'DEU',
  'great britain': 'GBR',
  holland: 'NLD',
  'ivory coast': 'CIV',
  macedonia: 'MKD',
  swaziland: 'SWZ',
  turkey: 'TUR',
  uae: 'ARE',
  uk: 'GBR',
  'united states of america': 'USA',
};

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

const CODES = new Map([
  ...STATES.flatMap(({ alpha2, alpha3, name }) =>
    [alpha2, alpha3, name, REGIONS.of(alpha2) ?? name].map((text) => [plain(text), alpha3] as const),
  ),
  ...Object.entries(FURTHER_NAMES),
]);

/** The code of a country that is written as another code of its, in small letters, or by its English name. */
export function countryMeant(text: string): string | null {
  return CODES.get(plain(text)) ?? null;
}

const FORMER = new Map(
  iso31663.flatMap(({ from }) => ('alpha3' in from ? [[from.alpha3, from.name] as const] : [])),
);

/** The name of a state that exists no longer, by its former code in ISO 3166-3; null for any other text. */
export function formerState(code: string): string | null {
  const text = code.toUpperCase();
  return COUNTRIES.includes(text) ? null : (FORMER.get(text) ?? null);
}
