// Paging by offset, for lists in a fixed order: the cursor's position is the index of the next item.
import type { Position } from '../../query/condition.ts';
import { listParameters } from '../../query/parameters/list-parameters.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import type { Call, Route } from '../server/route.ts';

const { limit, cursor } = listParameters({ filters: {}, sorts: { id: null }, includes: {} });

/** `limit` and `cursor`, as in every list. */
const PAGE_PARAMETERS = { limit, cursor } as Parameters;

/** What makes a route one of pages by offset. */
export const offsetPaging: Pick<Route, 'parameters' | 'acceptsPosition'> = {
  parameters: PAGE_PARAMETERS,
  acceptsPosition: (after: Position) => after.length === 1,
};

/** The index at which the page of a call begins, and its limit. */
export function sliceOf({ after, values }: Call): { start: number; limit: number } {
  return { start: after === null ? 0 : Number(after[0]), limit: Number(values.limit) };
}

/** The position after a slice; null where nothing follows. */
export function endOfSlice(start: number, length: number, total: number): Position | null {
  return start + length < total ? [start + length] : null;
}
