// Sums of figures have one number too: whatever is asked, those of timelines, facets and dyads are those of the list.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { events } from '../../src/resources/events.ts';
import { serveHarbour } from '../support/harbour.ts';
import { randomFilters, valuesIn } from '../support/random-filters.ts';

const harbour = serveHarbour({ cacheBytes: 0 });
const RUNS = { numRuns: 60 };
const DONE = ['occurred', 'ongoing'];

interface Sum {
  readonly low: number | null;
  readonly value: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly without: number;
}
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

const withUndated = (query: string) =>
  /(^|&)(from|to|afterEvent)=/.test(query) ? `${query}&undated=true` : query;

/** What the figures of these events add up to: of those that are done, with what is missing filled in. */
function sumOf(listed: readonly Row[], measure: string): Sum {
  const done = listed.filter(({ status }) => DONE.includes(status));
  const figures = done.flatMap(({ quantities }) =>
    (quantities as Record<string, number | null>[]).filter(
      ({ measure: name, of }) => `${name}${of === null ? '' : `.${of}`}` === measure,
    ),
  );
  const total = (of: (figure: Record<string, number | null>) => number | null | undefined) =>
    figures.length === 0 ? null : figures.reduce((sum, figure) => sum + (of(figure) ?? 0), 0);
  const best = ({ low, value, high }: Record<string, number | null>) => value ?? low ?? high;
  return {
    low: total((figure) => figure.low ?? best(figure)),
    value: total(best),
    high: total((figure) => figure.high ?? best(figure)),
    n: figures.length,
    without: done.length - figures.length,
  };
}

/** All of several sums. */
function added(sums: readonly (Sum | null)[]): Sum {
  const all = sums.filter((sum) => sum !== null);
  const total = (of: 'low' | 'value' | 'high') =>
    all.some((sum) => sum[of] !== null) ? all.reduce((sum, each) => sum + (each[of] ?? 0), 0) : null;
  const count = (of: 'n' | 'without') => all.reduce((sum, each) => sum + each[of], 0);
  return {
    low: total('low'),
    value: total('value'),
    high: total('high'),
    n: count('n'),
    without: count('without'),
  };
}

let filters: fc.Arbitrary<string>;
beforeAll(async () => {
  filters = randomFilters(events, await valuesIn(harbour.client, events));
});

describe('sums of figures, for any filters', () => {
  /** `status` says what is added up, and here it is what is done. */
  const query = () =>
    fc.tuple(
      filters.filter((text) => !/(^|&)status=/.test(text)),
      fc.constantFrom('dockers', 'dockers.union'),
    );

  test('of the buckets of a timeline, the imprecise and the undated are that of the list', async () => {
    await fc.assert(
      fc.asyncProperty(
        query(),
        fc.constantFrom('day', 'month', 'year'),
        async ([filter, measure], interval) => {
          const asked = `${filter}&measure=${measure}&interval=${interval}`;
          const { buckets, figures } = (await get(`/v1/events/timeline?${asked}`)).json();
          const sums = buckets.map(({ sum }: { sum: Sum }) => sum);
          const listed = sumOf(await list(`/v1/events?${withUndated(filter)}`), measure);
          expect(added([...sums, figures.imprecise.sum, figures.undated.sum])).toEqual(listed);
          expect(figures.total).toEqual({ sum: listed, mean: null });
        },
      ),
      RUNS,
    );
  }, 60_000);

  test('of the values of a field that has one at most, and of what is missing, are its total', async () => {
    await fc.assert(
      fc.asyncProperty(query(), async ([filter, measure]) => {
        const { facets, figures } = (
          await get(`/v1/events/facets?${filter}&measure=${measure}&size=200`)
        ).json();
        expect(figures.total.sum).toEqual(sumOf(await list(`/v1/events?${filter}`), measure));
        for (const { field, single, values, figures: own } of facets) {
          const sums = values.map(({ sum }: { sum: Sum }) => sum);
          if (single) expect(added([...sums, own.missing.sum]), field).toEqual(own.total.sum);
          if (!filter.includes(`${field}=`) && !filter.includes(`${field}Not=`))
            expect(own.total, field).toEqual(figures.total);
        }
      }),
      RUNS,
    );
  }, 60_000);

  test('of a dyad is that of the list of its source and target', async () => {
    await fc.assert(
      fc.asyncProperty(query(), async ([filter, measure]) => {
        if (/(source|target)Country=/.test(filter)) return;
        const url = `/v1/events/dyads?${filter}&level=country&limit=200&measure=${measure}`;
        for (const { source, target, sum } of (await get(url)).json().data) {
          const listed = await list(`/v1/events?${filter}&sourceCountry=${source}&targetCountry=${target}`);
          expect(sum).toEqual(sumOf(listed, measure));
        }
      }),
      RUNS,
    );
  }, 60_000);
});
