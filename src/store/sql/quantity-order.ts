// The order of figures: first the records that have one, by value and id; then the others by id, in the same direction.
import { type SQL, sql } from 'drizzle-orm';
import { type ListQuery, NO_FIGURE, type Position, QUANTITY_FIELD } from '../../query/condition.ts';
import { type FigureBound, withinBounds } from './figure-bounds.ts';
import type { Plan } from './plan.ts';
import type { Reader } from './reader.ts';
import { allMatches, isReadInOrder } from './sorted-matches.ts';
import { figuresTable } from './table-names.ts';
import { type KnownTerm, knownTerms, termKey } from './terms.ts';
import { whereOf, withinSql } from './where.ts';

/** The term of the figures that a list is ordered by; null where no record has one. */
export async function orderingTerm(
  reader: Reader,
  { resource, order }: ListQuery,
): Promise<KnownTerm | null> {
  const term = { field: QUANTITY_FIELD, value: order.measure ?? '' };
  return (await knownTerms(reader, resource, [term])).get(termKey(term)) ?? null;
}

/** Whether a page that begins after the position has none with a figure left. */
export function isBeyondFigures(after: Position | null): boolean {
  return after !== null && after[0] === NO_FIGURE;
}

/** The plan for the matches that have no figure; null where there are none. */
export function withoutFigure(plan: Plan, term: KnownTerm | null): Plan | null {
  if (term === null) return plan;
  const haveAll = plan.groups.some(({ ids }) => ids.length === 1 && ids[0] === term.id);
  if (haveAll || term.count === plan.size.total) return null;
  return { ...plan, excludedTerms: [...plan.excludedTerms, term] };
}

/** Selects the first matches that have a figure, as `value`, `id` and `key`. */
export async function figuredSql(
  reader: Reader,
  plan: Plan,
  { query: { after, order }, term, wanted }: { query: ListQuery; term: KnownTerm; wanted: number },
): Promise<SQL> {
  const isDown = order.direction === 'desc';
  const figures = sql.identifier(figuresTable(plan.resource));
  const direction = isDown ? sql`desc` : sql`asc`;
  const goesOn = (row: SQL) =>
    after === null
      ? sql`true`
      : sql`(${row}.value, ${row}.id) ${isDown ? sql`<` : sql`>`} (${after[0]}, ${after[1]})`;
  const inOrder = sql`driver.value ${direction}, driver.id ${direction}`;
  // What bounds the same figures says where to begin, and where to end.
  const isOwn = ({ termId }: FigureBound) => termId === term.id;
  const own = [
    sql`driver.term_id = ${term.id}`,
    ...plan.figures.filter(isOwn).map((bound) => withinBounds(bound, sql`driver`)),
    goesOn(sql`driver`),
  ];
  const others = {
    ...plan,
    figures: plan.figures.filter((bound) => !isOwn(bound)),
    groups: plan.groups.filter(({ ids }) => !(ids.length === 1 && ids[0] === term.id)),
  };
  const select = (from: SQL, conditions: readonly SQL[]) => {
    const { columnConditions } = plan;
    const hasColumns = columnConditions.length > 0;
    const where = [
      ...conditions,
      withinSql(plan.range, reader.unindexed(sql`driver.key`)),
      ...(hasColumns ? [sql`record.key = driver.key`] : []),
      ...whereOf({ reader, plan: others, columnConditions, driving: null, record: sql`record` }),
    ];
    const joined = hasColumns ? sql` cross join ${sql.identifier(plan.resource)} record` : sql``;
    return sql`select driver.value as value, driver.id as id, driver.key as key from ${from} driver${joined}
      where ${sql.join(where, sql` and `)}`;
  };
  const firstMatches = (most: number) => {
    const first = sql`(select * from ${figures} driver where ${sql.join(own, sql` and `)} order by ${inOrder} limit ${most})`;
    return sql`${select(first, [])} limit ${wanted}`;
  };
  if (await isReadInOrder(reader, others, { rows: term.count, wanted, firstMatches }))
    return sql`${select(sql`${figures}`, own)} order by ${inOrder} limit ${wanted}`;
  const figure = sql`figure`;
  return sql`select figure.value as value, figure.id as id, matched.key as key
    from (${allMatches(reader, plan)}) matched cross join ${figures} figure
    where figure.term_id = ${term.id} and figure.key = matched.key and ${goesOn(figure)}
    order by value ${direction}, id ${direction} limit ${wanted}`;
}
