// Positions come from cursors, and cursors from outside: whether one is of the list at hand.
import type { Order, Position } from '../query/condition.ts';
import type { AnyResource } from './resource.ts';

/** Whether the position is one that this order of the resource can have. */
export function fitsOrder({ columns }: AnyResource, { by }: Order, after: Position): boolean {
  if (by === 'relevance') return false; // it has one page
  if (by === 'key') return after.length === 1 && Number.isSafeInteger(after[0]);
  const type = by === 'id' ? 'text' : columns[by]?.type;
  return after.length === 2 && typeof after[0] === (type === 'text' ? 'string' : 'number');
}
