// Paging over things that stand in a fixed order within one record: a cursor is the index to go on from.

import type { Position } from '../../query/condition.ts';
import { listParameters } from '../../query/parameters/list-parameters.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import type { Call, Route } from '../server/route.ts';

const { limit, cursor } = listParameters({ filters: {}, sorts: { id: null }, includes: {} });

/** `limit` and `cursor`, as every list has them. */
export const PAGE_PARAMETERS = { limit, cursor } as Parameters;

export const pagedByIndex: Pick<Route, 'parameters' | 'accepts'> = {
  parameters: PAGE_PARAMETERS,
  accepts: (after: Position) => after.length === 1,
};

/** The index at which the page of a call begins, and how many it holds. */
export function sliceOf({ after, values }: Call): { start: number; limit: number } {
  return { start: after === null ? 0 : Number(after[0]), limit: Number(values.limit) };
}

/** The position after a slice; null where nothing follows. */
export function endOfSlice(start: number, length: number, total: number): Position | null {
  return start + length < total ? [start + length] : null;
}
