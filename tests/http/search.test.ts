// Full text: what words find in lists and in the search over all, and what a hit says of itself.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Document } from '../../src/model/code-points.ts';
import { RESOURCE_NAMES } from '../../src/query/condition.ts';
import { tokenize } from '../../src/query/text/tokens.ts';
import { makeApp } from '../support/app.ts';
import { clientOf } from '../support/contract.ts';
import { assertProperty, isLarge } from '../support/fuzz.ts';
import { serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour({ cacheBytes: 0 });

async function get(url: string, status = 200) {
  const response = await harbour.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(status);
  return response.json();
}

const encoded = encodeURIComponent;
const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id).toSorted();

test.each([
  ['finds words in any case and order', 'events', 'STRAIT close', ['halvia-warns-of-closure']],
  ['finds a phrase as it stands', 'quotes', '"tide is right"', ['harbour-post-leader']],
  ['finds no phrase whose words stand apart', 'quotes', '"tide right"', []],
  ['leaves out what must not be there', 'events', 'dredger -moorings', ['dredger-enters']],
  ['finds the beginnings of words', 'events', 'dredg* mooring*', ['moorings-cut']],
  ['finds nothing without one of the words', 'events', 'dredger submarine', []],
])('q on a list finds the records whose text has what it says: it %s', async (_, resource, q, expected) => {
  expect(idsOf(await get(`/v1/${resource}?q=${encoded(q)}`))).toEqual(expected);
});

test('q on a list looks only where in says', async () => {
  const both = await get('/v1/quotes?q=wall');
  const said = await get('/v1/quotes?q=wall&in=text');
  const ours = await get('/v1/quotes?q=wall&in=gist');
  expect(said.data.length).toBeLessThan(both.data.length);
  expect([...new Set([...idsOf(said), ...idsOf(ours)])].toSorted()).toEqual(idsOf(both));
  for (const { text } of said.data) expect(text).toMatch(/wall/i);
});

test('q on a list keeps the order of dates, and is one filter among others', async () => {
  const all = await get('/v1/events?q=wall&limit=200&total=true');
  const pages = [];
  for (let url: string | null = '/v1/events?q=wall&limit=2'; url !== null; ) {
    const page = await get(url);
    pages.push(...page.data);
    url = page.page.nextCursor === null ? null : `/v1/events?q=wall&limit=2&cursor=${page.page.nextCursor}`;
  }
  expect(pages).toEqual(all.data);
  expect(all.page.total).toBe(all.data.length);
  const typed = await get('/v1/events?q=wall&type=THREATEN');
  expect(typed.data.every(({ type }: { type: string }) => type === 'THREATEN')).toBe(true);
});

test('q on a list says in words what it looked for, and what is missing where nothing was found', async () => {
  const { meta } = await get(`/v1/events?q=${encoded('wall "the strait" -ferr* xyzzy')}&in=title`);
  expect(meta.query).toBe(
    'Events with the words "wall", "the strait" and "xyzzy", without "ferr*" in title, newest first.',
  );
  expect(meta.without.map(({ parameter }: { parameter: string }) => parameter)).toContain('q');
});

test.each([
  ['-wall', /what must be there too/],
  ['!!! …', /no letter and no digit/],
])(
  'q on a list with nothing to find is answered with an empty list and a warning: %j',
  async (q, warning) => {
    const { data, meta } = await get(`/v1/events?q=${encoded(q)}`);
    expect(data).toEqual([]);
    expect(meta.warnings[0]).toMatchObject({ parameter: 'q', message: expect.stringMatching(warning) });
  },
);

test.each([
  ['more than sixteen words', Array.from({ length: 17 }, (_, index) => `w${index}`).join(' ')],
  ['more than 256 characters', 'a'.repeat(257)],
  ['control characters', 'a\u0000b'],
  ['nothing', ''],
])('q on a list is refused where it cannot be searched for: with %s', async (_, q) => {
  const { errors } = await get(`/v1/events?q=${encoded(q)}`, 400);
  expect(errors[0].parameter).toBe('q');
});

test('q on a list counts characters, not units of UTF-16', async () => {
  await get(`/v1/events?q=${encoded('𠀀'.repeat(256))}`);
  await get(`/v1/events?q=${encoded('𠀀'.repeat(257))}`, 400);
});

test('relevance puts records that have more of the words, and in shorter texts, first, on one page', async () => {
  const { data, page, meta } = await get('/v1/events?q=wall&sort=relevance&limit=2');
  expect(page.nextCursor).toBeNull();
  expect(data[0].title).toMatch(/wall/i);
  expect(meta.warnings[0].message).toMatch(/one page/);
  const all = await get('/v1/events?q=wall&sort=relevance&limit=200');
  expect(idsOf(all)).toEqual(idsOf(await get('/v1/events?q=wall&limit=200')));
});

