// One question has one number: whatever is asked, facets, timelines and dyads add up the records of the list, and say by
// status what the list with that status says.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventStatus } from '../../src/model/event.ts';
import { events } from '../../src/resources/events.ts';
import { quotes } from '../../src/resources/quotes.ts';
import type { AnyResource } from '../../src/resources/resource.ts';
import { rowsIn } from '../support/exports.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';
import { harbourWith } from '../support/load.ts';
import { randomFilters, valuesIn, withoutSeries } from '../support/random-filters.ts';

/** The harbour with codes of every level, and one of a scheme without levels. */
const folder = temporaryDirectory();
const dir = harbourWith(
  {
    'events.yaml': (text) =>
      text
        .replace('code: "120" }', 'code: "1212" }')
        .replace('code: "144" }', 'code: "14" }')
        .replace('code: "143" }', 'code: "143" }\n    - { scheme: pier, code: "7b" }'),
  },
  folder.path,
);
const harbour = serveHarbour({ cacheBytes: 0, dir });
afterAll(folder.remove);
const RUNS = { numRuns: 60 };
const DONE = ['occurred', 'ongoing'];

type Tally = { count: number; done?: number; byStatus?: Record<string, number> };
type Row = Record<string, unknown> & { status: string };

async function get(url: string) {
  const response = await harbour.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response;
}

/** Every record of a list, which has less than a page. */
async function list(url: string): Promise<Row[]> {
  const { data, page } = (await get(`${url}&limit=200`)).json();
  expect(page.nextCursor).toBeNull();
  return data;
}

/** What a count of these events must say, as the list has them. */
function tallyOf(listed: readonly Row[]) {
  const having = (statuses: readonly string[]) =>
    listed.filter(({ status }) => statuses.includes(status)).length;
  return {
    count: listed.length,
    done: having(DONE),
    byStatus: Object.fromEntries(EventStatus.options.map((status) => [status, having([status])])),
  };
}

function holdsTogether({ count, done, byStatus }: Tally): void {
  expect(Object.keys(byStatus ?? {})).toEqual(EventStatus.options);
  expect(Object.values(byStatus ?? {}).reduce((sum, each) => sum + each, 0)).toBe(count);
  expect(DONE.reduce((sum, status) => sum + (byStatus?.[status] ?? 0), 0)).toBe(done);
}

const withUndated = (query: string) =>
  /(^|&)(from|to|afterEvent)=/.test(query) ? `${query}&undated=true` : query;

let filters: Record<string, fc.Arbitrary<string>>;
beforeAll(async () => {
  filters = Object.fromEntries(
    await Promise.all(
      ([events, quotes] as readonly AnyResource[]).map(async (resource) => [
        resource.name,
        randomFilters(resource, await valuesIn(harbour.client, resource)),
      ]),
    ),
  );
});
const asked = (name: string) => filters[name] as fc.Arbitrary<string>;

