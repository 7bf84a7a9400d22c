// What the queries ask of an engine: to run SQL, and the few things that it says in its own way.
import type { SQL } from 'drizzle-orm';
import type { Condition, ResourceName } from '../../query/condition.ts';

export type TextCondition = Extract<Condition, { kind: 'text' }>;

/** SQL that is the same for all queries of a shape, and the values that differ, in the order of the SQL. */
export interface ShapedQuery {
  readonly shape: string;
  readonly values: readonly (string | number)[];
}

export interface Reader {
  /** Runs a query whose values are all bound. Building and rendering the SQL takes 25 µs (measured). */
  rows<Row>(query: SQL): Promise<readonly Row[]>;
  /**
   * Runs a query whose SQL is built with the first of its shape only.
   * @param build must bind the values of the shape in their order; throws where it does not.
   */
  prepared<Row>(query: ShapedQuery, build: () => SQL): Promise<readonly Row[]>;
  /** The same up to the first row for which `isLast` says so: those after it are not read. */
  rowsUntil<Row>(query: SQL, isLast: (row: Row) => boolean): Promise<readonly Row[]>;
  /** The first column of each row, which is a number: half the time of rows with a name (measured). */
  numbers(query: SQL): Promise<readonly number[]>;
  /** A column in a condition that must not choose the index: the order already has. */
  unindexed(column: SQL): SQL;
  /** A query for the keys of the records whose text matches, as `key`: to read in order of key, or to probe by it. */
  matching(resource: ResourceName, condition: TextCondition): SQL;
}

/** Lists of parameters are padded to these lengths, so that few statements serve all. */
const LENGTHS = [1, 4, 16, 50, 200] as const;
/** As many values as a parameter of a request may have. */
const BATCH = 50;

/**
 * Fills up to the next length, with the last value repeated where no other is given; lists beyond the longest stay as
 * they are.
 */
export function padParameters<T>(values: readonly T[], filling: T | undefined = values.at(-1)): T[] {
  const length = LENGTHS.find((size) => size >= values.length) ?? values.length;
  return filling === undefined ? [] : [...values, ...Array<T>(length - values.length).fill(filling)];
}

/**
 * The rows of a query that takes a list of parameters, run as often as so many distinct values need. Texts come in
 * byte order where they are ASCII, as ids are.
 * @param query is given a padded list
 */
export async function rowsForEach<Row, Value extends string | number = string>(
  reader: Reader,
  values: Iterable<Value>,
  query: (list: readonly Value[]) => SQL,
  batch = BATCH,
): Promise<Row[]> {
  const distinct = [...new Set(values)].sort();
  const rows: Row[] = [];
  for (let start = 0; start < distinct.length; start += batch)
    rows.push(...(await reader.rows<Row>(query(padParameters(distinct.slice(start, start + batch))))));
  return rows;
}
