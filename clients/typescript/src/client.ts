// The hand-written part of the client: what is sent and how an answer is taken. What the records and parameters are,
// it is told by a type, so that it needs no generated code to run.
import { type AnyList, Listing, type OnStale } from './listing.ts';
import { RETRY, type Retry, retryingFetch } from './retry.ts';

/** The types of one resource: what its list can be asked for, and what is answered. */
export interface ResourceTypes {
  readonly query: object;
  readonly list: AnyList;
  readonly record: object;
}

export type ResourceName = 'actors' | 'articles' | 'disagreements' | 'events' | 'quotes' | 'statements';

/** The types of an API document. */
export interface ApiTypes extends Readonly<Record<ResourceName, ResourceTypes>> {}

export interface ClientOptions {
  /** Where the service is, such as `http://localhost:3000`; a path before `/v1` is kept. */
  readonly address: string;
  readonly retry?: Partial<Retry>;
  /** What sends the requests; the platform's own `fetch` where none is given. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface CallOptions {
  /** Ends the call, the wait before a second try, and the reading of further pages. */
  readonly signal?: AbortSignal;
}

export interface ListOptions extends CallOptions {
  readonly onStale?: OnStale;
}

/** Everything that is not the answer asked for is thrown, as a `DemarcheProblem` or as what `fetch` throws. */
export class Client<Api extends ApiTypes> {
  readonly address: string;
  /** Tries again as told, and throws problems. */
  readonly fetch: typeof globalThis.fetch;

  constructor({ address, retry = {}, fetch = globalThis.fetch }: ClientOptions) {
    this.address = address.replace(/\/+$/, '');
    this.fetch = retryingFetch(fetch, { ...RETRY, ...retry });
  }

  articles(query?: Api['articles']['query'], options?: ListOptions): Listing<Api['articles']['list']> {
    return this.list('/v1/articles', query, options);
  }

  article(id: string, options?: CallOptions): Promise<Api['articles']['record']> {
    return this.#record('articles', id, options);
  }

  actors(query?: Api['actors']['query'], options?: ListOptions): Listing<Api['actors']['list']> {
    return this.list('/v1/actors', query, options);
  }

  actor(id: string, options?: CallOptions): Promise<Api['actors']['record']> {
    return this.#record('actors', id, options);
  }

  events(query?: Api['events']['query'], options?: ListOptions): Listing<Api['events']['list']> {
    return this.list('/v1/events', query, options);
  }

  event(id: string, options?: CallOptions): Promise<Api['events']['record']> {
    return this.#record('events', id, options);
  }

  quotes(query?: Api['quotes']['query'], options?: ListOptions): Listing<Api['quotes']['list']> {
    return this.list('/v1/quotes', query, options);
  }

  quote(id: string, options?: CallOptions): Promise<Api['quotes']['record']> {
    return this.#record('quotes', id, options);
  }

  statements(query?: Api['statements']['query'], options?: ListOptions): Listing<Api['statements']['list']> {
    return this.list('/v1/statements', query, options);
  }

  statement(id: string, options?: CallOptions): Promise<Api['statements']['record']> {
    return this.#record('statements', id, options);
  }

  disagreements(
    query?: Api['disagreements']['query'],
    options?: ListOptions,
  ): Listing<Api['disagreements']['list']> {
    return this.list('/v1/disagreements', query, options);
  }

  disagreement(id: string, options?: CallOptions): Promise<Api['disagreements']['record']> {
    return this.#record('disagreements', id, options);
  }

  /** Any list by its path, such as `/v1/actors/zakharova/quotes`. */
  list<List extends AnyList>(path: string, query: object = {}, options: ListOptions = {}): Listing<List> {
    return new Listing<List>(
      (cursor) => this.get<List>(path, cursor === undefined ? query : { ...query, cursor }, options),
      options.onStale,
    );
  }

  /** Any JSON answer by its path. */
  async get<Answer>(path: string, query: object = {}, { signal }: CallOptions = {}): Promise<Answer> {
    const response = await this.fetch(`${this.address}${path}${queryText(query)}`, {
      signal: signal ?? null,
    });
    return (await response.json()) as Answer;
  }

  #record<Name extends ResourceName>(
    name: Name,
    id: string,
    options?: CallOptions,
  ): Promise<Api[Name]['record']> {
    return this.get(`/v1/${name}/${encodeURIComponent(id)}`, {}, options);
  }
}

/** Lists as repeated parameters; what is undefined is left out. */
function queryText(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined)
      .map((one): [string, string] => [name, String(one)]),
  );
  const text = new URLSearchParams(pairs).toString();
  return text === '' ? '' : `?${text}`;
}
