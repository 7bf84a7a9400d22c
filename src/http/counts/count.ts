// What every count shares. A count is defined once: its answer in JSON, and its table as CSV, over the filters of the
// list of a resource.

import type { z } from 'zod';
import { EventStatus } from '../../model/event.ts';
import type { Condition } from '../../query/condition.ts';
import type { Asked } from '../../query/filters/filter.ts';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { conditionsOf, sentenceOf } from '../../query/query-definition.ts';
import { type CsvColumns, codeCell, numberCell } from '../../resources/csv-columns.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { dataRoute } from '../contract/data-route.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { undatedOf, warningsOf } from '../lists/list-meta.ts';
import { ask } from '../lists/list-scope.ts';
import type { Answer, Call, Route } from '../server/route.ts';
import type { CountMeta, StatusCounts } from './count-schemas.ts';

/** A request for a count: the call, what it asks of the list, and what that means to the store. */
export interface CountRequest {
  readonly call: Call;
  readonly asked: Asked;
  readonly conditions: readonly Condition[];
}

export interface CountDefinition<Row> {
  readonly resource: AnyResource;
  /** The last part of its paths: `facets`. */
  readonly name: 'facets' | 'timeline' | 'dyads';
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** What the answer is, in a sentence. */
  readonly outcome: string;
  readonly schema: z.ZodType;
  /** What it is asked beside the filters, and what stands before the names of these in the document. */
  readonly own: Parameters;
  readonly owner: string;
  /** Its pages, where it has some; its table is always whole. */
  readonly pages?: Pick<Route, 'parameters' | 'accepts'>;
  /** Names of filters that count as given, so that what modifies them says something. */
  readonly alsoGiven?: (values: Values) => readonly string[];
  readonly answer: (request: CountRequest) => Promise<Answer>;
  /** The table: its columns, and its rows, some at a time. */
  readonly columns: CsvColumns<Row>;
  readonly rows: (request: CountRequest) => AsyncGenerator<readonly Row[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: the rows of each count are read by its own columns
export interface Count extends CountDefinition<any> {
  /** Parameters of the table: the filters', and its own. */
  readonly parameters: Parameters;
  /** Whose name stands before a parameter in the document. */
  readonly ownerOf: (parameter: string) => string;
  readonly check: NonNullable<Route['check']>;
}

export function defineCount<Row>(definition: CountDefinition<Row>): Count {
  const { resource, own, owner, alsoGiven = () => [] } = definition;
  const { question } = resource;
  return {
    ...definition,
    parameters: { ...question.filterParameters, ...own },
    ownerOf: (parameter) => (parameter in question.filterParameters ? schemaName(resource) : owner),
    check: (values) => question.problems(values, alsoGiven(values)),
  };
}

/** The route of a count, with its operation. */
export function countRoute(count: Count): Route {
  const { resource, name, operationId, summary, description, outcome, schema, pages } = count;
  return dataRoute({
    path: `/v1/${resource.name}/${name}`,
    operationId,
    summary,
    description,
    parameters: { ...count.parameters, ...pages?.parameters },
    owner: count.ownerOf,
    answer: { description: outcome, schema },
    check: count.check,
    accepts: pages?.accepts ?? null,
    handle: async (call) => count.answer(await countRequest(count, call)),
  });
}

export async function countRequest({ resource }: Count, call: Call): Promise<CountRequest> {
  const asked = await ask(resource.question, call.values, call.store);
  return { call, asked, conditions: conditionsOf(asked) };
}

/** @param how what is done with the records, in words. */
export async function countMeta(
  { call: { store }, asked, conditions }: CountRequest,
  how: string,
): Promise<CountMeta> {
  return {
    revision: store.revision,
    query: sentenceOf(asked, how),
    undated: await undatedOf(asked.resource, conditions, store),
    warnings: await warningsOf(asked, store),
  };
}

/** What is done. What is only planned, feared, alleged or denied counts where a request asks for it. */
const DONE: readonly string[] = ['occurred', 'ongoing'] satisfies z.output<typeof EventStatus>[];

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
  return { revision: codeCell<Row>('The revision of the dataset.', (_, { revision }) => revision) };
}
