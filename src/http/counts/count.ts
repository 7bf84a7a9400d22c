// What all counts share. A count is defined once, for its JSON response and its CSV table, over the filters of a
// resource's list.
import type { z } from 'zod';
import type { Condition } from '../../query/condition.ts';
import type { Query } from '../../query/filters/filter.ts';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { conditionsOf, querySentence } from '../../query/question.ts';
import { statusField } from '../../resources/counted-fields.ts';
import { type CsvColumns, revisionCell } from '../../resources/csv-columns.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { dataRoute } from '../contract/data-route.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { requestWarnings, undatedOf } from '../lists/list-meta.ts';
import { queryOf } from '../lists/list-scope.ts';
import type { Call, HandlerResult, Route } from '../server/route.ts';
import type { CountMeta, EventCountMeta } from './count-schemas.ts';
import { countedMeasure, measureWords, summedSeriesWarnings } from './measured-events.ts';
import type { CountedMeasure } from './measured-schemas.ts';
import { countedStatuses } from './statuses.ts';

/** A request for a count, with its query of the list and the conditions of that query. */
export interface CountRequest {
  readonly call: Call;
  readonly query: Query;
  readonly conditions: readonly Condition[];
  /** The measure whose figures are put together; null for none. */
  readonly measure: CountedMeasure | null;
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
  /** Its parameters besides the filters, or in place of them, and the prefix of their components. */
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
    componentPrefixOf: (parameter) => (parameter in ownParameters ? ownPrefix : schemaName(resource)),
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
  const measure = await countedMeasure(call.values, call.store);
  return { call, query, conditions: conditionsOf(query), measure };
}

/** @param ending what is done with the records, in words. */
export async function countMeta(
  { call: { store }, query, conditions, measure }: CountRequest,
  ending: string,
): Promise<CountMeta | EventCountMeta> {
  const hasStatus = statusField(RESOURCES[query.resource]) !== null;
  return {
    revision: store.revision,
    query: querySentence(query, `${ending}${measureWords(measure)}`),
    undated: await undatedOf(query.resource, conditions, store),
    warnings: [
      ...(await requestWarnings(query, store)),
      ...(await summedSeriesWarnings(measure, { values: query.values, conditions }, store)),
    ],
    ...(hasStatus && { countedStatuses: countedStatuses(query.values), measure }),
  };
}

export function revisionColumn<Row>(): CsvColumns<Row> {
  return { revision: revisionCell<Row>() };
}
