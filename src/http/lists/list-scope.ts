// The scope of a list: its path, its records (all of a resource, or those of one parent record) and its queries.
import type { Order, Position } from '../../query/condition.ts';
import type { Query } from '../../query/filters/filter.ts';
import type { Values } from '../../query/parameters/parameters.ts';
import type { Question } from '../../query/question.ts';
import { type AnyResource, fitsOrder } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';
import { requireDeclared } from './declared-measures.ts';
import { requireKnownCodes } from './known-codes.ts';

/** A list of one resource: all its records, or those nested under a parent record. */
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

/**
 * The query of the values; reads the event of `afterEvent` from the store. Throws a Problem where a value is one that the
 * dataset cannot have.
 */
export async function queryOf(question: Question, values: Values, store: Store): Promise<Query> {
  await requireDeclared(values, store);
  const query = await question.query(values, async (eventId) => {
    const document = await store.get('events', eventId);
    if (document === null) return null;
    const { date } = JSON.parse(document) as { date: { earliest: string | null; latest: string | null } };
    return { earliest: date.earliest, latest: date.latest };
  });
  await requireKnownCodes(query, store);
  return query;
}

/** Checks whether a cursor's position is one that the list's order can have. */
export function positionCheck({
  resource,
  question,
}: ListScope): (after: Position, values: Values) => boolean {
  return (after, values) => fitsOrder(resource, question.order(values), after);
}
