// The values of a facet that are shown: the most frequent ones, and those that are pinned.
import { compareBytes } from '../../../model/strings.ts';
import type { ResourceName, Term } from '../../../query/condition.ts';
import type { FacetRequest, ValueCount } from '../../../query/counts.ts';
import type { Reader } from '../reader.ts';
import { knownTerms, termKey } from '../terms.ts';
import { NO_TERM } from './blocks.ts';
import type { CountTable } from './count-table.ts';
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
  counts: CountTable | null = null,
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
    return { id: term.id, value, count: counts === null ? term.count : counts.sum(term.id) };
  });
}

/** The most frequent terms, with ties by value in byte order. */
export async function mostFrequent(
  reader: Reader,
  where: { resource: ResourceName; field: string },
  counts: CountTable,
  size: number,
): Promise<ShownTerm[]> {
  const greatest = new Greatest(size);
  counts.forEach((id, count) => {
    if (id !== NO_TERM) greatest.add(count);
  });
  const certain: number[] = [];
  const tied: number[] = [];
  counts.forEach((id, count) => {
    if (id !== NO_TERM && count >= greatest.least) (count > greatest.least ? certain : tied).push(id);
  });
  const wanted = size - certain.length;
  const values =
    tied.length > LOOKED_UP
      ? await firstByValue(reader, where, new Set(tied), wanted)
      : await termValues(reader, tied);
  for (const [id, value] of await termValues(reader, certain)) values.set(id, value);
  return [...values]
    .map(([id, value]) => ({ id, value, count: counts.sum(id) }))
    .sort((a, b) => b.count - a.count || compareBytes(a.value, b.value))
    .slice(0, size);
}

/** Keeps the greatest of many numbers: so many that most are seen to be none of them at a glance. */
export class Greatest {
  readonly #most: number;
  /** Ascending. */
  readonly #numbers: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** The least of those that are kept; 0 while there are fewer. */
  get least(): number {
    return this.#numbers.length < this.#most ? 0 : (this.#numbers[0] as number);
  }

  add(number: number): void {
    if (number <= this.least) return;
    const at = this.#numbers.findIndex((kept) => kept >= number);
    this.#numbers.splice(at === -1 ? this.#numbers.length : at, 0, number);
    if (this.#numbers.length > this.#most) this.#numbers.shift();
  }
}
