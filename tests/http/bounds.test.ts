// What one answer costs at most, where records are as long and as many as they may be. Work is counted, never timed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutOf } from '../../src/http/lists/list-meta.ts';
import { boundedDocuments, MAX_CHARACTERS } from '../../src/http/records/bounded-documents.ts';
import { MAX_RENDITIONS } from '../../src/http/records/rendition-differences.ts';
import { quotes } from '../../src/resources/quotes.ts';
import type { Store } from '../../src/store/port/store.ts';
import { MAX_PAGE_CHARACTERS } from '../../src/store/sql/list-page.ts';
import { rankedMatches } from '../../src/store/sql/ranked-matches.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { writeCostlySet } from '../support/costly-set.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { rendered } from '../support/records.ts';
import { STORES } from '../support/stores.ts';

const SIZES = {
  quotes: 30,
  articles: MAX_RENDITIONS + 20,
  speeches: [14, 4500],
  fat: [1, 20],
  sides: 400,
  disagreements: 30,
  documents: [12, 250_000],
} as const;

const folder = temporaryDirectory();
let served: TestApp;
let client: Client;
/** How much of documents was read for the request at hand. */
let textsRead = 0;
beforeAll(async () => {
  const [dir, texts] = [`${folder.path}/set`, `${folder.path}/texts`];
  writeCostlySet(dir, texts, SIZES);
  served = await makeApp({
    dir,
    texts,
    serve: 'full',
    cacheBytes: 0,
    wrap: (revisions) => ({ ...revisions, current: () => counting(revisions.current()) }),
  });
  client = clientOf(served.app);
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

function counting(store: Store): Store {
  return {
    ...store,
    text: (...range) => {
      textsRead++;
      return store.text(...range);
    },
  };
}

const json = async (url: string) => (await client.get(url)).json();

describe.each(STORES)('a page of long records in $name', ({ build }) => {
  const LENGTH = Math.ceil(MAX_PAGE_CHARACTERS / 3);
  const long = (id: string) => JSON.stringify({ id, filler: 'x'.repeat(LENGTH) });
  const ids = Array.from({ length: 8 }, (_, n) => `actor-${n}`);

  test.each([
    ['id', 'asc'],
    ['key', 'desc'],
    ['name', 'asc'],
  ] as const)('by %s ends where there are enough characters, and the next goes on', async (by, direction) => {
    const records = rendered(
      'actors',
      ids.map((id) => ({ id })),
    ).map((record) => ({ ...record, document: long(record.id) }));
    const store = await build({ records: { actors: records } });
    const pages: number[] = [];
    const found: string[] = [];
    let after: Parameters<Store['list']>[0]['after'] = null;
    do {
      const page = await store.list({
        resource: 'actors',
        conditions: [],
        order: { by, direction },
        after,
        limit: 200,
      });
      pages.push(page.documents.length);
      found.push(...page.documents.map((document) => JSON.parse(document).id));
      after = page.end;
    } while (after !== null);
    await store.close();
    expect(pages).toEqual([3, 3, 2]);
    expect(found).toEqual(by === 'key' ? ids.toReversed() : ids);
  });

  test('of annotations ends likewise', async () => {
    const store = await build({
      records: { articles: rendered('articles', [{ id: 'a' }]) },
      annotations: { a: ids.map(long) },
    });
    const page = await store.annotations('a', 2, 200);
    await store.close();
    expect(page.annotations.map((annotation) => JSON.parse(annotation).id)).toEqual(ids.slice(2, 5));
    expect(page.total).toBe(ids.length);
  });
});

describe('related records', () => {
  /** Answers whatever ids it is asked for, with a document of so many characters. */
  const answering = (characters: number) =>
    ({
      getMany: async (_: string, ids: readonly string[]) => ids.map((id) => id.padEnd(characters)),
    }) as unknown as Store;

  test.each([
    ['in number', 10, 120, 100],
    ['in length', MAX_CHARACTERS / 75, 2000, 100],
  ])('have a bound %s', async (_promise, characters, count, read) => {
    const ids = Array.from({ length: count }, (_, n) => `id-${String(n).padStart(5, '0')}`);
    const { documents, more } = await boundedDocuments(
      answering(characters),
      'quotes',
      ids.toReversed(),
      100,
    );
    expect(documents.map((document) => document.trim())).toEqual(ids.slice(0, read));
    expect(more).toBe(true);
  });
});

describe('a statement of very many renditions', () => {
  test('comes with the quotes of a page of them, and says how many pairs are not compared', async () => {
    const { renditions, quotes, differences, notCompared } = await json('/v1/statements/often-rendered');
    expect(renditions).toHaveLength(SIZES.articles);
    expect(quotes).toHaveLength(MAX_RENDITIONS);
    const skipped = notCompared.find(({ reason }: { reason: string }) => reason === 'limit');
    expect(differences.length + skipped.count).toBe((SIZES.articles * (SIZES.articles - 1)) / 2);
  });
});

describe('a search', () => {
  test('looks for passages in a bounded part of long documents, and says so', async () => {
    textsRead = 0;
    const { data, meta } = await json('/v1/search?q=needle&limit=200');
    const passages = data.map(({ passage }: { passage: string | null }) => passage);
    const shown = passages.filter((passage: string | null) => passage !== null);
    expect(data).toHaveLength(SIZES.documents[0]);
    expect(shown.length).toBeGreaterThan(0);
    for (const passage of shown) expect(passage).toMatch(/needle$/);
    expect(textsRead).toBeLessThanOrEqual(shown.length + 1);
    expect(meta.warnings).toContainEqual({
      parameter: 'limit',
      message: 'Some passages are missing: the texts are too long to look for all. Ask for fewer hits.',
      suggestion: null,
    });
  });

  test('shows the words around a hit in the middle of a long document as in a short one', async () => {
    const text = (await json('/v1/articles/document-3/text?start=120000&end=120100')).text;
    const [, one, two] = text.split(' ');
    const [hit] = (await json(`/v1/search?type=article&q=${encodeURIComponent(`"${one} ${two}"`)}`)).data;
    const { start, end } = hit.highlights[0];
    expect([...hit.passage].slice(start, end).join('')).toBe(`${one} ${two}`);
    expect([...hit.passage].length).toBeLessThanOrEqual(300);
    expect(hit.passage).toMatch(/^\S.*\S$/s);
  });

  test('ranks as many records as have a bounded length of text', async () => {
    const document = JSON.stringify({ id: 'q', segments: [{ text: 'wall '.repeat(20_000) }], gist: null });
    const list = async () => ({ documents: Array.from({ length: 2000 }, () => document), end: null });
    const query = { all: [{ words: ['wall'], prefix: false, typed: 'wall' }], none: [] };
    const conditions = [{ kind: 'text', query, fields: null }] as const;
    const { counts } = await rankedMatches(list, { resources: ['quotes'], conditions, limit: 20 });
    expect(counts).toEqual([{ resource: 'quotes', ranked: 8, more: true }]);
  });
});

describe('dyads of an event of very many sides', () => {
  test('are all counted, in order, and others are answered in between', async () => {
    let turns = 0;
    let isDone = false;
    const turn = () => {
      turns++;
      if (!isDone) setImmediate(turn);
    };
    turn();
    const { data, page } = await json('/v1/events/dyads?limit=3');
    isDone = true;
    expect(page.nextCursor).not.toBeNull();
    expect(
      data.map(({ source, target }: { source: string; target: string }) => `${source} ${target}`),
    ).toEqual(['actor-0 actor-400', 'actor-0 actor-401', 'actor-0 actor-402']);
    expect(turns).toBeGreaterThan(SIZES.sides ** 2 / 20_000);
  });
});

describe('a page', () => {
  test.each([
    '/v1/events',
    '/v1/articles/article-0/quotes',
    '/v1/articles/article-0/annotations',
    '/v1/events/much-reported/reports',
    '/v1/events/dyads',
    '/v1/dataset/changes',
    '/v1/search?q=met',
  ])('of %s has 200 at most', async (path) => {
    const response = await client.get(`${path}${path.includes('?') ? '&' : '?'}limit=201`);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].parameter).toBe('limit');
  });

  test('that is empty is counted without each filter up to a cap', async () => {
    const caps: unknown[] = [];
    const store = {
      count: async (_resource: string, _conditions: unknown, cap?: number) => {
        caps.push(cap);
        return cap ?? Number.POSITIVE_INFINITY;
      },
    } as unknown as Store;
    const query = await quotes.question.query({ kind: ['direct'], form: ['marks'] }, async () => null);
    expect(await withoutOf(query, store)).toEqual([
      { parameter: 'kind', count: 1000, capped: true, words: [] },
      { parameter: 'form', count: 1000, capped: true, words: [] },
    ]);
    expect(caps).toEqual([1001, 1001]);
  });
});

describe("an article's text", () => {
  test('is answered 100,000 code points at a time', async () => {
    const { start, end, text } = await json('/v1/articles/document-0/text?start=7');
    expect([start, end, [...text].length]).toEqual([7, 100_007, 100_000]);
    const response = await client.get('/v1/articles/document-0/text?start=7&end=100008');
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0]).toMatchObject({ parameter: 'end', suggestion: '100007' });
  });
});

describe('a timeline from year 1 to 9999', () => {
  test.each(['day', 'week', 'month', 'year'])(
    'by %s has gaps, and is refused without them',
    async (interval) => {
      const path = `/v1/events/timeline?interval=${interval}`;
      expect((await client.get(path)).json().gaps.length).toBeGreaterThan(0);
      const response = await client.get(`${path}&empty=include`);
      expect(response.statusCode).toBe(400);
      expect(response.json().errors[0].parameter).toBe('interval');
    },
  );
});
