// The counts as tables say what the counts as JSON say.
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { rowsIn } from '../support/exports.ts';
import { serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour();
const get = async (url: string) => {
  const response = await harbour.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response;
};
const json = async (url: string) => (await get(url)).json();
const rows = async (url: string) => rowsIn((await get(url)).body);
const textsOf = (counts: unknown) =>
  Object.fromEntries(Object.entries(counts as object).map(([status, count]) => [status, String(count)]));
type Sum = { low: number; value: number; high: number; n: number; without: number };
const figureCells = (measure: { name: string } | null, sum: Sum | null) => ({
  figuresOf: measure?.name ?? '',
  aggregate: sum === null ? '' : 'sum',
  figureLow: asText(sum?.low ?? null),
  figure: asText(sum?.value ?? null),
  figureHigh: asText(sum?.high ?? null),
  withFigure: asText(sum?.n ?? null),
  withoutFigure: asText(sum?.without ?? null),
});
const asText = (value: unknown) => (value === null ? '' : String(value));

describe.each(['events', 'quotes'])('the counts of %s as tables', (name) => {
  const measure = name === 'events' ? ['measure=dockers'] : [];
  test.each(['', 'from=2031-03', 'q=wall', ...measure])(
    'are the facets, a row for each value: %s',
    async (query) => {
      const { facets, meta } = await json(`/v1/${name}/facets?${query}`);
      const expected = facets.flatMap(
        (facet: Record<string, unknown> & { values: Record<string, unknown>[] }) =>
          facet.values.map(({ value, label, count, done, byStatus, sum }) => ({
            facet: facet.field,
            level: asText(facet.level),
            value,
            label,
            count: asText(count),
            ...(name === 'events' && {
              done: asText(done),
              ...textsOf(byStatus),
              ...figureCells(meta.measure, sum as Sum | null),
            }),
            total: asText(facet.total),
            missing: asText(facet.missing),
            other: asText(facet.other),
            revision: meta.revision,
          })),
      );
      expect(expected.length).toBeGreaterThan(3);
      expect(await rows(`/v1/exports/${name}/facets?raw=true&${query}`)).toEqual(expected);
    },
  );

  test.each(['', 'interval=year', 'from=2031-03-10&interval=week'])(
    'are the timeline, with a row for each interval or gap and two for the rest: %s',
    async (query) => {
      const { buckets, gaps, imprecise, undated } = await json(`/v1/${name}/timeline?${query}`);
      const table = await rows(`/v1/exports/${name}/timeline?${query}`);
      const spans = [
        ...buckets.map((bucket: Record<string, unknown>) => ({ row: 'interval', intervals: 1, ...bucket })),
        ...gaps.map((gap: Record<string, unknown>) => ({
          row: 'gap',
          count: 0,
          ...gap,
          intervals: gap.buckets,
        })),
      ].sort((a, b) => (a.start < b.start ? -1 : 1));
      expect(
        table.map(({ row, start, end, intervals, count }) => [row, start, end, intervals, count]),
      ).toEqual([
        ...spans.map(({ row, start, end, intervals, count }) => [
          row,
          start,
          end,
          String(intervals),
          String(count),
        ]),
        ['imprecise', '', '', '', String(imprecise)],
        ['undated', '', '', '', String(undated)],
      ]);
      const statuses = table
        .filter(({ row }) => row === 'interval')
        .map(({ done, occurred }) => [done, occurred]);
      expect(statuses).toEqual(
        buckets.map((bucket: { done?: number; byStatus?: Record<string, number> }) =>
          name === 'events'
            ? [String(bucket.done), String(bucket.byStatus?.occurred)]
            : [undefined, undefined],
        ),
      );
    },
  );
});

test.each(['', 'level=country', 'status=hypothetical,planned,occurred'])(
  'the dyads as a table are all of them, whatever a page holds: %s',
  async (query) => {
    const { data, page } = await json(`/v1/events/dyads?limit=200&${query}`);
    const table = await rows(`/v1/exports/events/dyads?${query}`);
    expect(table.length).toBe(page.total);
    expect(table.map(({ source, target, count, types }) => ({ source, target, count, types }))).toEqual(
      data.map(
        (dyad: {
          source: string;
          target: string;
          count: number;
          types: { type: string; count: number }[];
        }) => ({
          source: dyad.source,
          target: dyad.target,
          count: String(dyad.count),
          types: dyad.types.map(({ type, count }) => `${type}:${count}`).join('|'),
        }),
      ),
    );
  },
);

test.each(['events/facets', 'events/timeline', 'events/dyads', 'quotes/facets', 'quotes/timeline'])(
  '%s has the delimiter that is asked for',
  async (path) => {
    const csv = (await get(`/v1/exports/${path}?delimiter=;`)).body;
    const read = parse(csv, { columns: true, delimiter: ';', record_delimiter: '\r\n' });
    expect(read.length).toBeGreaterThan(1);
    expect(read).toEqual(await rows(`/v1/exports/${path}`));
  },
);

test('a table is named after its count and revision, and refuses what the count refuses', async () => {
  const response = await get('/v1/exports/events/timeline');
  const revision = harbour.served.revisions.current().revision;
  expect(response.headers['content-disposition']).toBe(
    `attachment; filename="demarche-events-timeline-${revision}.csv"`,
  );
  expect((await harbour.client.get('/v1/exports/events/timeline?interval=hour')).statusCode).toBe(400);
  expect((await harbour.client.get('/v1/exports/events/dyads?limit=5')).statusCode).toBe(400);
});
