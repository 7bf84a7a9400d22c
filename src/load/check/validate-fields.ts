// Rules that several types share.
import type { Path } from '../read/raw-record.ts';
import type { Problem } from './validate-issues.ts';

/** What an `open` dataset may leave out and a `curated` one may not. */
export function absent<T extends object>(draft: T, names: readonly (keyof T & string)[]): Problem[] {
  return names
    .filter((name) => draft[name] === null)
    .map((name) => ({
      path: [name],
      message: `${name} is missing`,
      cure: `add ${name}, or make the dataset profile: open`,
    }));
}

/** Items that a list names again. */
export function twice(path: Path, items: readonly string[]): Problem[] {
  if (new Set(items).size === items.length) return [];
  return items.flatMap((item, at) =>
    items.indexOf(item) < at
      ? [{ path: [...path, at], message: `${item} is named twice`, cure: 'name it once' }]
      : [],
  );
}
