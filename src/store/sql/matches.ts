// The query for matching records: what drives it, and what it selects.
//
// A query is driven by postings of terms or of words, else by the records. All are in order of key, which is date
// order, so a page in date order stops after as many rows as it needs. Several terms of one group make a union, which
// the engine merges in order; what is left of the conditions is looked up for each row. So a query never visits more
// rows than its driving group has, and most stop after a page.
import { type Name, type SQL, sql } from 'drizzle-orm';
import { type FigureBound, withinBounds } from './figure-bounds.ts';
import type { Plan, TermGroup } from './plan.ts';
import type { PostingRange, RangeScan } from './range-scans.ts';
import { padParameters, type Reader, type TextCondition } from './reader.ts';
import { NO_POSTING, type Selection, selectionByKey } from './selection.ts';
import { figuresTable, termsTable } from './table-names.ts';
import { whereOf, withinSql } from './where.ts';

/** Selects matches, each once, in no promised order: the caller adds `order by` and `limit`. */
export function matchesSql(reader: Reader, plan: Plan, selection: Selection): SQL {
  const { postings } = selection;
  if (postings === null && plan.figuresDrive !== null)
    return figuresSql(reader, plan, selection, plan.figuresDrive);
  if (postings === null)
    return plan.textDrives ? textMatchesSql(reader, plan, selection) : recordsSql(reader, plan, selection);
  const queries = padParameters(postings, NO_POSTING).map((each) =>
    postingsSql(reader, plan, selection, each),
  );
  return sql.join(queries, sql` union `);
}

/** Whether every key in the range of a scan is that of a match. */
export function matchesEveryKey(plan: Plan, { postings, columnConditions }: RangeScan): boolean {
  const { groups, excludedTerms, keys, excludedKeys, texts } = plan; // a bound of figures has a group
  const conditions =
    groups.length + excludedTerms.length + excludedKeys.length + texts.length + columnConditions.length;
  return conditions === 0 && keys === null && postings === null;
}

/** Selects the keys of a scan's matches. In order of key the queries of a union are merged, not gathered and sorted. */
export function keysSql(reader: Reader, plan: Plan, scan: RangeScan): SQL {
  const selection = selectionByKey(plan, scan);
  const order = (selection.postings?.length ?? 0) > 1 ? sql` order by key` : sql``;
  return sql`${matchesSql(reader, plan, selection)}${order}`;
}

function recordsSql(reader: Reader, plan: Plan, selection: Selection): SQL {
  return selectSql(reader, plan, selection, {
    from: sql.identifier(plan.resource),
    where: [withinSql(selection.range, sql`driver.key`)],
    driving: null,
    record: sql`driver`,
  });
}

function postingsSql(reader: Reader, plan: Plan, selection: Selection, { termId, range }: PostingRange): SQL {
  return selectSql(reader, plan, selection, {
    from: sql.identifier(termsTable(plan.resource)),
    where: [sql`driver.term_id = ${termId}`, withinSql(range, sql`driver.key`)],
    driving: selection.driving,
    record: null,
  });
}

function textMatchesSql(reader: Reader, plan: Plan, selection: Selection): SQL {
  const driving = plan.texts[0] as TextCondition; // there is one where text drives
  return selectSql(reader, plan, selection, {
    from: reader.matching(plan.resource, driving),
    where: [withinSql(selection.range, sql`driver.key`)],
    driving,
    record: null,
  });
}

function figuresSql(reader: Reader, plan: Plan, selection: Selection, bound: FigureBound): SQL {
  return selectSql(reader, plan, selection, {
    from: sql.identifier(figuresTable(plan.resource)),
    where: [withinBounds(bound, sql`driver`), withinSql(selection.range, reader.unindexed(sql`driver.key`))],
    driving: bound,
    record: null,
    // Figures in order of key are all figures of the name: those within the bounds are few, and sorted.
    key: reader.unindexed(sql`driver.key`),
  });
}

interface Driver {
  readonly from: SQL | Name;
  readonly where: readonly SQL[];
  /** What of the plan it stands for. */
  readonly driving: TermGroup | TextCondition | FigureBound | null;
  /** Where the record's columns are; null where its row is joined as soon as something is asked of them. */
  readonly record: SQL | null;
  /** What is selected, where that is not the key as it stands. */
  readonly key?: SQL;
}

function selectSql(
  reader: Reader,
  plan: Plan,
  { columnConditions }: Selection,
  { from, where, driving, record: own, key = sql`driver.key` }: Driver,
): SQL {
  const isJoined = own === null && columnConditions.length > 0;
  const record = own ?? sql`record`;
  const all = [
    ...where,
    ...(isJoined ? [sql`record.key = driver.key`] : []),
    ...whereOf({ reader, plan, columnConditions, record, driving }),
  ];
  // A cross join keeps SQLite from reading the records first.
  const joined = isJoined ? sql` cross join ${sql.identifier(plan.resource)} record` : sql``;
  return sql`select ${key} as key from ${from} driver${joined}
    where ${sql.join(all, sql` and `)}`;
}
