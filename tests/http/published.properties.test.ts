// By the dates of its articles an event or quote is found just where one of them could have been published: held to a
// comparison of letters, day by day, over dates of every shape.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { canMean, daysBetween } from '../support/dated-events.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { assertProperty, isLarge, seed } from '../support/fuzz.ts';

/** Ranges asked for lie well inside, so that what is open is open on both sides of every one. */
const WORLD = daysBetween('1997-01-01', '2013-12-31');
const [ARTICLES, EVENTS] = isLarge ? [300, 300] : [90, 90];
const ASKED = isLarge ? 2000 : 150;

const day = fc.constantFrom(
  ...daysBetween('2003-11-20', '2004-03-10'),
  ...daysBetween('2000-01-01', '2010-12-31'),
);
const partial = fc
  .tuple(day, fc.constantFrom(10, 10, 10, 7, 7, 4))
  .map(([text, length]) => text.slice(0, length));
const pair = fc
  .tuple(day, day, fc.constantFrom(10, 7, 4))
  .map(([a, b, length]) => [a, b].map((end) => end.slice(0, length)).toSorted());
const edtf = fc.oneof(
  { weight: 6, arbitrary: partial },
  { weight: 3, arbitrary: pair.map(([a, b]) => `${a}/${b}`) },
  { weight: 2, arbitrary: pair.map(([a, b]) => `[${a}..${b}]`) },
  { weight: 1, arbitrary: partial.map((text) => `[..${text}]`) },
  { weight: 1, arbitrary: partial.map((text) => `${text}/..`) },
  { weight: 1, arbitrary: fc.constantFrom('200X', '20XX', '2004-XX', '2004-02-XX') },
  { weight: 1, arbitrary: fc.constant(null) },
);

const dates = fc.sample(edtf, { seed, numRuns: ARTICLES });
/** The articles of each event, by their number; some events have none. */
const reports = fc.sample(fc.uniqueArray(fc.nat(ARTICLES - 1), { maxLength: 3 }), { seed, numRuns: EVENTS });

const folder = temporaryDirectory();
let served: TestApp;
let client: Client;
beforeAll(async () => {
  const write = (name: string, records: readonly object[]) =>
    writeFileSync(join(folder.path, name), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  write('dataset.json', [
    {
      id: 'published',
      title: 'T',
      description: 'D',
      profile: 'open',
      version: '1',
      license: { name: 'CC0' },
    },
  ]);
  write(
    'articles.ndjson',
    dates.map((text, n) => ({
      id: `article-${n}`,
      published: text === null ? {} : { edtf: text, basis: 'stated' },
    })),
  );
  write(
    'events.ndjson',
    reports.map((articles, n) => ({
      ...{ id: `event-${n}`, date: {}, status: 'occurred' },
      reports: [
        ...articles.map((article) => ({ span: { articleId: `article-${article}` } })),
        { outlet: 'Coast Radio' },
      ],
    })),
  );
  write(
    'quotes.ndjson',
    dates.map((_, n) => ({
      ...{
        id: `quote-${n}`,
        articleId: `article-${n}`,
        attribution: 'none',
        kind: 'indirect',
        form: 'running',
      },
      ...{ said: {}, segments: [{ span: {} }] },
    })),
  );
  served = await makeApp({ dir: folder.path, texts: null });
  client = clientOf(served.app);
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

const possible = dates.map((text) => (text === null ? [] : WORLD.filter((each) => canMean(text, each))));

const isWithin = (each: string, from: string | null, to: string | null) =>
  (from === null || each.slice(0, from.length) >= from) && (to === null || each.slice(0, to.length) <= to);

const idsOf = async (path: string): Promise<string[]> => {
  const found: string[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const response = await client.get(next);
    expect(response.statusCode, response.body).toBe(200);
    const { data, page } = response.json();
    found.push(...data.map(({ id }: { id: string }) => id));
    next = page.nextCursor === null ? undefined : `${path}&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  return found.toSorted();
};

test('an event is found by the days of its articles, a quote by those of its own', async () => {
  const property = fc.asyncProperty(fc.option(partial), fc.option(partial), async (from, to) => {
    if (from === null && to === null) return;
    const query = [from && `publishedFrom=${from}`, to && `publishedTo=${to}`].filter(Boolean).join('&');
    const isIn = possible.map((days) => days.some((each) => isWithin(each, from, to)));
    const quotes = dates.flatMap((_, n) => (isIn[n] ? [`quote-${n}`] : []));
    expect(await idsOf(`/v1/quotes?limit=200&${query}`), query).toEqual(quotes.toSorted());
    const events = reports.flatMap((articles, n) =>
      articles.some((article) => isIn[article]) ? [`event-${n}`] : [],
    );
    expect(await idsOf(`/v1/events?limit=40&${query}`), query).toEqual(events.toSorted());
  });
  await assertProperty(property, ASKED);
});

test('the ranges asked for find some and leave some', async () => {
  const found = await idsOf('/v1/quotes?limit=200&publishedFrom=2004');
  expect(found.length).toBeGreaterThan(5);
  expect(found.length).toBeLessThan(ARTICLES - 5);
});
