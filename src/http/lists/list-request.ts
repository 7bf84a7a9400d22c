// A list as it is asked for: which parameters a path takes, and what a request's values mean to the store.
import type { Order, Position } from '../../query/condition.ts';
import { type DayRange, givenNear } from '../../query/filters/date-filters.ts';
import { type Asked, idleModifiers } from '../../query/parameters/list-parameters.ts';
import type { ParameterProblem, Values } from '../../query/parameters/parameters.ts';
import { fitsOrder } from '../../resources/position.ts';
import type { AnyResource } from '../../resources/resource.ts';
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
}

/** What can be asked at the path: everything but the filter it fixes. */
export function openTables({ resource, fixed, sorts }: ListScope): Asked {
  const filters = Object.entries(resource.filters).filter(([name]) => name !== fixed?.filter);
  return { filters: Object.fromEntries(filters), sorts, includes: resource.includes };
}

/** The resource's tables in full, for values that hold the fixed filter too. */
export function fullTables({ resource, sorts }: ListScope): Asked {
  return { filters: resource.filters, sorts, includes: resource.includes };
}

/** The days of the event that a filter of the kind `near` names; null where none is named or it does not exist. */
export async function nearOf(asked: Asked, values: Values, store: Store): Promise<DayRange | null> {
  const id = givenNear(asked.filters, values);
  if (id === null) return null;
  const document = await store.get('events', id);
  if (document === null) return null;
  const { earliest, latest } = (JSON.parse(document) as { date: DayRange }).date;
  return { earliest, latest };
}

/** Filters and modifiers that say something: given, and not their default. */
export function givenFilters(asked: Asked, values: Values): string[] {
  return Object.entries(asked.filters).flatMap(([name, filter]) => {
    const fallback = filter.kind === 'modifier' ? (filter.fallback ?? undefined) : undefined;
    return values[name] === undefined || values[name] === fallback ? [] : [name];
  });
}

/** Modifiers of filters that are not given. A default changes nothing, so it may stand alone. */
export function checkList(scope: ListScope): (values: Values) => readonly ParameterProblem[] {
  const asked = fullTables(scope);
  return (values) => {
    const given = new Set(givenFilters(asked, values));
    if (scope.fixed !== null) given.add(scope.fixed.filter);
    return [...idleModifiers(asked, given), ...idleRelevance(scope, values)];
  };
}

function idleRelevance({ sorts }: ListScope, { sort, q }: Values): ParameterProblem[] {
  if (sorts[String(sort)]?.by !== 'relevance' || q !== undefined) return [];
  const message = 'It orders by the words of q, and q is not given.';
  return [{ parameter: 'sort', message, suggestion: Object.keys(sorts)[0] ?? null }];
}

/** Whether a cursor's position is one that the order gives. */
export function acceptsPosition(scope: ListScope): (after: Position, values: Values) => boolean {
  return (after, values) => {
    const order = scope.sorts[String(values.sort)];
    return order !== undefined && fitsOrder(scope.resource, order, after);
  };
}
