import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INTERVALS } from '../../src/query/buckets.ts';
import { events } from '../../src/resources/events.ts';
import { quotes } from '../../src/resources/quotes.ts';
import type { AnyResource } from '../../src/resources/resource.ts';
import { makeApp } from '../support/app.ts';
import { clientOf } from '../support/contract.ts';
import { serveHarbour } from '../support/harbour.ts';
import { harbourWith } from '../support/load.ts';
import { randomFilters, valuesIn } from '../support/random-filters.ts';

const harbour = serveHarbour({ cacheBytes: 0 });
const COUNTED = [events, quotes] as readonly AnyResource[];

interface Bucket {
  readonly start: string;
  readonly end: string;
  readonly count: number;
  readonly byStatus: Readonly<Record<string, number | null>> | null;
}

interface Timeline {
  readonly buckets: readonly Bucket[];
  readonly imprecise: number;
  readonly undated: number;
  readonly meta: { readonly query: string; readonly undated: number };
}

async function timeline(url: string): Promise<Timeline> {
  const response = await harbour.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response.json();
}

async function totalOf(url: string): Promise<number> {
  return (await harbour.client.get(`${url}&total=true&limit=1`)).json().page.total;
}

const sum = (buckets: readonly Bucket[]) => buckets.reduce((total, { count }) => total + count, 0);

/** What is given with `undated=true` where a date is asked about, which the parameter needs. */
const withUndated = (query: string) =>
  /(^|&)(from|to|afterEvent)=/.test(query) ? `${query}&undated=true` : query;
const isDone = (query: string) => (/(^|&)status=/.test(query) ? query : `${query}&status=occurred,ongoing`);

describe.each(COUNTED)('a timeline of $name', (resource) => {
  const { name } = resource;

  test('counts every record of the list once, on random filters', async () => {
    const values = await valuesIn(harbour.client, resource);
    const intervals = fc.constantFrom('month', 'quarter', 'year');
    await fc.assert(
      fc.asyncProperty(randomFilters(resource, values), intervals, async (query, interval) => {
        const { buckets, imprecise, undated } = await timeline(
          `/v1/${name}/timeline?${query}&interval=${interval}`,
        );
        const listed = withUndated(name === 'events' ? isDone(query) : query);
        expect(sum(buckets) + imprecise + undated).toBe(await totalOf(`/v1/${name}?${listed}`));
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  test.each(INTERVALS)('by %s holds what certainly lies between its days', async (interval) => {
    const { buckets } = await timeline(`/v1/${name}/timeline?from=2029&interval=${interval}`);
    expect(sum(buckets)).toBeGreaterThan(0);
    for (const { start, end, count } of buckets.filter((bucket) => bucket.count > 0)) {
      const query = `from=${start}&to=${end}&dateMatch=certain`;
      const listed = name === 'events' ? isDone(query) : query;
      expect(await totalOf(`/v1/${name}?${listed}`)).toBe(count);
    }
  });
});

describe('a timeline', () => {
  test('has no gaps', async () => {
    const { buckets } = await timeline('/v1/events/timeline?interval=month&status=occurred,planned');
    expect(buckets.length).toBeGreaterThan(3);
    for (const [index, { start }] of buckets.entries())
      if (index > 0) expect(Date.parse(start) - Date.parse(buckets[index - 1]?.end ?? '')).toBe(86_400_000);
    expect(buckets[0]?.count).toBeGreaterThan(0);
    expect(buckets.at(-1)?.count).toBeGreaterThan(0);
  });

  test('counts what is done, and says so; what is feared or planned only where it is asked for', async () => {
    const done = await timeline('/v1/events/timeline?interval=year');
    expect(done.meta.query).toBe('Events, only what occurred or is ongoing, counted by year.');
    for (const { byStatus } of done.buckets)
      expect(byStatus).toMatchObject({ planned: null, hypothetical: null, alleged: null, denied: null });
    const planned = await timeline('/v1/events/timeline?interval=year&status=planned');
    expect(planned.meta.query).toBe('Events whose status is planned, counted by year.');
    expect(
      planned.buckets.map(({ count, byStatus }) => [count, byStatus?.planned, byStatus?.occurred]),
    ).toEqual([[1, 1, null]]);
  });

  test('parts each count by status; quotes have none', async () => {
    const { buckets } = await timeline('/v1/events/timeline?status=occurred,planned,ongoing');
    for (const { count, byStatus } of buckets)
      expect(Object.values(byStatus ?? {}).reduce<number>((total, each) => total + (each ?? 0), 0)).toBe(
        count,
      );
    for (const { byStatus } of (await timeline('/v1/quotes/timeline')).buckets) expect(byStatus).toBeNull();
  });

  test('counts unknown dates apart, whether or not undated is given, and leaves none out', async () => {
    const plain = await timeline('/v1/quotes/timeline?from=2031');
    const withThem = await timeline('/v1/quotes/timeline?from=2031&undated=true');
    expect(plain.undated).toBeGreaterThan(0);
    expect(withThem.undated).toBe(plain.undated);
    expect(plain.meta.undated).toBe(0);
  });

  test('is empty where nothing matches', async () => {
    expect(await timeline('/v1/events/timeline?source=nobody')).toMatchObject({
      buckets: [],
      imprecise: 0,
      undated: 0,
      meta: { warnings: [{ parameter: 'source' }] },
    });
  });

  test('of too many intervals is refused, and names one that is long enough', async () => {
    const dir = harbourWith({
      'events.yaml': (text) => text.replace('edtf: "2029"', 'edtf: "1929-05-01"'),
    });
    const served = await makeApp({ dir });
    const { get } = clientOf(served.app);
    try {
      const refused = await get('/v1/events/timeline?interval=day');
      expect(refused.statusCode).toBe(400);
      expect(refused.json()).toMatchObject({
        code: 'invalid-parameter',
        errors: [
          {
            parameter: 'interval',
            message: expect.stringMatching(
              /^From 1929-05-01 to 2031-03-\d\d there are \d+ intervals of a day, and at most 5000 are answered/,
            ),
            suggestion: 'month',
          },
        ],
      });
      expect((await get('/v1/events/timeline?interval=month')).statusCode).toBe(200);
      expect((await get('/v1/events/timeline?interval=day&from=2030')).statusCode).toBe(200);
    } finally {
      await served.close();
    }
  });
});
