// What the queries ask of an engine: to run SQL, and the few things that it says in its own way.
import type { SQL } from 'drizzle-orm';
import type { Condition, ResourceName } from '../../query/condition.ts';

export type TextCondition = Extract<Condition, { kind: 'text' }>;

export interface Reader {
  /** Runs a query whose values are all bound. Building and rendering the SQL takes 25 µs (measured). */
  rows<Row>(query: SQL): Promise<readonly Row[]>;
  /** The first column of each row, which is a number: half the time of rows with a name (measured). */
  numbers(query: SQL): Promise<readonly number[]>;
  /** A column in a condition that must not choose the index: the order already has. */
  unindexed(column: SQL): SQL;
  /** A query for the keys of the records whose text matches, as `key`: to read in order of key, or to probe by it. */
  matching(resource: ResourceName, condition: TextCondition): SQL;
}

/** Lists are padded to these lengths, so that few statements serve all. */
const LENGTHS = [1, 4, 16, 50, 200] as const;
/** Of a list of values: as many as a parameter may have. */
const LONGEST_SLICE = 50;

/**
 * Fills up to the next length, with the last value repeated where no other is given; lists beyond the longest stay as
 * they are.
 */
export function pad<T>(values: readonly T[], filling: T | undefined = values.at(-1)): T[] {
  const length = LENGTHS.find((size) => size >= values.length) ?? values.length;
  return filling === undefined ? [] : [...values, ...Array<T>(length - values.length).fill(filling)];
}

/** The distinct values, in byte order where they are ids, in lists of at most fifty. */
export function slices(values: readonly string[]): string[][] {
  const distinct = [...new Set(values)].sort();
  const lists = [];
  for (let start = 0; start < distinct.length; start += LONGEST_SLICE)
    lists.push(distinct.slice(start, start + LONGEST_SLICE));
  return lists;
}
