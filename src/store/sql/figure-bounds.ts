// Bounds of figures as SQL: looked up for one record, or driving a query where few records have figures within them.
import { type SQL, sql } from 'drizzle-orm';
import type { ResourceName } from '../../query/condition.ts';
import type { Reader } from './reader.ts';
import { figuresTable } from './table-names.ts';

/** The records whose figure of a name lies within bounds, inclusive, null = open. The term is that of the name. */
export interface FigureBound {
  readonly name: string;
  readonly termId: number;
  readonly min: number | null;
  readonly max: number | null;
}

/** Bounds of the same figures as one: few may lie between two of which each has most. */
export function joinedBounds(bounds: readonly FigureBound[]): FigureBound[] {
  const tighter = (a: number | null, b: number | null, choose: (a: number, b: number) => number) =>
    a === null || b === null ? (a ?? b) : choose(a, b);
  const joined = new Map<number, FigureBound>();
  for (const bound of bounds) {
    const { min, max } = joined.get(bound.termId) ?? bound;
    joined.set(bound.termId, {
      ...bound,
      min: tighter(min, bound.min, Math.max),
      max: tighter(max, bound.max, Math.min),
    });
  }
  return [...joined.values()];
}

/** Keys that are read and sorted at once, at most: some milliseconds, less than to look through the figures of a million. */
const FEW = 5000;
/** Postings come in order, and a page of them ends early: figures drive where they are one in so many at most. */
const ONE_IN = 4;

/**
 * The bounds within which fewest figures lie, where these are few; null where there are none such.
 * @param fewest the number of records of the term that would drive else
 */
export async function drivingFigures(
  reader: Reader,
  resource: ResourceName,
  bounds: readonly FigureBound[],
  fewest: number,
): Promise<FigureBound | null> {
  let best: FigureBound | null = null;
  let most = Math.min(FEW, Math.floor(fewest / ONE_IN));
  for (const bound of bounds) {
    if (bound.min === null && bound.max === null) continue;
    const [row] = await reader.rows<{ count: number }>(
      sql`select count(*) as count from (select 1 from ${sql.identifier(figuresTable(resource))} figure
        where ${withinBounds(bound, sql`figure`)} limit ${most + 1}) matches`,
    );
    const count = row?.count ?? 0;
    if (count > most) continue;
    best = bound;
    most = count - 1;
  }
  return best;
}

/** Of the rows of figures, those of the name that lie within the bounds. */
export function withinBounds({ termId, min, max }: FigureBound, figure: SQL): SQL {
  return sql.join(
    [
      sql`${figure}.term_id = ${termId}`,
      ...(min === null ? [] : [sql`${figure}.value >= ${min}`]),
      ...(max === null ? [] : [sql`${figure}.value <= ${max}`]),
    ],
    sql` and `,
  );
}

/** Whether the figure of one record lies within the bounds. */
export function hasFigure(
  reader: Reader,
  resource: ResourceName,
  { termId, min, max }: FigureBound,
  key: SQL,
): SQL {
  const value = reader.unindexed(sql`figure.value`);
  return sql`exists (select 1 from ${sql.identifier(figuresTable(resource))} figure
    where figure.term_id = ${termId} and figure.key = ${key}${min === null ? sql`` : sql` and ${value} >= ${min}`}${
      max === null ? sql`` : sql` and ${value} <= ${max}`
    })`;
}
