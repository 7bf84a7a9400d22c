import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { events } from '../../src/resources/events.ts';
import type { AnyResource } from '../../src/resources/resource.ts';
import { serveHarbour } from '../support/harbour.ts';
import { randomFilters, valuesIn, withoutSeries } from '../support/random-filters.ts';

const harbour = serveHarbour({ cacheBytes: 0 });

interface Dyad {
  readonly source: string;
  readonly sourceLabel: string;
  readonly target: string;
  readonly targetLabel: string;
  readonly count: number;
  readonly done: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly types: readonly { type: string; count: number }[];
  readonly meanScores: readonly { scale: string; value: number; n: number }[];
  readonly first: string | null;
  readonly last: string | null;
}

interface Event {
  readonly id: string;
  readonly type: string | null;
  readonly status: string;
  readonly participants: readonly { actorId: string; role: string }[];
  readonly scores: readonly { scale: string; value: number }[];
  readonly date: { earliest: string | null; latest: string | null };
}

async function dyads(
  query: string,
): Promise<{ data: Dyad[]; page: { total: number }; meta: { query: string } }> {
  const response = await harbour.client.get(`/v1/events/dyads?${query}`);
  expect(response.statusCode, `${query} ${response.body}`).toBe(200);
  return response.json();
}

async function list(query: string): Promise<Event[]> {
  return (await harbour.client.get(`/v1/events?limit=200&${query}`)).json().data;
}

const isDone = ({ status }: Event) => status === 'occurred' || status === 'ongoing';

/** Pairs as the events of a list have them, by reading each. */
function pairsIn(listed: readonly Event[]): Map<string, Event[]> {
  const pairs = new Map<string, Event[]>();
  for (const event of listed) {
    const inRole = (role: string) =>
      new Set(event.participants.filter((each) => each.role === role).map(({ actorId }) => actorId));
    for (const source of inRole('source'))
      for (const target of inRole('target'))
        pairs.set(`${source} ${target}`, [...(pairs.get(`${source} ${target}`) ?? []), event]);
  }
  return pairs;
}

describe('dyads', () => {
  test('are the pairs of source and target in the events of the list, on random filters', async () => {
    const values = await valuesIn(harbour.client, events as AnyResource);
    await fc.assert(
      fc.asyncProperty(randomFilters(events as AnyResource, values), async (query) => {
        const { data, page } = await dyads(`${query}&limit=200`);
        const pairs = pairsIn(await list(withoutSeries(query)));
        expect(page.total).toBe(pairs.size);
        expect(
          Object.fromEntries(data.map(({ source, target, count }) => [`${source} ${target}`, count])),
        ).toEqual(Object.fromEntries([...pairs].map(([pair, { length }]) => [pair, length])));
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  test('say of each pair what its events have', async () => {
    const pairs = pairsIn(await list(''));
    const { data } = await dyads('limit=200');
    expect(data.length).toBeGreaterThan(3);
    for (const { source, target, done, byStatus, types, meanScores, first, last } of data) {
      const found = pairs.get(`${source} ${target}`) ?? [];
      expect(done).toBe(found.filter(isDone).length);
      for (const [name, count] of Object.entries(byStatus))
        expect(count).toBe(found.filter((event) => event.status === name).length);
      for (const { type, count } of types)
        expect(count).toBe(found.filter((event) => event.type === type).length);
      for (const { scale, value, n } of meanScores) {
        const scores = found
          .filter(isDone)
          .flatMap((event) => event.scores.filter((score) => score.scale === scale));
        expect(n).toBe(scores.length);
        expect(value).toBeCloseTo(scores.reduce((sum, score) => sum + score.value, 0) / n, 4);
      }
      const dates = found.map(({ date }) => date).filter(({ earliest, latest }) => earliest ?? latest);
      const days = (side: 'earliest' | 'latest') => dates.map((date) => date[side] ?? '').toSorted();
      const [begins, ends] = [days('earliest'), days('latest')];
      expect(first).toBe(begins[0] || null);
      expect(last).toBe(ends.includes('') ? null : (ends.at(-1) ?? null));
    }
  });

  test('are listed though nothing is done yet, and score only what is', async () => {
    const all = await dyads('');
    expect(all.meta).toMatchObject({
      query:
        'Events without series, counted by source and target, with mean scores of what occurred or is ongoing.',
      countedStatuses: ['occurred', 'ongoing', 'planned', 'hypothetical', 'alleged', 'denied'],
    });
    const feared = all.data.find(({ source, target }) => `${source} ${target}` === 'halvia merrow');
    expect(feared).toMatchObject({
      count: 2,
      done: 0,
      byStatus: { hypothetical: 1, alleged: 1, occurred: 0 },
    });
    expect(feared?.meanScores).toEqual([]);
    expect((await dyads('status=hypothetical')).data).toMatchObject([
      { source: 'halvia', target: 'merrow', count: 1, done: 0 },
    ]);
  });

  test('of actors are those who take part, not those they act for', async () => {
    const { data } = await dyads('target=merrow&status=occurred,ongoing');
    const sources = data.map(({ source, sourceLabel }) => [source, sourceLabel]);
    expect(sources).toContainEqual(['oriane-velt', 'Oriane Velt']);
    expect(sources.map(([source]) => source)).not.toContain('halvia');
  });

  test('of countries are those of actors and of whom they act for', async () => {
    const { data, meta } = await dyads('level=country');
    expect(meta.query).toContain('counted by the countries of source and target');
    for (const { source, target, count } of data)
      expect(await list(`sourceCountry=${source}&targetCountry=${target}`)).toHaveLength(count);
  });

  test('come page by page, each once, most events first', async () => {
    const whole = (await dyads('limit=200')).data;
    expect(whole.map(({ count }) => count)).toEqual(
      whole.map(({ count }) => count).toSorted((a, b) => b - a),
    );
    const walked: Dyad[] = [];
    for (let next: string | null = '/v1/events/dyads?limit=2'; next !== null; ) {
      const response = await harbour.client.get(next);
      walked.push(...response.json().data);
      expect(walked.length, 'the dyads go on for ever').toBeLessThanOrEqual(whole.length);
      next = /^<([^>]+)>/.exec(String(response.headers.link ?? ''))?.[1] ?? null;
      expect(response.json().page.nextCursor === null).toBe(next === null);
    }
    expect(walked).toEqual(whole);
  });

  test('refuse a cursor that was made for another level', async () => {
    const { nextCursor } = (await harbour.client.get('/v1/events/dyads?limit=1')).json().page;
    const response = await harbour.client.get(`/v1/events/dyads?level=country&limit=1&cursor=${nextCursor}`);
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid-cursor' });
  });
});
