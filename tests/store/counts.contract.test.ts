// What every store answers about counts, held against the plainest means of answering it.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../src/query/condition.ts';
import type { PairsQuery } from '../../src/query/counts.ts';
import { countedFields } from '../../src/resources/counted-fields.ts';
import { ACTOR_SIDES } from '../../src/resources/event-sides.ts';
import { events } from '../../src/resources/events.ts';
import type { Store } from '../../src/store/port/store.ts';
import { anyCondition } from '../support/any-condition.ts';
import { ACTORS, EVENTS, SCHEME_FIELD, STATUSES, TYPES } from '../support/invented-events.ts';
import { naiveDateCounts, naiveFacetCounts, naivePairs } from '../support/naive-counts.ts';
import { STORES } from '../support/stores.ts';

/** What the load has counted: statuses, and ranges of days; also without a few, or without what is not there. */
const counted = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('terms' as const),
      match: fc.constantFrom('any' as const, 'all' as const, 'none' as const),
      terms: fc
        .subarray([...STATUSES, 'denied'])
        .map((values) => values.map((value) => ({ field: 'status', value }))),
    }),
    anyCondition.filter(({ kind }) => kind === 'days'),
    fc.record({
      kind: fc.constant('terms' as const),
      match: fc.constant('none' as const),
      terms: fc.subarray([
        { field: 'series', value: 'true' },
        { field: 'type', value: 'RETREAT' },
        { field: 'type', value: 'AID' },
      ]),
    }),
  ),
  { maxLength: 3 },
);
const conditions = fc.oneof(
  { weight: 2, arbitrary: fc.array(anyCondition, { maxLength: 4 }) },
  { weight: 1, arbitrary: counted },
);
const statuses = fc.subarray([...STATUSES], { minLength: 1 });
const pinned = fc.subarray([...TYPES, ...ACTORS, 'nobody', 'deep:a'], { maxLength: 3 });
const groups = fc.constantFrom('status', null);
const precisions = fc.constantFrom('day' as const, 'month' as const);
const pages = fc.record({
  limit: fc.integer({ min: 1, max: 9 }),
  sides: fc.constantFrom(null, ACTOR_SIDES),
});
const measures = fc.constantFrom(null, 'deaths', 'deaths.civilians', 'tone', 'displaced');
const RUNS = { numRuns: 300 };

const byText = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();

describe.each(STORES)('a count of the $name store', ({ build }) => {
  let store: Store;
  beforeAll(async () => {
    store = await build({ records: { events: EVENTS }, countedBy: { events: [SCHEME_FIELD] } });
  });
  afterAll(() => store.close());

  it('by the values of fields is what looking at each record gives, for any conditions', async () => {
    await fc.assert(
      fc.asyncProperty(
        conditions,
        fc.subarray([...countedFields(events), SCHEME_FIELD]),
        pinned,
        fc.integer({ min: 1, max: 6 }),
        groups,
        measures,
        async (asked, counted, chosen, size, groupBy, measure) => {
          const fields = counted.map((field) => ({ field, pinned: chosen }));
          const query = { resource: 'events', conditions: asked, fields, size, groupBy, measure } as const;
          expect(await store.countFacets(query)).toEqual(naiveFacetCounts(EVENTS, query));
        },
      ),
      RUNS,
    );
  });

  it('by date is what looking at each record gives, for any conditions', async () => {
    await fc.assert(
      fc.asyncProperty(
        conditions,
        groups,
        precisions,
        measures,
        async (asked, groupBy, precision, measure) => {
          const query = { resource: 'events', conditions: asked, groupBy, precision, measure } as const;
          expect(byText(await store.countDates(query))).toEqual(byText(naiveDateCounts(EVENTS, query)));
        },
      ),
      RUNS,
    );
  });

  it('by pairs is what looking at each record gives, page by page, for any conditions', async () => {
    await fc.assert(
      fc.asyncProperty(
        conditions,
        statuses,
        measures,
        pages,
        async (asked, values, measure, { limit, sides }) => {
          const query: PairsQuery = {
            conditions: asked,
            source: 'source.exact',
            target: 'target.exact',
            sides,
            scored: { field: 'status', values },
            measure,
            start: 0,
            limit,
          };
          const expected = naivePairs(EVENTS, query);
          for (let start = 0; start <= expected.pairs.length; start += limit) {
            const { pairs, total, unpaired } = await store.countPairs({ ...query, start });
            expect(total).toBe(expected.pairs.length);
            expect(unpaired).toBe(expected.unpaired);
            expect(pairs).toEqual(expected.pairs.slice(start, start + limit));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['nothing can match', [{ kind: 'ids', ids: [], match: 'any' }]],
    [
      'a term that no record has',
      [{ kind: 'terms', match: 'any', terms: [{ field: 'type', value: 'AID' }] }],
    ],
  ] satisfies [string, Condition[]][])('is empty where %s, and shows what is pinned', async (_, asked) => {
    const fields = [{ field: 'type', pinned: ['THREATEN'] }];
    const query = { resource: 'events', conditions: asked, fields, size: 5, groupBy: 'status' } as const;
    const values = [{ value: 'THREATEN', count: 0, byGroup: {}, sums: {} }];
    expect(await store.countFacets(query)).toEqual({
      total: 0,
      totalGroups: null,
      fields: [{ field: 'type', values, missing: 0, missingGroups: null, truncated: false }],
    });
    expect(
      await store.countDates({ resource: 'events', conditions: asked, groupBy: null, precision: 'day' }),
    ).toEqual([]);
  });
});
