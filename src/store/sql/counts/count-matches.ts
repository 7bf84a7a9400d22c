// How many records match. One term, or none, or a range of dates is known without looking.
import { sql } from 'drizzle-orm';
import { isRegion } from '../../../query/condition.ts';
import { keysSql, matchesEveryKey } from '../matches.ts';
import type { Plan } from '../plan.ts';
import { type RangeScan, rangeScans } from '../range-scans.ts';
import type { Reader } from '../reader.ts';
import { matchBlocks } from './match-blocks.ts';

/** Counts matches, at most `cap` of them. */
export async function countMatches(reader: Reader, plan: Plan, cap: number | null): Promise<number> {
  const most = cap ?? Number.POSITIVE_INFINITY;
  const known = knownCount(plan);
  if (known !== null) return Math.min(known, most);
  let count = 0;
  if (cap === null && plan.columnConditions.some(isRegion)) {
    // What lies in a region is quicker to tell from the numbers in blocks than record by record.
    for await (const block of matchBlocks(reader, plan)) count += block.count;
    return count;
  }
  for (const scan of rangeScans(plan, 'desc'))
    if (count < most) count += await countInScan(reader, plan, scan, cap === null ? null : most - count);
  return count;
}

/** Whether no posting and no record has to be looked at. */
export function isCountedAtOnce(plan: Plan): boolean {
  return knownCount(plan) !== null || rangeScans(plan, 'desc').every((scan) => matchesEveryKey(plan, scan));
}

/** Null where postings or records have to be looked at. */
function knownCount({
  size,
  groups,
  excludedTerms,
  keys,
  excludedKeys,
  columnConditions,
  range,
  texts,
  figures,
}: Plan): number | null {
  const [group] = groups;
  const isFullRange = range.first === 1 && range.last === size.total;
  if (
    !isFullRange ||
    texts.length > 0 ||
    figures.length > 0 ||
    keys !== null ||
    excludedKeys.length > 0 ||
    columnConditions.length > 0
  )
    return null;
  if (groups.length === 0 && excludedTerms.length === 1) return size.total - (excludedTerms[0]?.count ?? 0);
  return groups.length === 1 && group?.ids.length === 1 && excludedTerms.length === 0 ? group.count : null;
}

async function countInScan(reader: Reader, plan: Plan, scan: RangeScan, cap: number | null): Promise<number> {
  const { range } = scan;
  const inRange = Math.max(0, range.last - range.first + 1);
  if (inRange === 0 || matchesEveryKey(plan, scan)) return Math.min(inRange, cap ?? inRange);
  const matches = keysSql(reader, plan, scan);
  const limit = cap === null ? sql`` : sql` limit ${cap}`;
  const [row] = await reader.rows<{ count: number }>(
    sql`select count(*) as count from (${matches}${limit}) matches`,
  );
  return row?.count ?? 0;
}
