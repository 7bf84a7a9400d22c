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

/** Codes that coding schemes write for countries, and whose: ISO 3166-1 has others. */
const OTHER_CODES: Readonly<Record<string, { readonly country: string; readonly scheme: string }>> = {
  KOS: { country: 'XKX', scheme: 'PLOVER' },
  ROM: { country: 'ROU', scheme: 'CAMEO' },
  TMP: { country: 'TLS', scheme: 'CAMEO' },
};

/** The country that a coding scheme has another code for; null for any other text. */
export function countryElsewhere(code: string): { readonly country: string; readonly scheme: string } | null {
  const text = code.toUpperCase();
  return Object.hasOwn(OTHER_CODES, text) ? (OTHER_CODES[text] ?? null) : null;
}

/** Regions that CAMEO, and so GDELT, has as countries of actors: Conflict and Mediation Event Observations, 3.1.4. */
const CAMEO_REGIONS: Readonly<Record<string, string>> = {
  AFR: 'Africa',
  ASA: 'Asia',
  BLK: 'the Balkans',
  CAS: 'Central Asia',
  CAU: 'the Caucasus',
  CEU: 'Central Europe',
  CFR: 'Central Africa',
  CRB: 'the Caribbean',
  EAF: 'Eastern Africa',
  EEU: 'Eastern Europe',
  EIN: 'the East Indies',
  EUR: 'Europe',
  LAM: 'Latin America',
  MDT: 'the Mediterranean',
  MEA: 'the Middle East',
  NAF: 'North Africa',
  NMR: 'North America',
  PGS: 'the Persian Gulf',
  SAF: 'Southern Africa',
  SAM: 'South America',
  SAS: 'South Asia',
  SCN: 'Scandinavia',
  SEA: 'Southeast Asia',
  WAF: 'West Africa',
  WST: 'the West',
};

/** The region that CAMEO writes as a country; null for any other text. */
export function cameoRegion(code: string): string | null {
  const text = code.toUpperCase();
  return Object.hasOwn(CAMEO_REGIONS, text) ? (CAMEO_REGIONS[text] ?? null) : null;
}

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
  ...Object.entries(OTHER_CODES).map(([code, { country }]) => [plain(code), country] as const),
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
