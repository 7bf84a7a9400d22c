// A search that finds nothing says what each word would find, which words are there, and where nothing can be found.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { makeFolder } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour({ cacheBytes: 0 });

const get = async (url: string, client: Client = harbour.client) => {
  const response = await client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response.json();
};
const encoded = encodeURIComponent;

interface WordCount {
  readonly word: string;
  readonly count: number;
  readonly capped: boolean;
  readonly near: readonly string[];
}

async function wordsOf(url: string): Promise<WordCount[]> {
  const { data, meta } = await get(url);
  expect(data).toEqual([]);
  return meta.without.find(({ parameter }: { parameter: string }) => parameter === 'q').words;
}

describe('an empty list', () => {
  test('says what each word and phrase of q would find alone, as it was given', async () => {
    const words = await wordsOf(`/v1/quotes?q=${encoded('Wall "not there" ferr* submarine -tide')}`);
    expect(words.map(({ word }) => word)).toEqual(['Wall', '"not there"', 'ferr*', 'submarine']);
    for (const { word, count, capped } of words) {
      const { page } = await get(`/v1/quotes?total=true&q=${encoded(word)}`);
      expect({ word, count, capped }).toEqual({ word, count: page.total, capped: false });
    }
    expect(words.filter(({ count }) => count > 0).length).toBeGreaterThan(1);
  });

  test('counts with the other filters as they are, those that say where to look included', async () => {
    const filters = '&in=text&speaker=tomas-ardrey';
    const words = await wordsOf(`/v1/quotes?q=${encoded('wall doorstep')}${filters}`);
    for (const { word, count } of words)
      expect(count, word).toBe((await get(`/v1/quotes?total=true&q=${word}${filters}`)).page.total);
    expect(words.map(({ count }) => count)).toEqual([1, 0]);
  });

  test.each([
    ['a letter too few', 'quotes', 'doorstp', ['doorstep']],
    ['a letter too many', 'quotes', 'teacupp', ['teacup']],
    ['letters swapped', 'quotes', 'nieghbours', ['neighbours']],
    ['the first letters swapped', 'quotes', 'odorstep', ['doorstep']],
    ['a first letter too many', 'quotes', 'ddoorstep', ['doorstep']],
    ['a name misspelt', 'quotes', 'Lindgaard', ['lindgard']],
    ['another form', 'events', 'dredgers', ['dredger']],
    ['words of a phrase', 'quotes', '"storm in a taecup"', ['teacup']],
    ['nothing near', 'quotes', 'xyzzyplugh', []],
    ['a number', 'quotes', '20311', []],
    ['a short word', 'quotes', 'wl', []],
    ['a beginning', 'quotes', 'doorstpe*', []],
    ['letters without spaces', 'quotes', '港口封鎖', []],
  ])(
    'names the words that are there and look most like one that is not: %s',
    async (_, resource, q, near) => {
      const [word] = await wordsOf(`/v1/${resource}?q=${encoded(q)}`);
      expect(word).toMatchObject({ word: q, count: 0, near });
    },
  );

  test('names none where the word itself is there, but not among what the filters leave', async () => {
    const [word] = await wordsOf('/v1/quotes?q=Halvian&speaker=ase-lindgard');
    expect(word).toEqual({ word: 'Halvian', count: 0, capped: false, near: [] });
    expect((await wordsOf('/v1/quotes?q=Halvians'))[0]?.near).toEqual(['halvian', 'halvia']);
  });

  test('says so of q alone, and no other list does', async () => {
    const { meta } = await get('/v1/quotes?q=submarine&speaker=tomas-ardrey');
    const lengths = meta.without.map(({ words }: { words: unknown[] }) => words.length);
    expect(lengths).toEqual([1, 0]);
    expect((await get('/v1/quotes?q=wall')).meta.without).toEqual([]);
  });

  test('finds with the words it names', async () => {
    const [word] = await wordsOf('/v1/quotes?q=Lindgaard');
    expect((await get(`/v1/quotes?q=${word?.near[0]}`)).data.length).toBeGreaterThan(0);
  });
});

