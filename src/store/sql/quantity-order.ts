// The order of figures: first the records that have one, by value and id; then the others by id, in the same direction.
import { type SQL, sql } from 'drizzle-orm';
import { type ListQuery, NO_FIGURE, type Position, QUANTITY_FIELD } from '../../query/condition.ts';
import { matchesSql } from './matches.ts';
import type { Plan, TermGroup } from './plan.ts';
import type { Reader } from './reader.ts';
import { drivingGroup, postingRanges } from './selection.ts';
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
export function figuredSql(
  reader: Reader,
  plan: Plan,
  { query, term, wanted }: { query: ListQuery; term: KnownTerm; wanted: number },
): SQL {
  const { after, order } = query;
  const isDown = order.direction === 'desc';
  const figures = sql.identifier(figuresTable(plan.resource));
  const direction = isDown ? sql`desc` : sql`asc`;
  const goesOn = (row: SQL) =>
    after === null
      ? sql`true`
      : sql`(${row}.value, ${row}.id) ${isDown ? sql`<` : sql`>`} (${after[0]}, ${after[1]})`;
  const driving = drivingByFigure(plan, query, term);
  if (driving === 'figures') {
    const hasColumns = plan.columnConditions.length > 0;
    const where = [
      sql`driver.term_id = ${term.id}`,
      goesOn(sql`driver`),
      withinSql(plan.range, reader.unindexed(sql`driver.key`)),
      ...(hasColumns ? [sql`record.key = driver.key`] : []),
      ...whereOf({
        reader,
        plan,
        columnConditions: plan.columnConditions,
        driving: null,
        record: sql`record`,
      }),
    ];
    const joined = hasColumns ? sql` cross join ${sql.identifier(plan.resource)} record` : sql``;
    return sql`select driver.value as value, driver.id as id, driver.key as key from ${figures} driver${joined}
      where ${sql.join(where, sql` and `)} order by driver.value ${direction}, driver.id ${direction} limit ${wanted}`;
  }
  const matches = matchesSql(reader, plan, {
    range: plan.range,
    columnConditions: plan.columnConditions,
    postings: driving && postingRanges(driving, plan.range),
    driving,
    byColumn: null,
  });
  const row = sql`figure`;
  return sql`select figure.value as value, figure.id as id, matched.key as key
    from (${matches}) matched cross join ${figures} figure
    where figure.term_id = ${term.id} and figure.key = matched.key and ${goesOn(row)}
    order by value ${direction}, id ${direction} limit ${wanted}`;
}

/**
 * As a list by a column: the figures are in order, but those of records that do not match are read in vain; matches are
 * all read and sorted. Null where ids, words or bounds of figures find the matches.
 */
function drivingByFigure(plan: Plan, { limit }: ListQuery, term: KnownTerm): TermGroup | 'figures' | null {
  if (plan.keys !== null || plan.textDrives || plan.figuresDrive !== null) return null;
  const driving = drivingGroup(plan);
  if (driving === null) return 'figures';
  const { total } = plan.size;
  const matches = plan.groups.reduce((expected, { count }) => expected * Math.min(1, count / total), total);
  return (limit * term.count) / Math.max(matches, 1) < driving.count ? 'figures' : driving;
}
