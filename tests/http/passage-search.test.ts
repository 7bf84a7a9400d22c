// What speakers are reported to say is mostly not quoted: where the articles are at hand and their passages may be
// shown, it is found by the words of the article; and nowhere else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/load/read/texts.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { type AnyDocument, HARBOUR_TEXTS, harbourWith } from '../support/load.ts';

/** A mixed quote with a passage of its own: what is reported stands around the words that are quoted. */
const MIXED = 'the warning "a storm in a teacup 🍵"';
const TEXT = readFileSync(join(HARBOUR_TEXTS, 'halvia-warns.txt'), 'utf8');
const start = [...TEXT.slice(0, TEXT.indexOf(MIXED))].length;
const span = `{ start: ${start}, end: ${start + [...MIXED].length}, sha256: ${sha256(MIXED)} }`;

const folder = temporaryDirectory();
const apps: Record<string, TestApp> = {};
beforeAll(async () => {
  const dir = harbourWith(
    {
      'quotes.yaml': (text) =>
        text.replace(
          '  segments:\n    - text: a storm in',
          `  span: ${span}\n  segments:\n    - text: a storm in`,
        ),
    },
    folder.path,
  );
  for (const serve of ['none', 'passages', 'full'] as const)
    apps[serve] = await makeApp({ dir, texts: HARBOUR_TEXTS, serve, cacheBytes: 0 });
  apps.bare = await makeApp({ dir, texts: null, cacheBytes: 0 });
});
afterAll(async () => {
  await Promise.all(Object.values(apps).map((served) => served.close()));
  folder.remove();
});

const clients = (name: string): Client => clientOf((apps[name] as TestApp).app);
const json = async (name: string, path: string): Promise<AnyDocument> => {
  const response = await clients(name).get(path);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};
const idsOf = async (name: string, query: string) =>
  (await json(name, `/v1/quotes?${query}`)).data.map(({ id }: { id: string }) => id).toSorted();

/** Words that stand in passages of halvia-warns, and in no record. */
const ROWS: readonly (readonly [query: string, ids: readonly string[]])[] = [
  ['q=went', ['velt-closure']],
  ['q="went on"&in=passage', ['velt-closure']],
  ['q=offered&in=passage', ['official-offer']],
  ['q=ministry went', ['velt-closure']],
  ['q=ferr*&in=passage', ['velt-closure']],
  // Of mixed speech the words around those that are quoted, and those with them.
  ['q="the warning a storm"', ['ardrey-teacup']],
  ['q="the warning a storm"&in=passage', ['ardrey-teacup']],
];

describe.each(['passages', 'full'])('where %s are served', (name) => {
  test.each(ROWS)('%s finds what is reported', async (query, ids) => {
    expect(await idsOf(name, query)).toEqual(ids);
  });

  test('words that are quoted are found as such, not twice', async () => {
    expect(await idsOf(name, 'q=doorstep&in=passage')).toEqual([]);
    expect(await idsOf(name, 'q=doorstep&in=text')).toContain('velt-doorstep');
  });

  test('words of the article beside the passage are not found', async () => {
    // "on Friday", "in May", "told a weekly briefing" stand between the passages or before them.
    for (const word of ['friday', 'briefing', 'denied', 'Isolde'])
      expect(await idsOf(name, `q=${word}&in=passage`), word).toEqual([]);
  });

  test('a hit names the field and shows the passage with the words in it', async () => {
    const { data } = await json(name, '/v1/search?q=went&type=quote');
    const [{ id, field, passage, highlights, title }] = data;
    expect({ id, field, title }).toEqual({
      id: 'velt-closure',
      field: 'passage',
      title: "Halvia will close the strait to Merrow's ferries if work on the wall goes on.",
    });
    const [{ start: first, end: last }] = highlights;
    expect([...passage].slice(first, last).join('')).toBe('went');
    expect(passage).toBe((await json(name, '/v1/quotes/velt-closure')).span.exact);
  });

  test('they rank as words of the record itself', async () => {
    const [first] = (await json(name, '/v1/quotes?q=talks&sort=relevance')).data;
    expect(first.id).toBe('official-offer');
  });

  test('and no warning says that they are not', async () => {
    for (const query of ['q=submarine', 'q=submarine&in=passage'])
      expect((await json(name, `/v1/quotes?${query}`)).meta.warnings).toEqual([]);
  });

  test('a word with a slip has the right one named', async () => {
    const { meta } = await json(name, '/v1/quotes?q=offerred&in=passage');
    expect(meta.without[0].words[0].near).toContain('offered');
  });
});

describe.each(['none', 'bare'])('where no passage may be shown (%s)', (name) => {
  test.each(ROWS)('%s finds nothing', async (query) => {
    expect(await idsOf(name, query)).toEqual([]);
  });

  test.each([
    ['/v1/quotes?q=went', 'q'],
    ['/v1/quotes?q=velt&in=passage', 'in'],
    ['/v1/quotes?q=velt&in=gist,passage', 'in'],
    ['/v1/search?q=went&type=quote', 'q'],
    ['/v1/articles/halvia-warns/quotes?q=went', 'q'],
  ])('a search that may have been for one is told: %s', async (path, parameter) => {
    const { meta } = await json(name, path);
    expect(meta.warnings).toEqual([
      { parameter, message: expect.stringContaining('are not searched here'), suggestion: null },
    ]);
  });

  test.each([
    '/v1/quotes?q=wall',
    '/v1/quotes?q=submarine&in=text',
    '/v1/quotes?speaker=halvia',
    '/v1/events?q=submarine',
  ])('no other is: %s', async (path) => {
    expect((await json(name, path)).meta.warnings).toEqual([]);
  });

  test('none of its words is in the vocabulary', async () => {
    const { meta } = await json(name, '/v1/quotes?q=offerred');
    expect(meta.without[0].words[0].near).not.toContain('offered');
  });
});

test('where some articles have no document, a warning says how many', async () => {
  const some = temporaryDirectory();
  const dir = harbourWith(
    {
      'dataset.yaml': (text) => text.replace('profile: curated', 'profile: open'),
      'articles.yaml': (text) => text.replace(/ {2}document: \{ sha256: 2575.*\n/, ''),
    },
    some.path,
  );
  const served = await makeApp({ dir, texts: HARBOUR_TEXTS, serve: 'passages' });
  try {
    const { meta } = (await clientOf(served.app).get('/v1/quotes?q=submarine')).json();
    expect(meta.warnings).toMatchObject([
      { message: expect.stringContaining('Of 4 articles 3 have their own text loaded here') },
    ]);
  } finally {
    await served.close();
    some.remove();
  }
});
