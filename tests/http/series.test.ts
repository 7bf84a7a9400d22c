// A series is no act beside its parts: counts of acts leave it out, and say so.
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { events } from '../../src/resources/events.ts';
import type { AnyResource } from '../../src/resources/resource.ts';
import { makeApp, SEED } from '../support/app.ts';
import type { CodedEvent } from '../support/coded.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { rowsIn } from '../support/exports.ts';
import { makeFolder, temporaryDirectory } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';
import { serveQuarrel } from '../support/quarrel.ts';
import { randomFilters, valuesIn } from '../support/random-filters.ts';
import { writeSidedSet } from '../support/sided-set.ts';

const folder = temporaryDirectory();
writeSidedSet(folder.path);
const sided = serveHarbour({ cacheBytes: 0, dir: folder.path, texts: null });
const coded = serveQuarrel();
afterAll(folder.remove);

async function get(client: Client, url: string) {
  const response = await client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response.json();
}

async function idsOf(client: Client, query: string): Promise<string[]> {
  return (await get(client, `/v1/events?limit=200&${query}`)).data.map(({ id }: CodedEvent) => id).toSorted();
}

/** What a timeline adds up to. */
function sumOf({
  buckets,
  imprecise,
  undated,
}: {
  readonly buckets: readonly { readonly count: number }[];
  readonly imprecise: number;
  readonly undated: number;
}): number {
  return buckets.reduce((sum, { count }) => sum + count, 0) + imprecise + undated;
}

test('a list has series with the others, without them, or alone', async () => {
  expect(await idsOf(coded.client, 'series=only')).toEqual(['quarrel-007']);
  const all = await idsOf(coded.client, '');
  expect(all).toHaveLength(12);
  expect(await idsOf(coded.client, 'series=true')).toEqual(all);
  expect(await idsOf(coded.client, 'series=false')).toEqual(all.filter((id) => id !== 'quarrel-007'));
  expect((await get(coded.client, '/v1/events?series=only')).meta.query).toBe(
    'Events that are series, newest first.',
  );
  const refused = await coded.client.get('/v1/events?series=yes');
  expect(refused.json()).toMatchObject({ status: 400, errors: [{ parameter: 'series' }] });
});

describe.each(['timeline', 'dyads'])('%s', (count) => {
  const url = `/v1/events/${count}`;

  test('leaves series out, says so and how many, and counts them where asked', async () => {
    const without = (await get(coded.client, url)).meta;
    expect(without.query).toMatch(/^Events without series, counted by /);
    expect(without.seriesLeftOut).toBe(1);
    const withThem = (await get(coded.client, `${url}?series=true`)).meta;
    expect(withThem.query).toMatch(/^Events, counted by /);
    expect(withThem.seriesLeftOut).toBe(0);
    const alone = (await get(coded.client, `${url}?series=only`)).meta;
    expect(alone.query).toMatch(/^Events that are series, counted by /);
    expect(alone.seriesLeftOut).toBe(0);
  });

  test('leaves a series out though none of its parts matches', async () => {
    const { meta } = await get(coded.client, `${url}?id=quarrel-007`);
    expect(meta.seriesLeftOut).toBe(1);
  });
});

test('a timeline counts each act once, and its table does', async () => {
  const march = async (query: string) =>
    (await get(coded.client, `/v1/events/timeline?from=2031-03&to=2031-03${query}`)).buckets[0];
  // A blockade and two battles; with the series that they are, one more.
  expect(await march('')).toMatchObject({ start: '2031-03-01', count: 3 });
  expect(await march('&series=true')).toMatchObject({ start: '2031-03-01', count: 4 });
  const table = async (query: string) =>
    rowsIn((await coded.client.get(`/v1/exports/events/timeline?${query}`)).body).find(
      ({ start }) => start === '2031-03-01',
    )?.count;
  expect([await table(''), await table('series=true')]).toEqual(['3', '4']);
  const dyads = async (query: string) =>
    rowsIn((await coded.client.get(`/v1/exports/events/dyads?direction=either&${query}`)).body)[0]?.count;
  expect([await dyads(''), await dyads('series=true')]).toEqual(['5', '6']);
});

test('lists, facets and totals count records, series among them', async () => {
  const { total, facets } = await get(coded.client, '/v1/events/facets?facet=status');
  expect([total, facets[0].total]).toEqual([12, 12]);
  expect((await get(coded.client, '/v1/events/facets?facet=status&series=false')).total).toBe(11);
  expect((await get(coded.client, '/v1/events?total=true&limit=1')).page.total).toBe(12);
});