describe('an empty search over all', () => {
  test('says what each word would find alone, in all types that were searched', async () => {
    for (const type of ['', '&type=event,quote']) {
      const { data, meta } = await get(`/v1/search?q=${encoded('wall submarine')}${type}`);
      expect(data).toEqual([]);
      const { counts } = (await get(`/v1/search?q=wall${type}`)).meta;
      const all = counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
      expect(meta.words).toEqual([
        { word: 'wall', count: all, capped: false, near: [] },
        { word: 'submarine', count: 0, capped: false, near: [] },
      ]);
    }
  });

  test('names near words of any type', async () => {
    const { meta } = await get('/v1/search?q=Kaarlund');
    expect(meta.words[0].near).toEqual(['karlund']);
  });

  test('says nothing of words where something was found', async () => {
    expect((await get('/v1/search?q=wall')).meta.words).toEqual([]);
  });
});

describe('where no text of an article is loaded', () => {
  let bare: TestApp;
  let client: Client;
  beforeAll(async () => {
    bare = await makeApp({ texts: null, serve: 'none', cacheBytes: 0 });
    client = clientOf(bare.app);
  });
  afterAll(() => bare.close());

  const warned = /own text is loaded/;
  const warningsOf = async (url: string, asked: Client) =>
    (await get(url, asked)).meta.warnings.filter(({ message }: { message: string }) => warned.test(message));

  test.each([
    ['/v1/articles?q=wall&in=text', 'in'],
    ['/v1/articles?q=wall&in=title,text', 'in'],
    ['/v1/articles?q=submarine', 'q'],
    ['/v1/articles?q=submarine&sort=relevance', 'q'],
    ['/v1/search?q=submarine', 'q'],
    ['/v1/search?q=submarine&type=article', 'q'],
  ])('a search that may have been for one is told: %s', async (url, parameter) => {
    expect(await warningsOf(url, client)).toEqual([
      { parameter, message: expect.any(String), suggestion: null },
    ]);
    expect(await warningsOf(url, harbour.client), 'not where all are loaded').toEqual([]);
  });

  test.each([
    '/v1/articles?q=wall',
    '/v1/articles?q=submarine&in=title',
    '/v1/articles?publisher=Nobody',
    '/v1/articles?q=-wall',
    '/v1/quotes?q=submarine',
    '/v1/quotes?q=submarine&in=text',
    '/v1/search?q=submarine&type=quote',
  ])('no other is: %s', async (url) => {
    expect(await warningsOf(url, client)).toEqual([]);
  });
});

test('where some articles have their text loaded, a search that may have been for another is told how many', async () => {
  const text = 'The wall is old.';
  const document = { sha256: createHash('sha256').update(text).digest('hex'), characters: text.length };
  const articles = [
    { id: 'a', language: 'en', published: {}, document },
    { id: 'b', language: 'en', published: {} },
  ];
  const dir = makeFolder({
    'dataset.yaml': 'id: d\ntitle: D\ndescription: D\nprofile: open\nversion: "1"\nlicense: { name: none }\n',
    'articles.ndjson': articles.map((article) => `${JSON.stringify(article)}\n`).join(''),
  });
  const partly = await makeApp({ dir, texts: makeFolder({ 'a.txt': text }), cacheBytes: 0 });
  const client = clientOf(partly.app);
  expect((await get('/v1/articles?q=wall&in=text', client)).data).toHaveLength(1);
  const { data, meta } = await get('/v1/articles?q=submarine', client);
  expect([data, meta.warnings]).toEqual([
    [],
    [{ parameter: 'q', message: expect.stringMatching(/^Of 2 articles 1 /), suggestion: null }],
  ]);
  await partly.close();
});
