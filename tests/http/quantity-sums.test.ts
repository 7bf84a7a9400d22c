// What counts add up where a measure is asked for, with what has no figure beside it.
import { describe, expect, test } from 'vitest';
import { EventStatus } from '../../src/model/event.ts';
import { rowsIn } from '../support/exports.ts';
import { serveQuarrel } from '../support/quarrel.ts';

const coded = serveQuarrel();

async function get(url: string, status = 200) {
  const response = await coded.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(status);
  return response;
}
const json = async (url: string) => (await get(url)).json();

const sum = (low: number, value: number, high: number, n: number, without: number) => ({
  low,
  value,
  high,
  n,
  without,
});
const none = (without: number) => ({ low: null, value: null, high: null, n: 0, without });

describe('with a measure', () => {
  test('a timeline adds up the figures of what is done, and says how many have none', async () => {
    const { buckets, figures, meta } = await json('/v1/events/timeline?measure=deaths&interval=month');
    const byMonth = Object.fromEntries(
      buckets.map((bucket: { start: string; sum: object }) => [bucket.start.slice(0, 7), bucket.sum]),
    );
    expect(byMonth).toEqual({
      '2031-01': sum(5, 7, 11, 2, 0),
      '2031-02': sum(10, 12, 30, 2, 0),
      '2031-03': sum(7, 9, 9, 2, 1), // without the campaign, which the raids are part of
      '2031-04': none(0),
      '2031-05': none(1),
      '2031-06': none(0), // what is expected is not done
    });
    // Neither the raid between two months nor the boat of which nobody knows the day, which is alleged.
    expect(figures).toEqual({
      imprecise: { sum: none(1), mean: null },
      undated: { sum: none(0), mean: null },
      total: { sum: sum(22, 28, 50, 6, 3), mean: null },
    });
    expect(meta.measure).toEqual({
      name: 'deaths',
      title: 'Deaths',
      unit: 'persons',
      aggregate: 'sum',
      statuses: ['occurred', 'ongoing'],
    });
    expect(meta.query).toBe(
      'Events without series, counted by month, with the sum of deaths of what occurred or is ongoing.',
    );
  });

  test.each([
    ['status=alleged&status=occurred', 'of what occurred or is alleged'],
    ['statusNot=occurred&statusNot=ongoing', 'of no events'],
    [EventStatus.options.map((status) => `status=${status}`).join('&'), ''],
  ])('with %s it says whose: %s', async (query, whose) => {
    const { meta } = await json(`/v1/events/timeline?measure=deaths&${query}`);
    expect(meta.query).toMatch(new RegExp(`, with the sum of deaths${whose && ` ${whose}`}\\.$`));
  });

  test('what is alleged is added only where it is asked for', async () => {
    const total = async (query: string) =>
      (await json(`/v1/events/timeline?measure=deaths&${query}`)).figures.total.sum;
    expect(await total('')).toEqual(sum(22, 28, 50, 6, 3));
    expect(await total('status=alleged')).toEqual(sum(7, 7, 7, 1, 0));
    expect(await total('status=occurred,alleged')).toEqual(sum(29, 35, 57, 7, 3));
    expect(await total('statusNot=occurred')).toEqual(none(0));
    expect(await total('status=hypothetical')).toEqual(none(1));
  });

  test('figures of a mean are never added up', async () => {
    const { figures, buckets, meta } = await json('/v1/events/timeline?measure=tone&interval=year');
    expect(meta.measure.aggregate).toBe('mean');
    const mean = { low: -2.75, value: -2.75, high: -2.75, n: 2, without: 7 };
    expect(figures.total).toEqual({ sum: null, mean });
    expect([buckets[0].sum, buckets[0].mean]).toEqual([null, mean]);
  });

  test('facets have it beside each value, what is missing and the total', async () => {
    const { facets, figures } = await json('/v1/events/facets?measure=deaths&facet=type,quantity');
    expect(figures.total.sum).toEqual(sum(31, 37, 59, 7, 3));
    const [type] = facets;
    expect(type.field).toBe('type');
    const byType = Object.fromEntries(
      type.values.map((value: { value: string; sum: object }) => [value.value, value.sum]),
    );
    expect(byType).toEqual({
      ASSAULT: sum(31, 37, 59, 6, 1),
      COERCE: none(1),
      CONSULT: none(1),
      PROTEST: sum(0, 0, 0, 1, 0),
    });
    expect(type.figures).toEqual({
      total: { sum: sum(31, 37, 59, 7, 3), mean: null },
      missing: { sum: none(0), mean: null },
    });
  });

  test('facets count series too, and warn where their figures are added up', async () => {
    const warnings = async (query: string) =>
      (await json(`/v1/events/facets?facet=type&${query}`)).meta.warnings;
    expect(await warnings('measure=deaths')).toEqual([
      {
        parameter: 'measure',
        message:
          '1 event that matches is a series. Its figures may repeat those of the parts, and are added up beside them.',
        suggestion: 'series=false',
      },
    ]);
    expect(await warnings('measure=deaths&series=false')).toEqual([]);
    expect(await warnings('measure=tone')).toEqual([]);
    expect(await warnings('measure=deaths&id=quarrel-001,quarrel-002')).toEqual([]);
    const { figures } = await json('/v1/events/facets?measure=deaths&facet=type&series=false');
    expect(figures.total.sum).toEqual(sum(22, 28, 50, 6, 3));
  });

  test('a facet that ignores its own filter still adds up what is done alone', async () => {
    const { facets } = await json('/v1/events/facets?measure=deaths&facet=status');
    const alleged = facets[0].values.find(({ value }: { value: string }) => value === 'alleged');
    expect([alleged.count, alleged.sum]).toEqual([1, none(0)]);
    const asked = await json('/v1/events/facets?measure=deaths&facet=status&status=alleged');
    const values = Object.fromEntries(
      asked.facets[0].values.map((value: { value: string; sum: object }) => [value.value, value.sum]),
    );
    expect(values).toMatchObject({ alleged: sum(7, 7, 7, 1, 0), occurred: none(0) });
  });

  test('dyads have it beside their counts', async () => {
    const { data } = await json('/v1/events/dyads?measure=deaths');
    const pairs = data.map((dyad: Record<string, unknown>) => [
      dyad.source,
      dyad.target,
      dyad.sum,
      dyad.mean,
    ]);
    expect(pairs).toContainEqual(['tern-brigade', 'islanders', sum(10, 12, 30, 1, 0), null]);
    expect(pairs).toContainEqual(['dockers', 'halvia', sum(0, 0, 0, 1, 0), null]);
    expect(pairs).toContainEqual(['halvian-navy', 'reef-front', none(0), null]);
  });

  test('a part is added up by itself', async () => {
    const { figures } = await json('/v1/events/timeline?measure=deaths.civilians');
    expect(figures.total.sum).toEqual(sum(13, 13, 13, 2, 7));
  });

  test('tables have the figures in columns', async () => {
    const rows = rowsIn((await get('/v1/exports/events/timeline?measure=deaths&interval=year')).body);
    expect(
      rows.map(({ row, figuresOf, aggregate, figureLow, figure, figureHigh, withFigure, withoutFigure }) =>
        [row, figuresOf, aggregate, figureLow, figure, figureHigh, withFigure, withoutFigure].join(' '),
      ),
    ).toEqual([
      'interval deaths sum 22 28 50 6 3',
      'imprecise deaths sum    0 0',
      'undated deaths sum    0 0',
    ]);
    const [dyad] = rowsIn((await get('/v1/exports/events/dyads?measure=tone')).body);
    expect(dyad).toMatchObject({ aggregate: 'mean', figuresOf: 'tone' });
  });

  test('without one nothing stands beside counts', async () => {
    const { buckets, figures, meta } = await json('/v1/events/timeline');
    expect([buckets[0].sum, buckets[0].mean, figures, meta.measure]).toEqual([null, null, null, null]);
    const facets = await json('/v1/events/facets?facet=type');
    expect([facets.figures, facets.facets[0].figures]).toEqual([null, null]);
  });
});
