// Figures of events: bounds on them, the order by them, and their tables.
import { describe, expect, test } from 'vitest';
import { rowsIn } from '../support/exports.ts';
import { serveQuarrel } from '../support/quarrel.ts';

const coded = serveQuarrel();

async function get(url: string, status = 200) {
  const response = await coded.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(status);
  return response;
}
const json = async (url: string) => (await get(url)).json();
const errors = async (url: string) => (await get(url, 400)).json().errors;
/** The last digits of the ids, in the order of the list. */
const numbers = async (query: string) =>
  (await json(`/v1/events?limit=200&${query}`)).data.map(({ id }: { id: string }) => id.slice(-3)).join(' ');

describe('a bound', () => {
  test.each([
    ['sort=date&minQuantity=deaths:5', '001 004 007 009 010'],
    ['sort=date&maxQuantity=deaths:2', '002 005'],
    ['sort=date&minQuantity=deaths:2&maxQuantity=deaths:5', '001 002 008 009'],
    // A part is not the total.
    ['sort=date&minQuantity=deaths.civilians:1', '001 004'],
    ['sort=date&minQuantity=deaths.civilians:2', '004'],
    // Without a best figure the lowest stands for it.
    ['minQuantity=displaced:40&maxQuantity=displaced:40', '003'],
    ['sort=date&minQuantity=displaced:41', '004'],
    // Several must all hold.
    ['minQuantity=deaths:5,displaced:100', '004'],
    ['minQuantity=deaths:5&minQuantity=displaced:100', '004'],
    ['sort=date&minQuantity=tone:-4.5&maxQuantity=tone:-4.5', '001'],
    ['minQuantity=deaths:1000', ''],
  ])('%s finds %s', async (query, expected) => {
    expect(await numbers(query)).toBe(expected);
    expect((await json(`/v1/events?limit=1&total=true&${query}`)).page.total).toBe(
      expected === '' ? 0 : expected.split(' ').length,
    );
  });

  test('is said in words', async () => {
    const { meta } = await json('/v1/events?minQuantity=deaths:5,displaced:100&quantityNot=tone');
    expect(meta.query).toBe(
      'Events that have no figure of tone, with deaths of at least 5 and displaced of at least 100, newest first.',
    );
  });

  test('that leaves nothing says which one, and two that exclude each other are warned of', async () => {
    const { meta } = await json('/v1/events?minQuantity=deaths:9&maxQuantity=deaths:3');
    expect(meta.warnings).toEqual([
      {
        parameter: 'minQuantity',
        message: 'No figure of deaths is at least 9 and at most 3, so nothing can match.',
        suggestion: null,
      },
    ]);
    expect(meta.without.map(({ parameter, count }: Record<string, unknown>) => [parameter, count])).toEqual([
      ['minQuantity', 2],
      ['maxQuantity', 2],
    ]);
  });
});

describe('what has a figure, and what has none', () => {
  test.each([
    ['quantity=displaced', '003 004'],
    ['quantity=deaths.civilians', '001 004'],
    ['quantity=displaced,tone', '001 003 004 005'],
    ['quantityNot=deaths', '003 006 011 012'],
    ['quantityNot=deaths&status=occurred', '003 006 012'],
    ['quantityNot=deaths,displaced&type=ASSAULT', '011'],
  ])('%s', async (query, expected) => {
    expect((await numbers(`sort=id&${query}`.replace('sort=id&', ''))).split(' ').sort().join(' ')).toBe(
      expected,
    );
  });

  test('are a facet, with words for each', async () => {
    const [facet] = (await json('/v1/events/facets?facet=quantity')).facets;
    const values = facet.values.map(({ value, label, count }: Record<string, unknown>) => [
      value,
      label,
      count,
    ]);
    expect(values).toEqual([
      ['deaths', 'Deaths', 8],
      ['deaths.civilians', 'Deaths of civilians', 2],
      ['displaced', 'Displaced', 2],
      ['tone', 'Tone', 2],
    ]);
    expect([facet.missing, facet.total]).toEqual([3, 12]);
  });
});

