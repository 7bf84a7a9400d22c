import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { events } from '../../src/resources/events.ts';
import { quotes } from '../../src/resources/quotes.ts';
import type { AnyResource } from '../../src/resources/resource.ts';
import { serveHarbour } from '../support/harbour.ts';
import { randomFilters, valuesIn } from '../support/random-filters.ts';

const harbour = serveHarbour({ cacheBytes: 0 });
const COUNTED = [events, quotes] as readonly AnyResource[];

interface Facet {
  readonly field: string;
  readonly single: boolean;
  readonly total: number;
  readonly values: readonly {
    value: string;
    label: string;
    count: number;
    selected: boolean;
    link: string;
  }[];
  readonly missing: number;
  readonly other: number | null;
  readonly truncated: boolean;
}

async function facets(url: string): Promise<{ total: number; facets: Facet[]; meta: { query: string } }> {
  const response = await harbour.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response.json();
}

async function totalOf(url: string): Promise<number> {
  return (await harbour.client.get(`${url}${url.includes('?') ? '&' : '?'}total=true&limit=1`)).json().page
    .total;
}

const facet = async (url: string) => (await facets(url)).facets[0] as Facet;

describe.each(COUNTED)('facets of $name', (resource) => {
  const { name } = resource;

  test('agree with the list on random filters', async () => {
    const values = await valuesIn(harbour.client, resource);
    const sizes = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(randomFilters(resource, values), sizes, async (query, size) => {
        const answer = await facets(`/v1/${name}/facets?${query}&size=${size}`);
        expect(answer.total).toBe(await totalOf(`/v1/${name}?${query}`));
        for (const { field, single, total, values, missing, other } of answer.facets) {
          const isOwn = new RegExp(`(^|&)${field}(Not)?=`).test(query);
          if (!isOwn) expect(total).toBe(answer.total);
          const shown = values.reduce((sum, { count }) => sum + count, 0);
          if (single) expect(shown + missing + (other ?? Number.NaN)).toBe(total);
          else expect(other).toBeNull();
          if (isOwn) continue;
          const [first] = values;
          if (first === undefined) continue;
          const added = `${field}=${encodeURIComponent(first.value)}`;
          expect(first.count).toBe(await totalOf(`/v1/${name}?${query}&${added}`));
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('count each value as the list with that filter does, and none is left out', async () => {
    for (const { field, values, missing, total, single, truncated } of (
      await facets(`/v1/${name}/facets?size=200`)
    ).facets) {
      expect(truncated).toBe(false);
      for (const { value, count } of values)
        expect(
          `${field}=${value}: ${await totalOf(`/v1/${name}?${field}=${encodeURIComponent(value)}`)}`,
        ).toBe(`${field}=${value}: ${count}`);
      const having = new Set<string>();
      for (const { value } of values) {
        const { data } = (
          await harbour.client.get(`/v1/${name}?limit=200&${field}=${encodeURIComponent(value)}`)
        ).json();
        for (const { id } of data) having.add(id);
      }
      expect(missing).toBe(total - having.size);
      if (single) expect(values.reduce((sum, { count }) => sum + count, 0)).toBe(having.size);
    }
  });

  test('lead on by links that choose a value, and take it back', async () => {
    const { facets: all } = await facets(`/v1/${name}/facets?size=2`);
    for (const { field, values } of all) {
      const [first] = values;
      if (first === undefined) continue;
      expect(first.selected).toBe(false);
      const { facets: chosen, total } = await facets(first.link);
      expect(total).toBe(first.count);
      const same = chosen
        .find((each) => each.field === field)
        ?.values.find(({ value }) => value === first.value);
      expect(same).toMatchObject({ value: first.value, count: first.count, selected: true });
      expect(same?.link).toBe(`/v1/${name}/facets?size=2`);
    }
  });
});

describe('a facet', () => {
  test('ignores its own filter and the one that excludes its values, and keeps the others', async () => {
    const whole = await facet('/v1/events/facets?facet=type&status=occurred');
    for (const own of ['type=CONSULT', 'typeNot=CONSULT', 'type=THREATEN&typeNot=CONSULT']) {
      const { values, total } = await facet(`/v1/events/facets?facet=type&status=occurred&${own}`);
      expect(values.map(({ value, count }) => [value, count])).toEqual(
        whole.values.map(({ value, count }) => [value, count]),
      );
      expect(total).toBe(whole.total);
    }
  });

  test('keeps the filter that needs all of several: who takes part beside them', async () => {
    const { values } = await facet('/v1/events/facets?facet=actor&actorAll=halvia,merrow');
    const total = await totalOf('/v1/events?actorAll=halvia,merrow');
    expect(values.find(({ value }) => value === 'halvia')?.count).toBe(total);
    expect(values.every(({ count }) => count <= total)).toBe(true);
  });

  test('shows a value that is chosen, however rare, even where nothing has it', async () => {
    const { values } = await facet('/v1/events/facets?facet=type&type=PROTEST,AID&size=1');
    expect(values.slice(1).map(({ value, selected }) => [value, selected])).toEqual(
      expect.arrayContaining([['AID', true]]),
    );
    expect(values.find(({ value }) => value === 'AID')?.count).toBe(0);
  });

  test('no longer excludes what its link chooses', async () => {
    const { values } = await facet('/v1/events/facets?facet=type&typeNot=PROTEST,CONSULT');
    const link = values.find(({ value }) => value === 'PROTEST')?.link;
    expect(link).toBe('/v1/events/facets?facet=type&type=PROTEST&typeNot=CONSULT');
  });

  test('of actors counts families, or with actorMatch=exact those who take part themselves', async () => {
    const count = async (query: string) =>
      (await facet(`/v1/events/facets?facet=source&${query}`)).values.find(({ value }) => value === 'halvia')
        ?.count;
    expect(await count('')).toBe(await totalOf('/v1/events?source=halvia'));
    expect(await count('actorMatch=exact')).toBe(await totalOf('/v1/events?source=halvia&actorMatch=exact'));
    expect(await count('')).not.toBe(await count('actorMatch=exact'));
    const idle = await harbour.client.get('/v1/events/facets?facet=type&actorMatch=exact');
    expect(idle.statusCode).toBe(400);
  });

  test.each([
    ['/v1/events/facets?facet=type', 'THREATEN', 'Threaten'],
    ['/v1/events/facets?facet=quadClass', '3', 'Verbal conflict'],
    ['/v1/events/facets?facet=code', 'cameo:14', expect.stringMatching(/\w/)],
    ['/v1/events/facets?facet=placeCountry', 'NOR', 'Norway'],
    ['/v1/events/facets?facet=relation', 'respondsTo', 'Responds to'],
    ['/v1/quotes/facets?facet=speaker', 'oriane-velt', 'Oriane Velt'],
    ['/v1/quotes/facets?facet=language', 'nb', 'Norwegian Bokmål'],
    ['/v1/quotes/facets?facet=contested', 'true', 'Yes'],
  ])('says its values in words: %s', async (url, value, label) => {
    expect((await facet(url)).values.find((entry) => entry.value === value)?.label).toEqual(label);
  });

  test('says how the request was understood, and warns as the list does', async () => {
    const { meta } = await facets('/v1/events/facets?facet=type&source=halwia');
    expect(meta).toMatchObject({
      query: 'Events whose source is halwia or whoever acts for them, counted by type.',
      warnings: [{ parameter: 'source', suggestion: 'halvia' }],
    });
  });

  test.each(['facet=nosuch', 'size=0', 'size=201', 'sort=date', 'limit=5'])('refuses %s', async (query) => {
    expect((await harbour.client.get(`/v1/events/facets?${query}`)).statusCode).toBe(400);
  });
});
