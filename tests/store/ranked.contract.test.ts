// What every store answers about matches by relevance, in their documents' own words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_RANKED, type RankedQuery } from '../../src/query/ranked.ts';
import { parseTextQuery } from '../../src/query/text/text-query.ts';
import type { Store } from '../../src/store/port/store.ts';
import { rendered } from '../support/records.ts';
import { STORES } from '../support/stores.ts';

type Facts = Readonly<Record<string, string>>;

/** Events a day apart, the first the oldest, whose documents say what is searched. */
function events(facts: readonly Facts[], from: number) {
  const ofDay = (n: number) => new Date(Date.UTC(2000, 0, 1 + from + n)).toISOString().slice(0, 10);
  return rendered(
    'events',
    facts.map((texts, n) => ({
      id: `event-${String(from + n).padStart(4, '0')}`,
      days: [ofDay(n), ofDay(n)],
      texts,
    })),
  ).map((record, n) => ({ ...record, document: JSON.stringify({ id: record.id, ...facts[n] }) }));
}

const FACTS: readonly Facts[] = [
  { title: 'The mole', summary: 'The wall of the harbour.' },
  { title: 'Wall', summary: 'A wall on a wall.' },
  { title: 'The mole', summary: 'Nothing of it.' },
  { title: 'The harbour', summary: 'The wall, and much else that is said of it here at some length.' },
  { title: 'A wall', summary: 'The wall of the harbour.' },
  { title: 'A wall', summary: 'The wall of the harbour.' },
];
const MANY = Array.from({ length: MAX_RANKED }, () => ({ title: 'Tide', summary: 'Low.' }));
const ARTICLES = ['Wall', 'The wall of the harbour, which is old'].map((title, n) => ({
  id: `article-${n}`,
  texts: { title },
}));

const query = (text: string, rest: Partial<RankedQuery> = {}): RankedQuery => ({
  resources: ['events'],
  conditions: [{ kind: 'text', query: parseTextQuery(text), fields: null }],
  limit: 20,
  ...rest,
});

describe.each(STORES)('matches by relevance in the $name store', ({ build }) => {
  let store: Store;
  beforeAll(async () => {
    store = await build({
      records: {
        articles: rendered('articles', ARTICLES).map((record, n) => ({
          ...record,
          document: JSON.stringify({ id: record.id, summary: null, byline: null, ...ARTICLES[n]?.texts }),
        })),
        events: [
          ...events(FACTS, 0),
          ...events([...MANY, { title: 'Tide and wall', summary: 'Tide.' }], FACTS.length),
        ],
      },
    });
  });
  afterAll(() => store.close());

  const idsOf = async (asked: RankedQuery) =>
    (await store.ranked(asked)).matches.map(({ document }) => JSON.parse(document).id);

  it('come best first, and of equal ones the newest', async () => {
    expect(await idsOf(query('wall harbour'))).toEqual([
      'event-0005',
      'event-0004',
      'event-0000',
      'event-0003',
    ]);
  });

  it('of several resources are ranked together', async () => {
    const asked = query('wall', { resources: ['articles', 'events'] });
    const { matches, counts } = await store.ranked(asked);
    const order = matches.map(({ resource }) => resource);
    expect(order[0]).toBe('events');
    expect(order.indexOf('articles')).toBeLessThan(order.lastIndexOf('events'));
    expect(counts).toEqual([
      { resource: 'articles', ranked: 2, more: false },
      { resource: 'events', ranked: 6, more: false },
    ]);
  });

  it('are as many as are asked for, and say what was found in them', async () => {
    const { matches, counts } = await store.ranked(query('wall', { limit: 1 }));
    expect(matches).toHaveLength(1);
    expect(matches[0]?.texts.find(({ field }) => field === 'title')).toMatchObject({
      text: 'Wall',
      found: [[{ start: 0, end: 4 }]],
      words: 1,
    });
    expect(counts[0]?.ranked).toBe(6);
  });

  it('are ranked up to a number of them, the newest', async () => {
    const { matches, counts } = await store.ranked(query('tide'));
    expect(counts).toEqual([{ resource: 'events', ranked: MAX_RANKED, more: true }]);
    expect(JSON.parse(matches[0]?.document ?? '{}').title).toMatch(/^Tide/);
  });

  it('are given up where nobody asks any longer', async () => {
    const gone = new Error('gone');
    const asked = store.ranked(query('tide'), () => {
      throw gone;
    });
    await expect(asked).rejects.toBe(gone);
    expect(await idsOf(query('mole'))).toEqual(['event-0002', 'event-0000']);
  });
});
