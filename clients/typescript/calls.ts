// The generated calls alone, against a running server.
import { createClient } from './generated/client/index.js';
import { exportQuotes, getActor, getQuote, type ListQuotesData, listQuotes } from './generated/index.js';
import { address, assert, done } from './program.ts';

const client = createClient({ baseUrl: address });

const list = await listQuotes({ client, query: { speaker: ['zakharova'], kind: ['direct', 'mixed'] } });
assert(list.data !== undefined && list.data.data.length > 0, 'Zakharova is quoted');
assert(
  list.data.data.every(({ kind }) => kind !== 'indirect'),
  'the filter holds',
);
done('list', `${list.data.data.length} quotes of Zakharova's`);

const ids = new Set<string>();
let total: number | null = null;
const query: ListQuotesData['query'] = { limit: 20, total: true };
for (let more = true; more; ) {
  const { data: page } = await listQuotes({ client, query });
  assert(page !== undefined, 'a page');
  for (const { id } of page.data) ids.add(id);
  ({ total } = page.page);
  more = page.page.nextCursor !== null;
  if (page.page.nextCursor !== null) query.cursor = page.page.nextCursor;
}
assert(ids.size === total, 'every record once');
done('pages', `${ids.size} quotes`);

const quote = await getQuote({ client, path: { quoteId: 'zakharova-scheme-004' } });
assert(quote.data?.said.edtf === '2023-12-27', 'the day it was said');
done('record', quote.data.gist ?? '');

const missing = await getActor({ client, path: { actorId: 'sakharova' } });
assert(missing.error !== undefined && 'code' in missing.error, 'a problem');
assert(missing.error.code === 'no-such-record', 'its code');
done('problem', `${missing.error.code}, suggests ${missing.error.errors[0]?.suggestion}`);

const file = await exportQuotes({
  client,
  query: { speaker: ['zakharova'], format: 'ndjson' },
  parseAs: 'text',
});
const records =
  file.data
    ?.trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line)) ?? [];
assert(records.length >= list.data.data.length, 'a record on each line');
done('export', `${records.length} records on lines`);
