// Types by openapi-typescript, calls by openapi-fetch, against a running server.
import createClient from 'openapi-fetch';
import type { paths } from './generated/demarche.js';

declare const process: { readonly env: { readonly DEMARCHE_URL?: string } };

function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

const client = createClient<paths>({ baseUrl: process.env.DEMARCHE_URL ?? 'http://localhost:3000' });

const list = await client.GET('/v1/quotes', {
  params: { query: { speaker: ['zakharova'], kind: ['direct', 'mixed'] } },
});
assert(list.data !== undefined && list.data.data.length > 0, 'Zakharova is quoted');
assert(
  list.data.data.every(({ kind }) => kind !== 'indirect'),
  'the filter holds',
);
console.log(`list: ${list.data.data.length} quotes of Zakharova's`);

type Query = NonNullable<paths['/v1/quotes']['get']['parameters']['query']>;
const ids = new Set<string>();
let total: number | null = null;
const query: Query = { limit: 20, total: true };
for (let more = true; more; ) {
  const { data: page } = await client.GET('/v1/quotes', { params: { query } });
  assert(page !== undefined, 'a page');
  for (const { id } of page.data) ids.add(id);
  ({ total } = page.page);
  more = page.page.nextCursor !== null;
  if (page.page.nextCursor !== null) query.cursor = page.page.nextCursor;
}
assert(ids.size === total, 'every record once');
console.log(`pages: ${ids.size} quotes`);

const quote = await client.GET('/v1/quotes/{quoteId}', {
  params: { path: { quoteId: 'zakharova-scheme-004' } },
});
assert(quote.data?.said.edtf === '2023-12-27', 'the day it was said');
console.log(`record: ${quote.data.gist}`);

const missing = await client.GET('/v1/actors/{actorId}', { params: { path: { actorId: 'sakharova' } } });
assert(missing.error?.code === 'no-such-record', 'a problem and its code');
console.log(`problem: ${missing.error.code}, suggests ${missing.error.errors[0]?.suggestion}`);

const file = await client.GET('/v1/exports/quotes', {
  params: { query: { speaker: ['zakharova'], format: 'ndjson' } },
  parseAs: 'text',
});
const records =
  file.data
    ?.trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line)) ?? [];
assert(records.length >= list.data.data.length, 'a record on each line');
console.log(`export: ${records.length} records on lines`);
