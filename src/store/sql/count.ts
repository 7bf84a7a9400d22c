// How many records match. One term, or none, or a range of dates is known without looking.
import { sql } from 'drizzle-orm';
import { matchesSql, selectionByKey } from './matches.ts';
import type { Plan } from './plan.ts';
import type { Reader } from './reader.ts';
import { type Segment, segmentsOf } from './segments.ts';

/** Counts matches, at most `cap` of them. */
export async function countMatches(reader: Reader, plan: Plan, cap: number | null): Promise<number> {
  const most = cap ?? Number.POSITIVE_INFINITY;
  const known = knownCount(plan);
  if (known !== null) return Math.min(known, most);
  let count = 0;
  for (const segment of await segmentsOf(reader, plan, 'desc'))
    if (count < most) count += await countSegment(reader, plan, segment, cap === null ? null : most - count);
  return count;
}

/** Null where postings or records have to be looked at. */
function knownCount({ size, groups, without, keys, withoutKeys, bounds, range, texts }: Plan): number | null {
  const [group] = groups;
  const isWhole = range.first === 1 && range.last === size.total;
  if (!isWhole || texts.length > 0 || keys !== null || withoutKeys.length > 0 || bounds.length > 0)
    return null;
  if (groups.length === 0 && without.length === 1) return size.total - (without[0]?.count ?? 0);
  return groups.length === 1 && group?.ids.length === 1 && without.length === 0 ? group.count : null;
}

async function countSegment(
  reader: Reader,
  plan: Plan,
  segment: Segment,
  cap: number | null,
): Promise<number> {
  const { range, arms, bounds } = segment;
  const inRange = Math.max(0, range.last - range.first + 1);
  const isWhole =
    plan.groups.length + plan.without.length + plan.withoutKeys.length + plan.texts.length + bounds.length ===
      0 &&
    plan.keys === null &&
    arms === null;
  if (inRange === 0 || isWhole) return Math.min(inRange, cap ?? inRange);
  const selection = selectionByKey(plan, segment);
  // In order of key the arms of a union are merged, not gathered and sorted.
  const order = (selection.arms?.length ?? 0) > 1 ? sql` order by key` : sql``;
  const limit = cap === null ? sql`` : sql` limit ${cap}`;
  const [row] = await reader.rows<{ count: number }>(
    sql`select count(*) as count from (${matchesSql(reader, plan, selection)}${order}${limit}) matches`,
  );
  return row?.count ?? 0;
}
