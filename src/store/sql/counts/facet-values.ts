// The values of a facet that are shown: the most frequent ones, and those that are pinned.
import { compareBytes } from '../../../model/strings.ts';
import type { ResourceName, Term } from '../../../query/condition.ts';
import type { FacetRequest, ValueCount } from '../../../query/counts.ts';
import type { Reader } from '../reader.ts';
import { knownTerms, termKey } from '../terms.ts';
import { firstByValue, termValues } from './term-values.ts';

/** Terms that are equally frequent and could all be shown, of which this many are looked up one by one. */
const LOOKED_UP = 1000;

/** A value that is shown, with the id of its term; null where no record has the value. */
export interface ShownTerm extends ValueCount {
  readonly id: number | null;
}

export interface ShownField {
  readonly field: string;
  readonly terms: readonly ShownTerm[];
  readonly missing: number;
  readonly truncated: boolean;
}

/**
 * The values that must be shown and are not: their counts may be zero.
 * @param counts by the ids of terms; null for those of all records
 */
export async function pinnedTerms(
  reader: Reader,
  resource: ResourceName,
  { field, pinned }: FacetRequest,
  shown: readonly ValueCount[],
  counts: ReadonlyMap<number, number> | null = null,
): Promise<ShownTerm[]> {
  const absent = pinned.filter((value) => !shown.some((entry) => entry.value === value));
  const known = await knownTerms(
    reader,
    resource,
    absent.map((value): Term => ({ field, value })),
  );
  return absent.map((value) => {
    const term = known.get(termKey({ field, value }));
    if (term === undefined) return { id: null, value, count: 0 };
    return { id: term.id, value, count: counts === null ? term.count : (counts.get(term.id) ?? 0) };
  });
}

/** The most frequent terms, with ties by value in byte order. */
export async function mostFrequent(
  reader: Reader,
  where: { resource: ResourceName; field: string },
  counts: ReadonlyMap<number, number>,
  size: number,
): Promise<ShownTerm[]> {
  const sorted = Uint32Array.from(counts.values()).sort();
  const least = sorted.at(-size) ?? 0; // all are shown where there are fewer
  const certain: number[] = [];
  const tied: number[] = [];
  for (const [id, count] of counts) if (count >= least) (count > least ? certain : tied).push(id);
  const wanted = size - certain.length;
  const values =
    tied.length > LOOKED_UP
      ? await firstByValue(reader, where, new Set(tied), wanted)
      : await termValues(reader, tied);
  for (const [id, value] of await termValues(reader, certain)) values.set(id, value);
  return [...values]
    .map(([id, value]) => ({ id, value, count: counts.get(id) ?? 0 }))
    .sort((a, b) => b.count - a.count || compareBytes(a.value, b.value))
    .slice(0, size);
}
