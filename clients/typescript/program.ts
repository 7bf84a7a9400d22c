// What a program that tries a client needs: where the server is, how a call is reported, and for clients that are
// generated alone the one program itself. It is also compiled in clients/openapi-fetch, without the types of Node.
declare const process: { readonly env: { readonly DEMARCHE_URL?: string } };

export const address = process.env.DEMARCHE_URL ?? 'http://localhost:3000';

export function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

/** Reports one call that worked, as `npm run clients` reads it. */
export function done(call: 'list' | 'pages' | 'record' | 'problem' | 'export', what: string): void {
  console.log(`${call}: ${what}`);
}

export interface QuotesQuery {
  readonly speaker?: string[];
  readonly kind?: ('direct' | 'indirect' | 'mixed')[];
  readonly limit?: number;
  readonly total?: boolean;
  readonly cursor?: string;
}

/** What the program reads of a page. */
export interface QuotesPage {
  readonly data: readonly { readonly id: string; readonly kind: string }[];
  readonly page: { readonly nextCursor: string | null; readonly total: number | null };
}

/** The calls of a generated client, each undefined where the answer is not of that kind. */
export interface GeneratedClient {
  listQuotes(query: QuotesQuery): Promise<QuotesPage | undefined>;
  getQuote(
    quoteId: string,
  ): Promise<{ readonly gist: string | null; readonly said: { readonly edtf: string | null } } | undefined>;
  /** The problem that a wrong id is answered with. */
  getActorProblem(
    actorId: string,
  ): Promise<
    { readonly code: string; readonly errors: readonly { readonly suggestion?: string | null }[] } | undefined
  >;
  /** A record on each line. */
  exportQuotes(query: { readonly speaker: string[]; readonly format: 'ndjson' }): Promise<string | undefined>;
}

/** Makes every call, and throws where an answer is not what it should be. */
export async function tryEveryCall(client: GeneratedClient): Promise<void> {
  const list = await client.listQuotes({ speaker: ['zakharova'], kind: ['direct', 'mixed'] });
  assert(list !== undefined && list.data.length > 0, 'Zakharova is quoted');
  assert(
    list.data.every(({ kind }) => kind !== 'indirect'),
    'the filter holds',
  );
  done('list', `${list.data.length} quotes of Zakharova's`);

  const ids = new Set<string>();
  let query: QuotesQuery | null = { limit: 20, total: true };
  let total: number | null = null;
  while (query !== null) {
    const page: QuotesPage | undefined = await client.listQuotes(query);
    assert(page !== undefined, 'a page');
    for (const { id } of page.data) ids.add(id);
    const { nextCursor } = page.page;
    ({ total } = page.page);
    query = nextCursor === null ? null : { ...query, cursor: nextCursor };
  }
  assert(ids.size === total, 'every record once');
  done('pages', `${ids.size} quotes`);

  const quote = await client.getQuote('zakharova-scheme-004');
  assert(quote?.said.edtf === '2023-12-27', 'the day it was said');
  done('record', quote.gist ?? '');

  const problem = await client.getActorProblem('sakharova');
  assert(problem?.code === 'no-such-record', 'a problem and its code');
  done('problem', `${problem.code}, suggests ${problem.errors[0]?.suggestion}`);

  const lines = await client.exportQuotes({ speaker: ['zakharova'], format: 'ndjson' });
  const records =
    lines
      ?.trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)) ?? [];
  assert(records.length >= list.data.length, 'a record on each line');
  done('export', `${records.length} records on lines`);
}
