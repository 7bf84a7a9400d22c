// What the rules of several types share.
import { COUNTRIES, cameoRegion, countryElsewhere, formerState } from '../../model/countries.ts';
import { valueMeant } from '../../query/parameters/meant.ts';
import type { FieldFault } from '../read/fault.ts';
import type { Path } from '../read/raw-record.ts';
import type { Profile } from './definition.ts';

export const ANNOTATE = 'run: demarche annotate DIR --texts TEXTS';

/** A fault of the field at `path` where `isWrong`; else none. */
export function when(isWrong: boolean, path: Path, message: string, cure: string): FieldFault[] {
  return isWrong ? [{ path, message, cure }] : [];
}

/** What an `open` dataset may leave out and a `curated` one may not. */
export function missing<T extends object>(
  draft: T,
  names: readonly (keyof T & string)[],
  profile: Profile,
): FieldFault[] {
  const absent = profile === 'curated' ? names.filter((name) => draft[name] === null) : [];
  return absent.map((name) => {
    const cure = `add ${name}, or make the dataset profile: open`;
    return { path: [name], message: `${name} is missing`, cure };
  });
}

/** The items of a list that have the same key as an earlier one. */
export function repeated<T>(
  path: Path,
  items: readonly T[] = [],
  keyOf: (item: T) => string = String,
): FieldFault[] {
  if (items.length < 2) return [];
  const keys = items.map(keyOf);
  if (new Set(keys).size === keys.length) return [];
  return keys.flatMap((key, at) =>
    when(keys.indexOf(key) < at, [...path, at], `${key} is named twice`, 'name it once'),
  );
}

/** The code that was likely meant, and where there are few of them all the others. */
export function suggestion(value: string, codes: readonly string[]): string {
  const cure = areCountries(codes) ? cureOfCountry(value) : null;
  if (cure !== null) return cure;
  const code = valueMeant(value, codes);
  if (code === null) return `write ${listed(codes)}`;
  return codes.length > 16 ? `did you mean ${code}?` : `did you mean ${code}? It is ${listed(codes)}`;
}

/** What to write for a country code of another system; null for any other text. */
function cureOfCountry(code: string): string | null {
  const other = countryElsewhere(code);
  if (other !== null) return `write ${other.country} (${other.scheme}'s ${code})`;
  const state = formerState(code);
  if (state !== null) return `leave it out: ${state} exists no longer, and its country is null`;
  const region = cameoRegion(code);
  return region === null ? null : `leave it out: ${region} is a region, and its country is null`;
}

function areCountries(codes: readonly string[]): boolean {
  return codes.length === COUNTRIES.length && codes.every((code, index) => code === COUNTRIES[index]);
}

/** `one of site, city, region`; at most sixteen of them. */
export function listed(codes: readonly string[]): string {
  if (codes.length === 1) return String(codes[0]);
  const first = codes.slice(0, 16).join(', ');
  return codes.length > 16 ? `one of ${codes.length} codes: ${first}, …` : `one of ${first}`;
}
