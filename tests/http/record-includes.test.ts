import { describe, expect, test } from 'vitest';
import type { ResourceName } from '../../src/query/condition.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour();
const json = async (url: string) => (await harbour.client.get(url)).json();

/** A record of each resource that is contested and has something of each kind that can be included. */
const RECORDS = {
  actors: 'oriane-velt',
  events: 'moorings-cut',
  quotes: 'halvia-not-there',
  statements: 'velt-third-time',
} as const satisfies Partial<Record<ResourceName, string>>;

const including = Object.values(RESOURCES).filter(({ includes }) => Object.keys(includes).length > 0);
const kinds = Object.entries(RECORDS).flatMap(([name, id]) =>
  Object.keys(RESOURCES[name as keyof typeof RECORDS].includes).map((kind) => [name, id, kind] as const),
);

describe('include on one record', () => {
  test('is tried here for every resource that has any', () => {
    expect(including.map(({ name }) => name).sort()).toEqual(Object.keys(RECORDS).sort());
  });

  test.each(kinds)('adds to %s/%s the %s that the list adds', async (name, id, kind) => {
    const [record, list] = [
      await json(`/v1/${name}/${id}?include=${kind}`),
      await json(`/v1/${name}?id=${id}&include=${kind}`),
    ];
    expect(record.included).toEqual(list.included);
    expect(record.warnings).toEqual([]);
  });

  test.each(Object.entries(RECORDS))('adds every disagreement that %s/%s names', async (name, id) => {
    const { disagreementIds, included } = await json(`/v1/${name}/${id}?include=disagreements`);
    expect(disagreementIds.length).toBeGreaterThan(0);
    expect(included.disagreements.map((each: { id: string }) => each.id)).toEqual(disagreementIds);
  });

  test.each(Object.entries(RECORDS))('leaves %s/%s bare where it is not given', async (name, id) => {
    const bare = await json(`/v1/${name}/${id}`);
    expect(bare).not.toHaveProperty('included');
    expect(bare).not.toHaveProperty('warnings');
    const { included: _i, warnings: _w, ...rest } = await json(`/v1/${name}/${id}?include=disagreements`);
    expect(rest).toEqual(bare);
  });

  test('takes several kinds at once', async () => {
    const { included } = await json('/v1/events/moorings-cut?include=actors,articles,quotes,disagreements');
    expect(Object.values<unknown[]>(included).map(({ length }) => length > 0)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('has a tag of its own, and the same for any order of the kinds', async () => {
    const tag = async (query: string) =>
      (await harbour.client.get(`/v1/events/moorings-cut${query}`)).headers.etag;
    const both = await tag('?include=actors&include=quotes');
    expect(await tag('?include=quotes,actors')).toBe(both);
    expect(await tag('')).not.toBe(both);
  });

  test.each(['/v1/articles/halvia-warns', '/v1/disagreements/who-cut-the-moorings'])(
    'is no parameter of %s, which has nothing to add',
    async (path) => {
      expect((await harbour.client.get(`${path}?include=actors`)).statusCode).toBe(400);
    },
  );

  test('is refused with the nearest kind where there is no such kind', async () => {
    const response = await harbour.client.get('/v1/events/moorings-cut?include=actor');
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0]).toMatchObject({ parameter: 'include', suggestion: 'actors' });
  });
});