test('relevance is refused without words to order by', async () => {
  expect((await get('/v1/events?sort=relevance', 400)).errors).toEqual([
    { parameter: 'sort', message: expect.any(String), suggestion: '-date' },
  ]);
});

interface Hit {
  type: string;
  id: string;
  field: string;
  passage: string | null;
  highlights: { start: number; end: number }[];
}

test('the search over all names the field of each hit, and a passage of that field with the words in it', async () => {
  const { data, meta } = await get('/v1/search?q=tide&limit=50');
  expect(data.length).toBeGreaterThan(2);
  for (const { type, id, field, passage, highlights } of data as Hit[]) {
    expect(highlights.length, `${type} ${id}`).toBeGreaterThan(0);
    for (const { start, end } of highlights)
      expect(tokenize(new Document(passage ?? '').slice(start, end)).map(({ text }) => text)).toEqual([
        'tide',
      ]);
    if (type === 'quote') {
      const quote = await get(`/v1/quotes/${id}`);
      const whole = field === 'text' ? quote.text : quote.gist;
      expect(whole).toContain(passage);
    }
  }
  expect(data.some((hit: Hit) => hit.type === 'quote' && hit.field === 'text')).toBe(true);
  const counted = Object.fromEntries(
    meta.counts.map(({ type, count }: { type: string; count: number }) => [type, count]),
  );
  expect(counted.quote).toBe((await get('/v1/quotes?q=tide&total=true')).page.total);
});

test('the search over all takes types, and needs words', async () => {
  const { data } = await get('/v1/search?q=wall&type=event,actor');
  expect(new Set(data.map(({ type }: Hit) => type))).toEqual(
    new Set(['event', 'actor'].filter((type) => data.some((hit: Hit) => hit.type === type))),
  );
  expect((await get('/v1/search', 400)).errors[0]).toMatchObject({
    parameter: 'q',
    suggestion: 'q=missiles',
  });
});

/** A word that stands in the document of an article, and in no text of its record. */
const ARTICLE_WORD = 'spokeswoman';

test.each(['full', 'passages', 'none'] as const)(
  "the search over all searches articles' own texts, and shows of them what may be shown: --serve %s",
  async (serve) => {
    const served = await makeApp({ serve });
    const client = clientOf(served.app);
    const { data } = (await client.get(`/v1/search?type=article&q=${ARTICLE_WORD}&limit=50`)).json();
    const hits = (data as Hit[]).filter(({ field }) => field === 'text');
    expect(hits.length).toBeGreaterThan(0);
    for (const { passage, highlights } of hits) {
      if (serve === 'none') expect([passage, highlights]).toEqual([null, []]);
      if (serve === 'full') expect(passage).toMatch(/spokeswoman/i);
      expect((passage ?? '').length).toBeLessThanOrEqual(300);
    }
    await served.close();
  },
);

const TEXTS = isLarge ? 20_000 : 1000;

test(`random and hostile texts are answered, with no fault on this side: ${TEXTS} of them`, async () => {
  const hostile = fc.constantFrom(
    ...`" ' * - -- ( ) AND OR NOT NEAR/2 : ^ {title} \\ % a* wall wal* "the '; \u202e \u0301 日本語 🐚 𠀀 ﷺ İ ß`.split(
      ' ',
    ),
    "'; drop table events; --",
  );
  const piece = fc.oneof(
    hostile,
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const q = fc
    .array(piece, { maxLength: 14 })
    .chain((pieces) => fc.constantFrom(' ', '').map((joint) => pieces.join(joint)));
  // The search over all asks six lists, so it is asked less often.
  const place = fc.constantFrom(...[1, 2].flatMap(() => RESOURCE_NAMES), 'search');
  const statuses = new Set<number>();
  await assertProperty(
    fc.asyncProperty(place, q, async (resource, text) => {
      const url = `/v1/${resource}?limit=1&q=${encoded(text.toWellFormed())}`;
      const { statusCode, body } = await harbour.served.app.inject({ url });
      statuses.add(statusCode);
      if (statusCode !== 200 && statusCode !== 400) throw new Error(`${url} ${statusCode} ${body}`);
      if (statusCode === 400 && !/control|characters|words|empty/i.test(body))
        throw new Error(`${url} ${body}`);
    }),
    TEXTS,
  );
  expect(statuses).toEqual(new Set([200, 400]));
});
