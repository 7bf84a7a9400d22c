// A list as the API has it: its path, whose records it holds, and what it can be asked.
import type { Order, Position } from '../../query/condition.ts';
import type { Asked } from '../../query/filters/filter.ts';
import type { Values } from '../../query/parameters/parameters.ts';
import type { Question } from '../../query/query-definition.ts';
import { type AnyResource, fitsOrder } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';

/** A list of one resource: all of it, or what belongs to another record. */
export interface ListScope {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly resource: AnyResource;
  /** The filter that the path fixes to the id of a parent record; null for all. */
  readonly fixed: { readonly filter: string; readonly parent: AnyResource } | null;
  /** Values of `sort`, default first. */
  readonly sorts: Readonly<Record<string, Order>>;
  readonly question: Question;
}

/** What the values ask, with the days of the event that they count from. */
export function ask(question: Question, values: Values, store: Store): Promise<Asked> {
  return question.ask(values, async (eventId) => {
    const document = await store.get('events', eventId);
    if (document === null) return null;
    const { date } = JSON.parse(document) as { date: { earliest: string | null; latest: string | null } };
    return { earliest: date.earliest, latest: date.latest };
  });
}

/** Whether a cursor's position is one that the order gives. */
export function acceptsPosition({
  resource,
  question,
}: ListScope): (after: Position, values: Values) => boolean {
  return (after, values) => fitsOrder(resource, question.order(values), after);
}
