// What all counts share. A count is defined once, for its JSON response and its CSV table, over the filters of a
// resource's list.
import type { z } from 'zod';
import { EventStatus } from '../../model/event.ts';
import type { Condition } from '../../query/condition.ts';
import type { Query } from '../../query/filters/filter.ts';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { conditionsOf, querySentence } from '../../query/question.ts';
import { type CsvColumns, numberCell, revisionCell } from '../../resources/csv-columns.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { dataRoute } from '../contract/data-route.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { requestWarnings, undatedOf } from '../lists/list-meta.ts';
import { queryOf } from '../lists/list-scope.ts';
import type { Call, HandlerResult, Route } from '../server/route.ts';
import type { CountMeta, StatusCounts } from './count-schemas.ts';

/** A request for a count, with its query of the list and the conditions of that query. */
export interface CountRequest {
  readonly call: Call;
  readonly query: Query;
  readonly conditions: readonly Condition[];
}

export interface CountDefinition<Row> {
  readonly resource: AnyResource;
  /** The last segment of its paths. */
  readonly name: 'facets' | 'timeline' | 'dyads';
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** The response in one sentence, for the document. */
  readonly responseDescription: string;
  readonly schema: z.ZodType;
  /** Its parameters besides the filters, and the prefix of their components. */
  readonly ownParameters: Parameters;
  readonly ownPrefix: string;
  /** Its paging, if it has pages; the CSV table is always complete. */
  readonly pages?: Pick<Route, 'parameters' | 'acceptsPosition'>;
  /** Names of filters that count as given, so that their modifiers are accepted. */
  readonly impliedFilters?: (values: Values) => readonly string[];
  readonly handle: (request: CountRequest) => Promise<HandlerResult>;
  /** The columns of the table, and its rows in batches. */
  readonly columns: CsvColumns<Row>;
  readonly rows: (request: CountRequest) => AsyncGenerator<readonly Row[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: the rows of each count are read by its ownParameters columns
export interface Count extends CountDefinition<any> {
  /** The parameters of the filters, and its own. */
  readonly parameters: Parameters;
  /** The prefix of a parameter's component. */
  readonly componentPrefixOf: (parameter: string) => string;
  readonly check: NonNullable<Route['check']>;
}

/** Completes a count with what follows from its resource. */
export function defineCount<Row>(definition: CountDefinition<Row>): Count {
  const { resource, ownParameters, ownPrefix, impliedFilters = () => [] } = definition;
  const { question } = resource;
  return {
    ...definition,
    parameters: { ...question.filterParameters, ...ownParameters },
    componentPrefixOf: (parameter) =>
      parameter in question.filterParameters ? schemaName(resource) : ownPrefix,
    check: (values) => question.problems(values, impliedFilters(values)),
  };
}

/** The route of a count, with its operation. */
export function countRoute(count: Count): Route {
  const { resource, name, operationId, summary, description, responseDescription, schema, pages } = count;
  return dataRoute({
    path: `/v1/${resource.name}/${name}`,
    operationId,
    summary,
    description,
    parameters: { ...count.parameters, ...pages?.parameters },
    componentPrefix: count.componentPrefixOf,
    response: { description: responseDescription, schema },
    check: count.check,
    acceptsPosition: pages?.acceptsPosition ?? null,
    handle: async (call) => count.handle(await countRequest(count, call)),
  });
}

export async function countRequest({ resource }: Count, call: Call): Promise<CountRequest> {
  const query = await queryOf(resource.question, call.values, call.store);
  return { call, query, conditions: conditionsOf(query) };
}

/** @param ending what is done with the records, in words. */
export async function countMeta(
  { call: { store }, query, conditions }: CountRequest,
  ending: string,
): Promise<CountMeta> {
  return {
    revision: store.revision,
    query: querySentence(query, ending),
    undated: await undatedOf(query.resource, conditions, store),
    warnings: await requestWarnings(query, store),
  };
}

/** What is only planned, feared, alleged or denied counts where `status` requests it. */
const DEFAULT_STATUSES: readonly string[] = ['occurred', 'ongoing'] satisfies z.output<typeof EventStatus>[];

/** The statuses that count: those requested, else what occurred or is ongoing. */
export function countedStatuses({ status }: Values): readonly string[] {
  return (status as readonly string[] | undefined) ?? DEFAULT_STATUSES;
}

/** A clause that says which statuses count, unless the request does. */
export function statusWords({ status }: Values): string[] {
  return status === undefined ? ['only what occurred or is ongoing'] : [];
}

/** Counts by status: null for a status that is not counted, which differs from 0. */
export function statusCounts(
  counted: readonly string[],
  counts: Readonly<Record<string, number>>,
): StatusCounts {
  return Object.fromEntries(
    EventStatus.options.map((status) => [status, counted.includes(status) ? (counts[status] ?? 0) : null]),
  ) as StatusCounts; // every status, in its order
}

/** A column for each status. */
export function statusColumns<Row>(counts: (row: Row) => StatusCounts | null): CsvColumns<Row> {
  return Object.fromEntries(
    EventStatus.options.map((status) => [
      status,
      numberCell<Row>(
        `Those whose status is \`${status}\`; empty where it is not counted.`,
        (row) => counts(row)?.[status] ?? null,
      ),
    ]),
  );
}

export function revisionColumn<Row>(): CsvColumns<Row> {
  return { revision: revisionCell<Row>() };
}
