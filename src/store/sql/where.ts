// Conditions as SQL. A condition looks at one row of the query's `driver`, which has the record's key, and at the
// record's columns under the name `record`.
import { type SQL, sql } from 'drizzle-orm';
import { chordSquaredOf, vectorOf } from '../../model/sphere.ts';
import type { Condition } from '../../query/condition.ts';
import { type FigureBound, hasFigure } from './figure-bounds.ts';
import type { ColumnCondition, KeyRange, Plan, TermGroup } from './plan.ts';
import { padParameters, type Reader, type TextCondition } from './reader.ts';
import { columnName, termsTable } from './table-names.ts';

/** What every match must fulfil, beyond being found by what drives the query. */
export function whereOf({ reader, plan, columnConditions, driving, record }: WhereOptions): SQL[] {
  const { keys, excludedKeys, excludedTerms } = plan;
  const excludedIds = excludedTerms.map(({ id }) => id);
  const groups = plan.groups.filter((group) => group !== driving && !group.isImplied);
  const texts = plan.texts.filter((text) => text !== driving);
  return [
    ...groups.map(({ ids }) => sql`exists ${postingsOf(plan, ids)}`),
    ...(excludedIds.length > 0 ? [sql`not exists ${postingsOf(plan, excludedIds)}`] : []),
    ...texts.map(
      (text) =>
        sql`exists (select 1 from ${reader.matching(plan.resource, text)} matching where matching.key = driver.key)`,
    ),
    ...plan.figures
      .filter((bound) => bound !== driving)
      .map((bound) => hasFigure(reader, plan.resource, bound, sql`driver.key`)),
    ...(keys === null ? [] : [sql`driver.key in ${padParameters(keys)}`]),
    ...(excludedKeys.length > 0 ? [sql`driver.key not in ${padParameters(excludedKeys)}`] : []),
    ...columnConditions.flatMap((condition) => columnConditionSql(reader, condition, record)),
  ];
}

export interface WhereOptions {
  readonly reader: Reader;
  readonly plan: Plan;
  readonly columnConditions: readonly ColumnCondition[];
  /** What of the plan drives the query. */
  readonly driving: TermGroup | TextCondition | FigureBound | null;
  /** What the record's row is called: `driver` itself, or another. */
  readonly record: SQL;
}

export function withinSql({ first, last }: KeyRange, key: SQL): SQL {
  return sql`${key} between ${first} and ${last}`;
}

function postingsOf({ resource }: Plan, termIds: readonly number[]): SQL {
  return sql`(select 1 from ${sql.identifier(termsTable(resource))} probe
    where probe.term_id in ${padParameters(termIds)} and probe.key = driver.key)`;
}

function columnConditionSql(reader: Reader, condition: ColumnCondition, record: SQL): SQL[] {
  const column = (name: string) => reader.unindexed(sql`${record}.${sql.identifier(columnName(name))}`);
  if (condition.kind === 'number') {
    const { min, max } = condition;
    return [
      ...(min === null ? [] : [sql`${column(condition.column)} >= ${min}`]),
      ...(max === null ? [] : [sql`${column(condition.column)} <= ${max}`]),
      ...(min === null && max === null ? [sql`${column(condition.column)} is not null`] : []),
    ];
  }
  if (condition.kind === 'near') return [nearSql(condition, column)];
  if (condition.kind === 'box') return boxSql(condition, column);
  const days = daysSql(condition, column);
  if (condition.undated !== 'include') return days;
  return [sql`(${column('dated')} = 0 or (${sql.join(days, sql` and `)}))`];
}

type Near = Extract<Condition, { kind: 'near' }>;
type Box = Extract<Condition, { kind: 'box' }>;

/** `chordSquared`, operation by operation. */
function nearSql({ latitude, longitude, km }: Near, column: (name: string) => SQL): SQL {
  const point = vectorOf(latitude, longitude);
  const squares = (['x', 'y', 'z'] as const).map(
    (axis) => sql`(${column(axis)} - ${point[axis]}) * (${column(axis)} - ${point[axis]})`,
  );
  return sql`${sql.join(squares, sql` + `)} <= ${chordSquaredOf(km)}`;
}

function boxSql({ west, south, east, north }: Box, column: (name: string) => SQL): SQL[] {
  const joint = west <= east ? sql`and` : sql`or`;
  return [
    sql`${column('latitude')} between ${south} and ${north}`,
    sql`(${column('longitude')} >= ${west} ${joint} ${column('longitude')} <= ${east})`,
  ];
}

function daysSql(
  { from, to, match }: Extract<ColumnCondition, { kind: 'days' }>,
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
