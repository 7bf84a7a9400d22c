// Conditions as SQL. A condition looks at one row of the query's `driver`, which has the record's key, and at the
// record's columns under the name `record`.
import { type SQL, sql } from 'drizzle-orm';
import type { Bound, KeyRange, Plan, TermGroup } from './plan.ts';
import { pad, type Reader, type TextCondition } from './reader.ts';
import { columnName, termsTable } from './tables.ts';

/** What every match must fulfil, beyond being found by what drives the query. */
export function whereOf({ reader, plan, bounds, driving, record }: Wanted): SQL[] {
  const { keys, withoutKeys, without } = plan;
  const withoutIds = without.map(({ id }) => id);
  const groups = plan.groups.filter((group) => group !== driving);
  const texts = plan.texts.filter((text) => text !== driving);
  return [
    ...groups.map(({ ids }) => sql`exists ${postings(plan, ids)}`),
    ...(withoutIds.length > 0 ? [sql`not exists ${postings(plan, withoutIds)}`] : []),
    ...texts.map(
      (text) =>
        sql`exists (select 1 from ${reader.matching(plan.resource, text)} matching where matching.key = driver.key)`,
    ),
    ...(keys === null ? [] : [sql`driver.key in ${pad(keys)}`]),
    ...(withoutKeys.length > 0 ? [sql`driver.key not in ${pad(withoutKeys)}`] : []),
    ...bounds.flatMap((bound) => boundSql(reader, bound, record)),
  ];
}

export interface Wanted {
  readonly reader: Reader;
  readonly plan: Plan;
  readonly bounds: readonly Bound[];
  /** What of the plan drives the query. */
  readonly driving: TermGroup | TextCondition | null;
  /** What the record's row is called: `driver` itself, or another. */
  readonly record: SQL;
}

export function withinSql({ first, last }: KeyRange, key: SQL): SQL {
  return sql`${key} between ${first} and ${last}`;
}

function postings({ resource }: Plan, termIds: readonly number[]): SQL {
  return sql`(select 1 from ${sql.identifier(termsTable(resource))} probe
    where probe.term_id in ${pad(termIds)} and probe.key = driver.key)`;
}

function boundSql(reader: Reader, bound: Bound, record: SQL): SQL[] {
  const column = (name: string) => reader.unindexed(sql`${record}.${sql.identifier(columnName(name))}`);
  if (bound.kind === 'number') {
    const { min, max } = bound;
    return [
      ...(min === null ? [] : [sql`${column(bound.column)} >= ${min}`]),
      ...(max === null ? [] : [sql`${column(bound.column)} <= ${max}`]),
      ...(min === null && max === null ? [sql`${column(bound.column)} is not null`] : []),
    ];
  }
  const days = daysSql(bound, column);
  if (bound.undated !== 'include') return days;
  return [sql`(${column('dated')} = 0 or (${sql.join(days, sql` and `)}))`];
}

function daysSql(
  { from, to, match }: Extract<Bound, { kind: 'days' }>,
  column: (name: string) => SQL,
): SQL[] {
  if (match === 'possible')
    return [
      ...(from === null ? [] : [sql`${column('latest')} >= ${from}`]),
      ...(to === null ? [] : [sql`${column('earliest')} <= ${to}`]),
    ];
  return [
    ...(from === null ? [] : [sql`${column('earliest')} >= ${from}`]),
    ...(to === null ? [] : [sql`${column('latest')} <= ${to}`]),
  ];
}
