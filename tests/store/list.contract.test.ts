// What every store answers about lists, held against the plainest means of answering it.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition, ListQuery, Order, Position, ResourceName } from '../../src/query/condition.ts';
import type { Store } from '../../src/store/port/store.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { anyCondition } from '../support/any-condition.ts';
import { EVENTS } from '../support/invented-events.ts';
import { naiveIds } from '../support/naive-lists.ts';
import { rendered } from '../support/records.ts';
import { STORES } from '../support/stores.ts';

const NEWEST: Order = { by: 'key', direction: 'desc' };
const OLDEST: Order = { by: 'key', direction: 'asc' };

const ARTICLES = rendered('articles', [
  { id: 'b', days: ['2024-01-01', '2024-01-01'], columns: { title: 'Ebb' }, terms: ['language:en'] },
  { id: 'a', days: null, columns: { title: 'Ebb' }, terms: ['language:en'] },
  {
    id: 'c',
    days: ['2024-01-02', '2024-01-02'],
    columns: { title: 'Émile' },
    terms: ['language:fr', 'language:fr'],
  },
  { id: 'd', days: ['2023-01-02', '2023-01-02'], columns: { title: 'Zone' }, terms: ['language:en'] },
  { id: 'e', days: null, columns: { title: 'apron' }, terms: ['language:fr'] },
]);
const QUOTES = rendered('quotes', [
  { id: 'q-3', columns: { position: 900 }, terms: ['article:a'] },
  { id: 'q-1', columns: { position: 1000 }, terms: ['article:a'] },
  { id: 'q-2', columns: { position: 900 }, terms: ['article:a'] },
  { id: 'q-4', columns: { position: 5 }, terms: ['article:b'] },
]);
const RECORDS: Partial<Record<ResourceName, readonly RenderedRecord[]>> = {
  articles: ARTICLES,
  events: EVENTS,
  quotes: QUOTES,
};