describe('the order by figures', () => {
  test.each([
    ['sort=-quantity&measure=deaths', '004 007 010 009 001 008 002 005 012 011 006 003'],
    ['sort=quantity&measure=deaths', '005 002 008 001 009 010 007 004 003 006 011 012'],
    ['sort=-quantity&measure=deaths.civilians&status=occurred&type=ASSAULT', '004 001 009 008 007 003 002'],
    ['sort=-quantity&measure=displaced&quantity=displaced', '004 003'],
    ['sort=-quantity&measure=deaths&minQuantity=deaths:5', '004 007 010 009 001'],
    ['sort=-quantity&measure=deaths&from=2031-03&to=2031-03', '007 009 008 006'],
  ])('%s has the highest or lowest first, ties by id, and what has none last', async (query, expected) => {
    expect(await numbers(query)).toBe(expected);
    for (const limit of [1, 3]) {
      const found: string[] = [];
      for (let url: string | null = `/v1/events?limit=${limit}&${query}`; url !== null; ) {
        const { data, page } = await json(url);
        found.push(...data.map(({ id }: { id: string }) => id.slice(-3)));
        const next: string | null = page.nextCursor;
        url = next === null ? null : `/v1/events?limit=${limit}&${query}&cursor=${next}`;
      }
      expect(found.join(' '), `${limit} on a page`).toBe(expected);
    }
    expect((await json(`/v1/events?${query}`)).meta.query).toMatch(/, the (highest|lowest) first\.$/);
  });

  test('is that of exports and of the lists below other records too', async () => {
    const lines = (await get('/v1/exports/events?sort=-quantity&measure=deaths&columns=id')).body;
    expect(rowsIn(lines)[0]?.id).toBe('quarrel-004');
    const { data } = await json('/v1/actors/reef-front/events?sort=-quantity&measure=deaths&limit=1');
    expect(data[0].id).toBe('quarrel-004');
  });

  test.each([
    ['sort=-quantity', 'measure'],
    ['measure=deaths', 'measure'],
    ['sort=date&measure=deaths', 'measure'],
  ])('is refused where its measure is missing, or idle: %s', async (query, parameter) => {
    const [error] = await errors(`/v1/events?${query}`);
    expect(error.parameter).toBe(parameter);
    expect(error.message).toMatch(/orders? by the figures of a measure: say which|sort=-quantity orders/);
  });

  test('has cursors of its own: that of another measure is refused', async () => {
    const { page } = await json('/v1/events?sort=-quantity&measure=deaths&limit=2');
    const url = `/v1/events?sort=-quantity&measure=displaced&limit=2&cursor=${page.nextCursor}`;
    expect((await get(url, 400)).json().code).toBe('invalid-cursor');
  });
});

describe('a measure that the dataset does not declare', () => {
  test.each([
    ['/v1/events?minQuantity=death:3', 'minQuantity', 'deaths'],
    ['/v1/events?maxQuantity=casualties:3', 'maxQuantity', null],
    ['/v1/events?quantity=displacd', 'quantity', 'displaced'],
    ['/v1/events?quantityNot=ton', 'quantityNot', 'tone'],
    ['/v1/events?sort=-quantity&measure=death', 'measure', 'deaths'],
    ['/v1/events/timeline?measure=death.civilians', 'measure', 'deaths'],
    ['/v1/events/facets?measure=death', 'measure', 'deaths'],
    ['/v1/events/dyads?measure=death', 'measure', 'deaths'],
    ['/v1/exports/events?minQuantity=death:3', 'minQuantity', 'deaths'],
    ['/v1/events?minQuantity=fatalities:3', 'minQuantity', 'deaths'],
    ['/v1/exports/events/timeline?measure=death', 'measure', 'deaths'],
    ['/v1/exports/events/quantities?quantity=death', 'quantity', 'deaths'],
  ])('is refused with the nearest that it does: %s', async (url, parameter, suggestion) => {
    const [error] = await errors(url);
    expect(error).toEqual({
      parameter,
      message: expect.stringMatching(
        /^The dataset declares no measure "[a-z]+": its measures are deaths, displaced and tone\.$/,
      ),
      suggestion,
    });
  });

  test.each([
    'minQuantity=deaths',
    'minQuantity=deaths:x',
    'minQuantity=:3',
    'quantity=Deaths',
    'measure=a.b.c',
  ])('is another matter than one that is badly written: %s', async (query) => {
    expect((await errors(`/v1/events/facets?${query}`))[0].parameter).toBe(query.split('=')[0]);
  });

  test('is another matter than a part that no event has a figure of, which is warned of', async () => {
    const { data, meta } = await json('/v1/events?quantity=deaths.civilian');
    expect(data).toEqual([]);
    expect(meta.warnings).toEqual([
      {
        parameter: 'quantity',
        message: 'No event has a figure of deaths.civilian.',
        suggestion: 'deaths.civilians',
      },
    ]);
  });
});

describe('as tables', () => {
  test('events have their quantities in a cell, as they are given', async () => {
    const rows = rowsIn((await get('/v1/exports/events?sort=date&columns=id,quantities')).body);
    const cell = (id: string) => rows.find((row) => row.id === id)?.quantities;
    expect(cell('quarrel-001')).toBe('deaths=5 [3..9]|deaths.civilians=1|tone=-4.5');
    expect(cell('quarrel-003')).toBe('displaced=[40..60]');
    expect(cell('quarrel-006')).toBe('');
  });

  test('quantities have a row each, with the events of any filter', async () => {
    const rows = rowsIn((await get('/v1/exports/events/quantities?sort=date&minQuantity=displaced:1')).body);
    expect(
      rows.map(({ eventId, measure, of, low, best, high }) => [eventId, measure, of, low, best, high]),
    ).toEqual([
      ['quarrel-003', 'displaced', '', '40', '', '60'],
      ['quarrel-004', 'deaths', '', '10', '12', '30'],
      ['quarrel-004', 'deaths', 'civilians', '', '12', ''],
      ['quarrel-004', 'displaced', '', '', '150', ''],
    ]);
    expect(rows[0]?.status).toBe('occurred');
  });
});
