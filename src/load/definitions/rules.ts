// What the rules of several types share.
import { nearest } from '../../query/parameters/nearest.ts';
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
  return names.flatMap((name) =>
    when(
      profile === 'curated' && draft[name] === null,
      [name],
      `${name} is missing`,
      `add ${name}, or make the dataset profile: open`,
    ),
  );
}

/** Items that a list names again. */
export function repeated(path: Path, items: readonly string[] = []): FieldFault[] {
  if (new Set(items).size === items.length) return [];
  return items.flatMap((item, at) =>
    when(items.indexOf(item) < at, [...path, at], `${item} is named twice`, 'name it once'),
  );
}

/** The nearest code, and where there are few of them all the others. */
export function suggestion(value: string, codes: readonly string[]): string {
  const code = nearest(value, codes);
  if (code === null) return `write ${listed(codes)}`;
  return codes.length > 16 ? `did you mean ${code}?` : `did you mean ${code}? It is ${listed(codes)}`;
}

/** `one of site, city, region`; at most sixteen of them. */
export function listed(codes: readonly string[]): string {
  if (codes.length === 1) return String(codes[0]);
  const first = codes.slice(0, 16).join(', ');
  return codes.length > 16 ? `one of ${codes.length} codes: ${first}, …` : `one of ${first}`;
}
