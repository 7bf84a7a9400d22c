// The query for matching records: what drives it, and what it selects.
//
// A query is driven by postings of terms or of words, else by the records. All are in order of key, which is date order, so a
// page in date order stops after as many rows as it needs. Several terms of one group are arms of a union, which
// the engine merges in order; what is left of the conditions is looked up for each row. So a query never visits
// more rows than its driving group has, and most stop after a page.
import { type Name, type SQL, sql } from 'drizzle-orm';
import type { Bound, KeyRange, Plan, TermGroup } from './plan.ts';
import { pad, type Reader, type TextCondition } from './reader.ts';
import type { Arm, Segment } from './segments.ts';
import { termsTable } from './tables.ts';
import { whereOf, withinSql } from './where.ts';

export interface Selection {
  readonly range: KeyRange;
  readonly bounds: readonly Bound[];
  /** The postings that drive; null for the records. */
  readonly arms: readonly Arm[] | null;
  /** The plan's group that the arms stand for, which need not be looked up again. */
  readonly driving: TermGroup | null;
  /** For lists by a column: what is selected of a row beside its key, and where the page begins. */
  readonly byColumn: { columns(record: SQL): SQL; after(record: SQL): SQL } | null;
}

/** How matches within a segment are found in order of key. */
export function selectionByKey(plan: Plan, { range, arms, bounds }: Segment): Selection {
  const driving = arms === null ? drivingGroup(plan) : null;
  return {
    range,
    bounds,
    arms: arms ?? (driving && armsOf(driving, range)),
    driving,
    byColumn: null,
  };
}

/**
 * The group that costs least to drive with, null where there is none or a few ids say more: each of its records is
 * read, and looked up once for each term of the other groups.
 */
export function drivingGroup({ groups, keys, textDrives }: Plan): TermGroup | null {
  if (keys !== null || textDrives) return null;
  const terms = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  const cost = ({ ids, count }: TermGroup) => count * (1 + terms - ids.length);
  return groups.reduce<TermGroup | null>(
    (best, group) => (best === null || cost(group) < cost(best) ? group : best),
    null,
  );
}

export function armsOf({ ids }: TermGroup, range: KeyRange): Arm[] {
  return ids.map((termId) => ({ termId, range }));
}

/** Fills a union up: it finds no posting, and costs next to nothing. */
const NOTHING: Arm = { termId: 0, range: { first: 1, last: 0 } };

/** Selects matches, each once, in no promised order: the caller adds `order by` and `limit`. */
export function matchesSql(reader: Reader, plan: Plan, selection: Selection): SQL {
  if (selection.arms === null && plan.textDrives) return textArm(reader, plan, selection);
  if (selection.arms === null) return recordsArm(reader, plan, selection);
  const arms = pad(selection.arms, NOTHING).map((arm) => postingsArm(reader, plan, selection, arm));
  return sql.join(arms, sql` union `);
}

/** Whether every key in the range of a segment is that of a match. */
export function isWhole(plan: Plan, { arms, bounds }: Segment): boolean {
  const { groups, without, keys, withoutKeys, texts } = plan;
  const conditions = groups.length + without.length + withoutKeys.length + texts.length + bounds.length;
  return conditions === 0 && keys === null && arms === null;
}

/** Selects the keys of a segment's matches. In order of key the arms of a union are merged, not gathered and sorted. */
export function keysSql(reader: Reader, plan: Plan, segment: Segment): SQL {
  const selection = selectionByKey(plan, segment);
  const order = (selection.arms?.length ?? 0) > 1 ? sql` order by key` : sql``;
  return sql`${matchesSql(reader, plan, selection)}${order}`;
}

function recordsArm(reader: Reader, plan: Plan, { range, bounds, byColumn }: Selection): SQL {
  const record = sql`driver`;
  // A list by a column must go by that column's index, not by the range.
  const key = byColumn === null ? sql`driver.key` : reader.unindexed(sql`driver.key`);
  const where = [
    withinSql(range, key),
    ...whereOf({ reader, plan, bounds, record, driving: null }),
    ...(byColumn === null ? [] : [byColumn.after(record)]),
  ];
  return sql`select ${columnsSql(byColumn, record)} from ${sql.identifier(plan.resource)} driver
    where ${sql.join(where, sql` and `)}`;
}

function postingsArm(reader: Reader, plan: Plan, selection: Selection, { termId, range }: Arm): SQL {
  return armSql(reader, plan, {
    ...selection,
    from: sql.identifier(termsTable(plan.resource)),
    where: [sql`driver.term_id = ${termId}`, withinSql(range, sql`driver.key`)],
  });
}

function textArm(reader: Reader, plan: Plan, selection: Selection): SQL {
  const driving = plan.texts[0] as TextCondition; // there is one where text drives
  return armSql(reader, plan, {
    ...selection,
    driving,
    from: reader.matching(plan.resource, driving),
    where: [withinSql(selection.range, sql`driver.key`)],
  });
}

interface ArmParts extends Pick<Selection, 'bounds' | 'byColumn'> {
  readonly driving: TermGroup | TextCondition | null;
  readonly from: SQL | Name;
  readonly where: readonly SQL[];
}

/** What drives gives keys; the records are joined where something is asked of their columns. */
function armSql(reader: Reader, plan: Plan, { bounds, driving, byColumn, from, where }: ArmParts): SQL {
  const record = sql`record`;
  const isJoined = byColumn !== null || bounds.length > 0;
  const all = [
    ...where,
    ...(isJoined ? [sql`record.key = driver.key`] : []),
    ...whereOf({ reader, plan, bounds, record, driving }),
    ...(byColumn === null ? [] : [byColumn.after(record)]),
  ];
  // A cross join keeps SQLite from reading the records first.
  const joined = isJoined ? sql` cross join ${sql.identifier(plan.resource)} record` : sql``;
  return sql`select ${columnsSql(byColumn, record)} from ${from} driver${joined}
    where ${sql.join(all, sql` and `)}`;
}

function columnsSql(byColumn: Selection['byColumn'], record: SQL): SQL {
  return byColumn === null ? sql`driver.key as key` : sql`${byColumn.columns(record)}, driver.key as key`;
}
