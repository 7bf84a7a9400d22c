// What every count shares: the filters of the list, the records that they mean, and what is said about the answer.
import { z } from 'zod';
import { EventStatus } from '../../model/event.ts';
import type { Condition } from '../../query/condition.ts';
import { describeQuery } from '../../query/describe-query.ts';
import {
  type Asked,
  conditionsOf,
  filterParameters,
  idleModifiers,
} from '../../query/parameters/list-parameters.ts';
import type { ParameterProblem, Parameters, Values } from '../../query/parameters/parameters.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { querySchema } from '../contract/parameter-schemas.ts';
import { schemaName } from '../contract/schemas.ts';
import { undatedOf, warningsOf } from '../lists/list-meta.ts';
import { givenFilters, nearOf } from '../lists/list-request.ts';
import type { Call } from '../server/route.ts';
import type { CountMeta, StatusCounts } from './count-schemas.ts';

/** What is done. What is only planned, feared, alleged or denied counts where a request asks for it. */
const DONE: readonly string[] = ['occurred', 'ongoing'] satisfies z.output<typeof EventStatus>[];

export function askedOf({ filters, sorts, includes }: AnyResource): Asked {
  return { filters, sorts, includes };
}

/** The filters of a resource's list, and what the count asks beside them. */
export function countParameters({ filters }: AnyResource, own: Parameters): Parameters {
  return { ...filterParameters(filters), ...own };
}

/** The same for the document: filters as the list has them. @param owner names what is the count's own. */
export function countQuery(resource: AnyResource, own: Parameters, owner: string) {
  const filters = querySchema(filterParameters(resource.filters), schemaName(resource));
  return z.object({ ...filters.shape, ...querySchema(own, owner).shape });
}

/** Modifiers of filters that are not given. @param also filters that count as given. */
export function checkCount(
  resource: AnyResource,
  also: (values: Values) => readonly string[] = () => [],
): (values: Values) => readonly ParameterProblem[] {
  const asked = askedOf(resource);
  return (values) => idleModifiers(asked, new Set([...givenFilters(asked, values), ...also(values)]));
}

/** The conditions that the values mean. */
export async function countedConditions(
  resource: AnyResource,
  values: Values,
  { store }: Call,
): Promise<readonly Condition[]> {
  const asked = askedOf(resource);
  return conditionsOf(asked, values, await nearOf(asked, values, store));
}

/** @param how what is done with the records, in words. */
export async function countMeta(
  resource: AnyResource,
  conditions: readonly Condition[],
  how: string,
  { values, store }: Call,
): Promise<CountMeta> {
  const asked = askedOf(resource);
  return {
    revision: store.revision,
    query: describeQuery(resource.name, asked, values, how),
    undated: await undatedOf(resource.name, conditions, store),
    warnings: await warningsOf(resource.name, asked, values, store),
  };
}

/** The statuses that count: those asked for, else what is done. */
export function countedStatuses({ status }: Values): readonly string[] {
  return (status as readonly string[] | undefined) ?? DONE;
}

/** Says which statuses count, where the request does not. */
export function statusWords({ status }: Values): string[] {
  return status === undefined ? ['only what occurred or is ongoing'] : [];
}

/** Null for a status that is not counted, which is not the same as none. */
export function statusCounts(
  counted: readonly string[],
  counts: Readonly<Record<string, number>>,
): StatusCounts {
  return Object.fromEntries(
    EventStatus.options.map((status) => [status, counted.includes(status) ? (counts[status] ?? 0) : null]),
  ) as StatusCounts; // every status, in its order
}
