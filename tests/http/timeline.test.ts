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
import { randomFilters, valuesIn, withoutSeries } from '../support/random-filters.ts';

const harbour = serveHarbour({ cacheBytes: 0 });
const COUNTED = [events, quotes] as readonly AnyResource[];

interface Bucket {
  readonly start: string;
  readonly end: string;
  readonly count: number;
  readonly done?: number;
  readonly byStatus?: Readonly<Record<string, number>>;
}

interface Timeline {
  readonly buckets: readonly Bucket[];
  readonly gaps: readonly { start: string; end: string; buckets: number }[];
  readonly imprecise: number;
  readonly undated: number;
  readonly meta: { query: string; undated: number; countedStatuses?: string[] };
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
        const listed = name === 'events' ? withoutSeries(withUndated(query)) : withUndated(query);
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
      expect(await totalOf(`/v1/${name}?${query}`)).toBe(count);
    }
  });
});

describe('a timeline', () => {
  test('leaves no interval between two days out without saying so', async () => {
    const url = '/v1/events/timeline?interval=week';
    const { buckets, gaps } = await timeline(url);
    const spans = [...buckets, ...gaps].sort((a, b) => (a.start < b.start ? -1 : 1));
    expect(gaps.length).toBeGreaterThan(0);
    for (const [index, { start }] of spans.entries())
      if (index > 0) expect(Date.parse(start) - Date.parse(spans[index - 1]?.end ?? '')).toBe(86_400_000);
    expect(buckets[0]?.count).toBeGreaterThan(0);
    expect(buckets.at(-1)?.count).toBeGreaterThan(0);
    const whole = await timeline(`${url}&empty=include`);
    expect(whole.gaps).toEqual([]);
    expect(whole.buckets.filter(({ count }) => count > 0)).toEqual(buckets.filter(({ count }) => count > 0));
    const leftOut = gaps.reduce((total, gap) => total + gap.buckets, 0);
    expect(whole.buckets).toHaveLength(buckets.length + leftOut);
  });

  test('counts what is feared or planned too, and says what is done beside it', async () => {
    const all = await timeline('/v1/events/timeline?interval=year');
    expect(all.meta).toMatchObject({
      query: 'Events without series, counted by year.',
      countedStatuses: ['occurred', 'ongoing', 'planned', 'hypothetical', 'alleged', 'denied'],
    });
    expect(sum(all.buckets)).toBeGreaterThan(all.buckets.reduce((total, { done = 0 }) => total + done, 0));
    const planned = await timeline('/v1/events/timeline?interval=year&status=planned');
    expect(planned.meta).toMatchObject({
      query: 'Events whose status is planned, without series, counted by year.',
      countedStatuses: ['planned'],
    });
    expect(planned.buckets).toMatchObject([{ count: 1, done: 0, byStatus: { planned: 1, occurred: 0 } }]);
  });

  test('of quotes, which have no status, says none', async () => {
    const { buckets, meta } = await timeline('/v1/quotes/timeline');
    expect(meta).not.toHaveProperty('countedStatuses');
    for (const bucket of buckets) expect(Object.keys(bucket)).toEqual(['start', 'end', 'count']);
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
      const refused = await get('/v1/events/timeline?interval=day&empty=include');
      expect(refused.statusCode).toBe(400);
      expect(refused.json()).toMatchObject({
        code: 'invalid-parameter',
        errors: [
          {
            parameter: 'interval',
            message: expect.stringMatching(
              /^From 1929-05-01 to 2031-10-01 there are \d+ intervals of a day, and at most 5000 are answered: .* leave out empty=include/,
            ),
            suggestion: 'month',
          },
        ],
      });
      for (const query of [
        'interval=month&empty=include',
        'interval=day&empty=include&from=2030',
        'interval=day',
      ])
        expect((await get(`/v1/events/timeline?${query}`)).statusCode, query).toBe(200);
    } finally {
      await served.close();
    }
  });
});