describe('for any filters', () => {
  test('a facet of events says of each value what the list at its link says, by status too', async () => {
    const levels = fc.constantFrom('root', 'base', 'event');
    await fc.assert(
      fc.asyncProperty(
        asked('events'),
        levels,
        fc.integer({ min: 1, max: 5 }),
        async (query, level, size) => {
          const body = (await get(`/v1/events/facets?${query}&size=${size}&codeLevel=${level}`)).json();
          const listed = await list(`/v1/events?${query}`);
          expect(body.total).toBe(listed.length);
          const seen = new Set(listed.map(({ status }) => status));
          expect(body.meta.countedStatuses).toEqual(expect.arrayContaining([...seen]));
          for (const { field, values, countedStatuses } of body.facets) {
            for (const value of values) {
              holdsTogether(value);
              for (const [status, count] of Object.entries(value.byStatus))
                if (!countedStatuses.includes(status)) expect(count).toBe(0);
            }
            const [first] = values;
            if (first === undefined || first.selected) continue;
            const address = new URL(first.link, 'http://harbour');
            for (const own of ['facet', 'size', 'codeLevel']) address.searchParams.delete(own);
            // Of several selected values a list has those with any, and a facet ignores which are excluded.
            if (address.searchParams.getAll(field).length > 1 || query.includes(`${field}Not=`)) continue;
            const { count, done, byStatus } = first;
            const of = await list(`/v1/events?${address.searchParams}`);
            expect({ count, done, byStatus }, `${field} ${query}`).toEqual(tallyOf(of));
          }
        },
      ),
      RUNS,
    );
  }, 60_000);

  test('a timeline of events adds up to the list, and its table does so by status', async () => {
    await fc.assert(
      fc.asyncProperty(asked('events'), fc.constantFrom('month', 'year'), async (query, interval) => {
        const { buckets, imprecise, undated } = (
          await get(`/v1/events/timeline?${query}&interval=${interval}`)
        ).json();
        buckets.forEach(holdsTogether);
        const { count, done, byStatus } = tallyOf(
          await list(`/v1/events?${withoutSeries(withUndated(query))}`),
        );
        const sum = buckets.reduce((total: number, bucket: Tally) => total + bucket.count, 0);
        expect(sum + imprecise + undated).toBe(count);
        const table = rowsIn((await get(`/v1/exports/events/timeline?${query}&interval=${interval}`)).body);
        const column = (name: string) => table.reduce((total, row) => total + Number(row[name]), 0);
        expect([column('count'), column('done')]).toEqual([count, done]);
        for (const [status, listed] of Object.entries(byStatus)) expect(column(status)).toBe(listed);
      }),
      RUNS,
    );
  }, 60_000);

  test('a dyad says what the list of its source and target says, done or not', async () => {
    await fc.assert(
      fc.asyncProperty(asked('events'), async (query) => {
        const { data } = (await get(`/v1/events/dyads?${query}&level=country&limit=200`)).json();
        data.forEach(holdsTogether);
        if (/(source|target)Country=/.test(query)) return;
        for (const { source, target, count, done, byStatus } of data) {
          const listed = await list(
            `/v1/events?${withoutSeries(query)}&sourceCountry=${source}&targetCountry=${target}`,
          );
          expect({ count, done, byStatus }).toEqual(tallyOf(listed));
        }
      }),
      RUNS,
    );
  }, 60_000);

  test('counts of quotes add up to the list, and have no status', async () => {
    await fc.assert(
      fc.asyncProperty(asked('quotes'), async (query) => {
        const { buckets, imprecise, undated } = (await get(`/v1/quotes/timeline?${query}`)).json();
        const sum = buckets.reduce((total: number, { count }: Tally) => total + count, 0);
        expect(sum + imprecise + undated).toBe((await list(`/v1/quotes?${withUndated(query)}`)).length);
        const { facets, total, meta } = (await get(`/v1/quotes/facets?${query}&size=2`)).json();
        expect(total).toBe((await list(`/v1/quotes?${query}`)).length);
        expect(meta).not.toHaveProperty('countedStatuses');
        for (const { values } of facets)
          for (const value of values)
            expect(Object.keys(value)).toEqual(['value', 'label', 'count', 'selected', 'link']);
      }),
      RUNS,
    );
  }, 60_000);
});

test('an actor counts the records of the lists that name it', async () => {
  for (const { id, counts } of (await get('/v1/actors?limit=200')).json().data) {
    const lists = {
      eventsAsSource: `/v1/events?source=${id}&actorMatch=exact`,
      eventsAsTarget: `/v1/events?target=${id}&actorMatch=exact`,
      quotes: `/v1/quotes?speaker=${id}&actorMatch=exact`,
      statements: `/v1/statements?speaker=${id}&actorMatch=exact`,
    };
    for (const [name, url] of Object.entries(lists))
      expect((await list(url)).length, `${name} of ${id}`).toBe(counts[name]);
  }
});

describe('a facet of codes', () => {
  const codes = async (query: string) =>
    (await get(`/v1/events/facets?facet=code&size=200&${query}`)).json().facets[0];

  test.each([
    ['', 'root', 2],
    ['codeLevel=base', 'base', 3],
    ['codeLevel=event', 'event', 4],
  ])('counts one level of CAMEO: %s', async (query, level, digits) => {
    const facet = await codes(query);
    expect(facet.level).toBe(level);
    const cameo = facet.values.filter(({ value }: { value: string }) => value.startsWith('cameo:'));
    expect(cameo.length).toBeGreaterThan(0);
    expect(facet.values).toHaveLength(cameo.length + 1);
    for (const { value, count, done, byStatus } of cameo) {
      expect(value).toHaveLength('cameo:'.length + digits);
      expect({ count, done, byStatus }).toEqual(tallyOf(await list(`/v1/events?code=${value}`)));
    }
    const having = await Promise.all(
      facet.values.map(({ value }: { value: string }) =>
        list(`/v1/events?code=${encodeURIComponent(value)}`),
      ),
    );
    const ids = new Set(having.flat().map(({ id }) => id));
    expect(facet.missing).toBe(facet.total - ids.size);
  });

  test('shows a selected code of another level with its own count, so that it can be taken back', async () => {
    const { values } = await codes('code=cameo:131&status=occurred');
    const selected = values.find(({ selected }: { selected: boolean }) => selected);
    const listed = await list('/v1/events?code=cameo:131&status=occurred');
    expect(selected).toMatchObject({ value: 'cameo:131', ...tallyOf(listed) });
    expect(selected.link).not.toContain('131');
  });

  test('refuses a level that there is not, and other fields have none', async () => {
    expect((await harbour.client.get('/v1/events/facets?codeLevel=leaf')).statusCode).toBe(400);
    expect((await harbour.client.get('/v1/quotes/facets?codeLevel=root')).statusCode).toBe(400);
    const { facets } = (await get('/v1/events/facets?size=1')).json();
    for (const { field, level } of facets) if (!['code', 'admin'].includes(field)) expect(level).toBeNull();
  });
});
