// The published client: the hand-written part, with the types and calls that are generated from openapi.yaml.
import { type Client as Calls, createClient } from '../generated/client/index.js';
import type {
  ActorList,
  ArticleList,
  DisagreementList,
  EventList,
  GetActorResponse,
  GetArticleResponse,
  GetDisagreementResponse,
  GetEventResponse,
  GetQuoteResponse,
  GetStatementResponse,
  ListActorsData,
  ListArticlesData,
  ListDisagreementsData,
  ListEventsData,
  ListQuotesData,
  ListStatementsData,
  ProblemCode,
  QuoteList,
  StatementList,
} from '../generated/types.gen.js';
import { Client, type ClientOptions } from './client.ts';
import { DemarcheProblem } from './problem.ts';

type Query<Data extends { query?: unknown }> = NonNullable<Data['query']>;

/** The types of the document, by resource. */
export interface DemarcheApi {
  readonly actors: { query: Query<ListActorsData>; list: ActorList; record: GetActorResponse };
  readonly articles: { query: Query<ListArticlesData>; list: ArticleList; record: GetArticleResponse };
  readonly disagreements: {
    query: Query<ListDisagreementsData>;
    list: DisagreementList;
    record: GetDisagreementResponse;
  };
  readonly events: { query: Query<ListEventsData>; list: EventList; record: GetEventResponse };
  readonly quotes: { query: Query<ListQuotesData>; list: QuoteList; record: GetQuoteResponse };
  readonly statements: {
    query: Query<ListStatementsData>;
    list: StatementList;
    record: GetStatementResponse;
  };
}

/** A client of one service. It keeps nothing but its address, so it may be shared and thrown away at will. */
export class Demarche extends Client<DemarcheApi> {
  /**
   * For the generated calls, which cover every operation: `getDataset({ client: demarche.calls })`. They retry as this
   * client does, and throw the same problems.
   */
  readonly calls: Calls;

  constructor(options: ClientOptions) {
    super(options);
    this.calls = createClient({ baseUrl: this.address, fetch: this.fetch, throwOnError: true });
  }
}

/** Whether something thrown is the problem of this code; of any code where none is given. */
export function isProblem(error: unknown, code?: ProblemCode): error is DemarcheProblem {
  return error instanceof DemarcheProblem && (code === undefined || error.code === code);
}

export type * from '../generated/types.gen.js';
export type { CallOptions, ListOptions } from './client.ts';
export { type AnyList, Listing, type OnStale } from './listing.ts';
export { DemarcheProblem, NO_PROBLEM_DOCUMENT, type ProblemNote, StaleCursor } from './problem.ts';
export type { Retry } from './retry.ts';
