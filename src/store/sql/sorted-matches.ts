// Lists in an order other than that of dates. Either the rows in that order are looked through, which is quick where most
// of them match; or all matches are found and sorted.
import { type SQL, sql } from 'drizzle-orm';
import { keysSql } from './matches.ts';
import type { Plan } from './plan.ts';
import { type RangeScan, rangeScans } from './range-scans.ts';
import type { Reader } from './reader.ts';
import { drivingGroup } from './selection.ts';

function scansOf(plan: Plan): RangeScan[] {
  return rangeScans(plan, 'asc').filter(({ range }) => range.first <= range.last);
}

/** Selects the keys of all matches. */
export function allMatches(reader: Reader, plan: Plan): SQL {
  const queries = scansOf(plan).map((scan) => sql`select key from (${keysSql(reader, plan, scan)})`);
  return queries.length === 0 ? sql`select 0 as key where false` : sql.join(queries, sql` union all `);
}

interface RowsInOrder {
  /** How many there are. */
  readonly rows: number;
  /** How many matches are wanted. */
  readonly wanted: number;
  /** Selects matches among the first rows, at most as many as wanted. */
  readonly firstMatches: (most: number) => SQL;
}

/**
 * Whether to look through the rows in order. Those that do not match are read in vain: as many for each match as there are
 * records for each match, if terms, days and order are independent. They may be anything but that, so where it could be
 * dearer than to find all matches, it is first tried with as many rows as that would read.
 */
export async function isReadInOrder(
  reader: Reader,
  plan: Plan,
  { rows, wanted, firstMatches }: RowsInOrder,
): Promise<boolean> {
  if (plan.keys !== null || plan.textDrives || plan.figuresDrive !== null) return false;
  const { total } = plan.size;
  const inRange = scansOf(plan)
    .filter(({ postings }) => postings === null)
    .reduce((sum, { range }) => sum + range.last - range.first + 1, 0);
  const matches = plan.groups.reduce((expected, { count }) => expected * Math.min(1, count / total), inRange);
  const others = Math.ceil(((drivingGroup(plan)?.count ?? total) * inRange) / total);
  if (Math.min(rows, (wanted * rows) / Math.max(matches, 1)) > others) return false;
  if (rows <= others) return true;
  const [found] = await reader.rows<{ count: number }>(
    sql`select count(*) as count from (${firstMatches(others)}) matches`,
  );
  return (found?.count ?? 0) >= wanted;
}