test('what is counted and the series left out are the list, for any filters', async () => {
  const values = await valuesIn(sided.client, events as AnyResource);
  const filters = randomFilters(events as AnyResource, values).filter((query) => !/series=/.test(query));
  const some = fc.oneof(
    filters,
    fc.constantFrom('', 'status=occurred', 'statusNot=alleged', 'from=2031-03-05'),
  );
  await fc.assert(
    fc.asyncProperty(some, fc.constantFrom('month', 'day'), async (query, interval) => {
      const withUndated = /(^|&)(from|to|afterEvent)=/.test(query) ? `${query}&undated=true` : query;
      const [all, series] = [
        await idsOf(sided.client, withUndated),
        await idsOf(sided.client, `${withUndated}&series=only`),
      ];
      const answered = await get(sided.client, `/v1/events/timeline?${query}&interval=${interval}`);
      expect(answered.meta.seriesLeftOut).toBe(series.length);
      expect(sumOf(answered)).toBe(all.length - series.length);
      const whole = await get(sided.client, `/v1/events/timeline?${query}&interval=${interval}&series=true`);
      expect(sumOf(whole)).toBe(all.length);
    }),
    { numRuns: 120 },
  );
}, 60_000);

/** Days that sort as they lie, open ends at the ends. */
function daysOf({ date }: CodedEvent): [string, string] {
  return [date.earliest ?? '', date.latest ?? '~'];
}

test('a series has a part that lies within its dates, on other dates or of the same type', async () => {
  const all = (await get(sided.client, '/v1/events?limit=200')).data as CodedEvent[];
  const isPart = (event: CodedEvent, whole: CodedEvent) =>
    event.related.some(({ eventId, relation }) => relation === 'partOf' && eventId === whole.id);
  const wholes = all.filter((whole) => all.some((event) => isPart(event, whole)));
  const series = wholes.filter((whole) => {
    const [first, last] = daysOf(whole);
    return all.some((event) => {
      const [start, end] = daysOf(event);
      const isSame = start === first && end === last;
      return isPart(event, whole) && start >= first && end <= last && (!isSame || event.type === whole.type);
    });
  });
  expect(series.length).toBeGreaterThan(2);
  expect(series.length).toBeLessThan(wholes.length);
  expect(await idsOf(sided.client, 'series=only')).toEqual(series.map(({ id }) => id).toSorted());
});

const whole = { type: 'THREATEN', date: '2031-03-05/2031-03-20' };
test.each([
  ['an occasion of a period', whole, { type: 'THREATEN', date: '2031-03-06' }, true],
  ['an occasion of another kind', whole, { type: 'ACCUSE', date: '2031-03-06' }, true],
  [
    'the one occasion of a day',
    { ...whole, date: '2031-03-05' },
    { type: 'THREATEN', date: '2031-03-05' },
    true,
  ],
  ['the one occasion nobody dates', { ...whole, date: null }, { type: 'THREATEN', date: null }, true],
  [
    'a further act on one day',
    { ...whole, date: '2031-03-05' },
    { type: 'ACCUSE', date: '2031-03-05' },
    false,
  ],
  ['a further act nobody dates', { ...whole, date: null }, { type: 'ACCUSE', date: null }, false],
  ['what comes later', { ...whole, date: '2031-02' }, { type: 'THREATEN', date: '2031-03-06' }, false],
  ['what may lie outside', whole, { type: 'THREATEN', date: '2031-03' }, false],
  ['what may lie anywhere', whole, { type: 'THREATEN', date: null }, false],
] as const)('%s makes its event a series, or not', async (_, series, part, isSeries) => {
  const line = (record: object) => `${JSON.stringify(record)}\n`;
  const event = (id: string, { type, date }: { type: string; date: string | null }, more = {}) =>
    line({
      id,
      type,
      status: 'occurred',
      date: date === null ? {} : { edtf: date, basis: 'stated' },
      ...more,
    });
  const dir = makeFolder({
    'dataset.json': line({
      id: 'two',
      title: 'Two',
      description: 'Two events.',
      profile: 'open',
      version: '1',
      license: { name: 'CC0' },
    }),
    'events.ndjson':
      event('whole', series) + event('part', part, { related: [{ eventId: 'whole', relation: 'partOf' }] }),
  });
  const served = await makeApp({ dir, texts: null });
  try {
    expect(await idsOf(clientOf(served.app), 'series=only')).toEqual(isSeries ? ['whole'] : []);
  } finally {
    await served.close();
  }
});

test('the dataset that ships has the one series that its guidelines name, and its threats are acts', async () => {
  const served = await makeApp({ dir: SEED, texts: null, serve: 'passages' });
  try {
    const client = clientOf(served.app);
    expect(await idsOf(client, 'series=only')).toEqual(['russia-admonishes-japan']);
    const { data } = await get(
      client,
      '/v1/events/dyads?source=russia&target=japan&type=THREATEN&level=country',
    );
    expect(data).toMatchObject([{ source: 'RUS', target: 'JPN', count: 3 }]);
  } finally {
    await served.close();
  }
});
