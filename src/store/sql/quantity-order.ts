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

interface FiguredPage {
  readonly query: ListQuery;
  readonly term: KnownTerm;
  readonly wanted: number;
}

/**
 * Selects the first matches that have a figure, as `value`, `id` and `key`.
 * @param most where figures drive, how many of them are looked at, and matches among them given in no order; null for all
 */
export function figuredSql(
  reader: Reader,
  plan: Plan,
  {
    query: { after, order },
    term,
    wanted,
    driving,
    most = null,
  }: FiguredPage & { driving: TermGroup | 'figures' | null; most?: number | null },
): SQL {
  const isDown = order.direction === 'desc';
  const figures = sql.identifier(figuresTable(plan.resource));
  const direction = isDown ? sql`desc` : sql`asc`;
  const goesOn = (row: SQL) =>
    after === null
      ? sql`true`
      : sql`(${row}.value, ${row}.id) ${isDown ? sql`<` : sql`>`} (${after[0]}, ${after[1]})`;
  if (driving === 'figures') {
    const hasColumns = plan.columnConditions.length > 0;
    const own = [sql`driver.term_id = ${term.id}`, goesOn(sql`driver`)];
    const inOrder = sql`driver.value ${direction}, driver.id ${direction}`;
    const first = sql`(select * from ${figures} driver where ${sql.join(own, sql` and `)}
      order by ${inOrder} limit ${most})`;
    const where = [
      ...(most === null ? own : []),
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
    return sql`select driver.value as value, driver.id as id, driver.key as key
      from ${most === null ? figures : first} driver${joined}
      where ${sql.join(where, sql` and `)}${most === null ? sql` order by ${inOrder}` : sql``} limit ${wanted}`;
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
export async function drivingByFigure(
  reader: Reader,
  plan: Plan,
  page: FiguredPage,
): Promise<TermGroup | 'figures' | null> {
  if (plan.keys !== null || plan.textDrives || plan.figuresDrive !== null) return null;
  const driving = drivingGroup(plan);
  if (driving === null) return 'figures';
  if (!isQuickInOrder(plan, page.query, page.term.count, driving)) return driving;
  if (page.term.count <= driving.count) return 'figures';
  const tried = figuredSql(reader, plan, { ...page, driving: 'figures', most: driving.count });
  return (await hasRows(reader, tried, page.wanted)) ? 'figures' : driving;
}

/** Whether to look through rows in order takes fewer for a page than a group has, if its terms and the order are independent. */
export function isQuickInOrder(
  { groups, size: { total } }: Plan,
  { limit }: ListQuery,
  rows: number,
  driving: TermGroup,
): boolean {
  const matches = groups.reduce((expected, { count }) => expected * Math.min(1, count / total), total);
  return Math.min(rows, (limit * rows) / Math.max(matches, 1)) < driving.count;
}

/** Whether a query gives so many rows. */
export async function hasRows(reader: Reader, query: SQL, wanted: number): Promise<boolean> {
  const [row] = await reader.rows<{ count: number }>(sql`select count(*) as count from (${query}) matches`);
  return (row?.count ?? 0) >= wanted;
}