describe.each(STORES)('a list of the $name store', ({ build }) => {
  let store: Store;
  beforeAll(async () => {
    store = await build({ records: RECORDS });
  });
  afterAll(() => store.close());

  async function ids(query: Partial<ListQuery> & Pick<ListQuery, 'resource'>): Promise<string[]> {
    const page = await store.list({ conditions: [], order: NEWEST, after: null, limit: 200, ...query });
    return page.documents.map((document) => JSON.parse(document).id);
  }

  async function walk(
    query: Pick<ListQuery, 'resource' | 'conditions' | 'order'>,
    limit: number,
  ): Promise<string[]> {
    const found: string[] = [];
    for (let after: Position | null = null; ; ) {
      const page = await store.list({ ...query, after, limit });
      found.push(...page.documents.map((document) => JSON.parse(document).id));
      expect(page.documents.length).toBeLessThanOrEqual(limit);
      expect(found.length, 'a walk that comes to no end').toBeLessThanOrEqual(EVENTS.length);
      if (page.end === null) return found;
      after = page.end;
    }
  }

  it('puts unknown dates last in both directions, and breaks ties by id in the direction of the list', async () => {
    const oldest = await ids({ resource: 'articles', order: OLDEST });
    expect(oldest).toEqual(['d', 'b', 'c', 'a', 'e']);
    expect(await ids({ resource: 'articles', order: NEWEST })).toEqual(['c', 'b', 'd', 'e', 'a']);
  });

  it.each([
    ['title', 'asc', ['a', 'b', 'd', 'e', 'c']],
    ['title', 'desc', ['c', 'e', 'd', 'b', 'a']],
    ['id', 'asc', ['a', 'b', 'c', 'd', 'e']],
    ['id', 'desc', ['e', 'd', 'c', 'b', 'a']],
  ] as const)('orders by the bytes of %s, %s, with ties by id', async (by, direction, expected) => {
    expect(await ids({ resource: 'articles', order: { by, direction } })).toEqual(expected);
  });

  it('orders the quotes of an article by their place in it', async () => {
    const conditions: Condition[] = [
      { kind: 'terms', match: 'any', terms: [{ field: 'article', value: 'a' }] },
    ];
    const order: Order = { by: 'position', direction: 'asc' };
    expect(await walk({ resource: 'quotes', conditions, order }, 1)).toEqual(['q-2', 'q-3', 'q-1']);
  });

  const orders: [ResourceName, Order][] = [
    ['events', NEWEST],
    ['events', OLDEST],
    ['events', { by: 'id', direction: 'asc' }],
    ['events', { by: 'id', direction: 'desc' }],
    ...['deaths', 'deaths.civilians', 'tone', 'displaced'].flatMap((measure): [ResourceName, Order][] => [
      ['events', { by: 'quantity', direction: 'asc', measure }],
      ['events', { by: 'quantity', direction: 'desc', measure }],
    ]),
    ['articles', { by: 'title', direction: 'asc' }],
    ['articles', { by: 'title', direction: 'desc' }],
    ['quotes', { by: 'position', direction: 'desc' }],
  ];
  it.each(orders)('gives every one of the %s once when walked page by page: %o', async (resource, order) => {
    const expected = naiveIds(RECORDS[resource] ?? [], { conditions: [], order });
    for (const limit of [1, 7, expected.length, 200])
      expect(await walk({ resource, conditions: [], order }, limit)).toEqual(expected);
  });

  it('answers any conditions in any order as a plain filter and sort would, and counts the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCondition, { maxLength: 4 }),
        fc.constantFrom(...orders.filter(([resource]) => resource === 'events').map(([, order]) => order)),
        fc.integer({ min: 1, max: 70 }),
        async (conditions, order, limit) => {
          const expected = naiveIds(EVENTS, { conditions, order });
          expect(await walk({ resource: 'events', conditions, order }, limit)).toEqual(expected);
          expect(await store.count('events', conditions)).toBe(expected.length);
          expect(await store.count('events', conditions, 5)).toBe(Math.min(5, expected.length));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['0000-01-01', null],
    [null, '9999-12-31'],
    ['0000-01-01', '9999-12-31'],
  ])('is certain of no date with an open end, even between %s and %s', async (from, to) => {
    const conditions: Condition[] = [{ kind: 'days', from, to, match: 'certain', undated: 'exclude' }];
    const expected = naiveIds(EVENTS, { conditions, order: NEWEST });
    expect(expected.length).toBeLessThan(naiveIds(EVENTS, { conditions: [], order: NEWEST }).length);
    expect(await ids({ resource: 'events', conditions })).toEqual(expected);
  });

  it('counts a record once for a term that it was given twice', async () => {
    const conditions: Condition[] = [
      { kind: 'terms', match: 'any', terms: [{ field: 'language', value: 'fr' }] },
    ];
    expect(await store.count('articles', conditions)).toBe(2);
    expect(await ids({ resource: 'articles', conditions })).toEqual(['c', 'e']);
  });

  const type = (match: 'any' | 'all' | 'none', ...values: string[]): Condition => ({
    kind: 'terms',
    match,
    terms: values.map((value) => ({ field: 'type', value })),
  });
  it.each([
    ['a term that no record has', [type('any', 'AID')], 0],
    ['all of a term that no record has', [type('all', 'AID')], 0],
    ['none of a term that no record has', [type('none', 'AID')], 60],
    ['any of no terms', [type('any')], 0],
    ['all of no terms', [type('all')], 60],
    ['a known and an unknown term', [type('any', 'AID', 'THREATEN')], count(['THREATEN'])],
    ['a term twice', [type('any', 'THREATEN', 'THREATEN')], count(['THREATEN'])],
    ['no conditions', [], 60],
  ] as const)('counts and lists alike: %s', async (_, conditions, expected) => {
    expect(await store.count('events', conditions)).toBe(expected);
    expect(await ids({ resource: 'events', conditions })).toHaveLength(expected);
  });

  it('takes values as values, whatever characters they have', async () => {
    for (const value of ["'", '";--', '%', 'THREATEN\u0000', '\u{10FFFF}']) {
      expect(await store.count('events', [type('any', value)])).toBe(0);
      expect(await store.unknown('events', [value])).toEqual([value]);
    }
  });

  it.each<[Order, Position]>([
    [NEWEST, ['2024', 'event-1']],
    [{ by: 'id', direction: 'asc' }, [7]],
    [{ by: 'id', direction: 'asc' }, [7, 'event-1']],
    [{ by: 'quantity', direction: 'desc', measure: 'deaths' }, ['seven', 'event-1']],
    [{ by: 'quantity', direction: 'desc', measure: 'deaths' }, [7]],
  ])('refuses a position that the order %o cannot have: %o', async (order, after) => {
    await expect(ids({ resource: 'events', order, after })).rejects.toMatchObject({
      code: 'invalidPosition',
    });
  });
});

function count(values: readonly string[]): number {
  return EVENTS.filter(({ terms }) =>
    terms.some(({ field, value }) => field === 'type' && values.includes(value)),
  ).length;
}
