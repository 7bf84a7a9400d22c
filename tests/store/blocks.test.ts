// Counts over more records than a block holds: what lies on both sides of the border, and ties without end.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../src/query/condition.ts';
import { ACTOR_SIDES } from '../../src/resources/event-sides.ts';
import type { Store } from '../../src/store/port/store.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import {
  BLOCK,
  blockOf,
  fromBytes,
  placeOf,
  placesOf,
  recordsIn,
  termBlock,
  toBytes,
} from '../../src/store/sql/counts/blocks.ts';
import type { ExecutedQuery } from '../../src/store/sqlite/serve/sqlite-reader.ts';
import { naiveDateCounts, naiveFacetCounts, naivePairs } from '../support/naive-counts.ts';
import { rendered } from '../support/records.ts';
import { STORES } from '../support/stores.ts';

const TOTAL = BLOCK + 500;
const RECORDS: readonly RenderedRecord[] = rendered(
  'events',
  Array.from({ length: TOTAL }, (_, index) => ({
    id: `event-${String(index).padStart(6, '0')}`,
    days: [`20${10 + (index % 80)}-01-01`, `20${10 + (index % 80)}-12-31`] as const,
    terms: [
      ...(index % 5 === 4 ? [] : [`status:${index % 7 === 0 ? 'alleged' : 'occurred'}`]),
      `type:${index % 3 === 0 ? 'AID' : 'THREATEN'}`,
      `article:a-${(index * 7919) % TOTAL}`,
      ...(index % 700 === 3 ? ['series:true'] : []),
      `identifier:${index % 2 === 0 ? 'even' : 'odd'}`,
      ...(index % 4 === 3 ? sidesOf(index) : []),
      `source.exact:s-${index % 40}`,
      ...(index % 11 === 5 ? [] : [`target.exact:t-${index % 50}`]),
    ],
    columns: { plover: index % 2 === 0 ? (index % 21) - 10 : null },
    figures: index % 3 === 1 ? { deaths: [index % 5, (index % 5) + (index % 11), index / 10] } : {},
  })),
);

/** Some have two on a side, or one on both; those who are in no field of source and target are paired too. */
function sidesOf(index: number): string[] {
  const [a, b] = [`s-${index % 40}`, `t-${index % 30}`];
  return [
    `${ACTOR_SIDES.a}:${a}`,
    `${ACTOR_SIDES.b}:${b}`,
    ...(index % 3 === 0 ? [`${ACTOR_SIDES.b}:${a}`, `${ACTOR_SIDES.itself}:${a}`] : []),
    ...(index % 5 === 0 ? [`${ACTOR_SIDES.a}:${b}`, `${ACTOR_SIDES.a}:r-1`] : []),
  ];
}

const any = (field: string, value: string): Condition => ({
  kind: 'terms',
  match: 'any',
  terms: [{ field, value }],
});
const none = (field: string, value: string): Condition => ({
  kind: 'terms',
  match: 'none',
  terms: [{ field, value }],
});
const AID = any('type', 'AID');
/** By what is not counted. */
const EVEN = any('identifier', 'even');

const runs: ExecutedQuery[] = [];
let store: Store;
beforeAll(async () => {
  store = (await STORES[0]?.build({ records: { events: RECORDS } }, (run) => runs.push(run))) as Store;
}, 60_000);
afterAll(() => store.close());

const countTypes = (conditions: Condition[]) =>
  store.countFacets({
    resource: 'events',
    conditions,
    fields: [{ field: 'type', pinned: [] }],
    size: 20,
    groupBy: null,
  });

const GROUPS = [
  ['status', null],
  ['status', 'deaths'],
  [null, null],
] as const;
const PRECISIONS = [
  ['day', null],
  ['month', 'deaths'],
] as const;

describe('counts over several blocks', () => {
  it.each([
    ['everything', []],
    ['a filter', [AID]],
    ['a filter by what is not counted', [EVEN]],
    ['a filter of both kinds', [EVEN, AID]],
    ['none but some', [none('type', 'AID')]],
    ['all but a few', [none('series', 'true')]],
    ['a status, but for a few', [any('status', 'occurred'), none('series', 'true')]],
    ['a status', [any('status', 'occurred')]],
    ['every other status', [none('status', 'occurred')]],
    ['figures within bounds', [{ kind: 'quantity', name: 'deaths', min: 3, max: 9 }]],
    ['few figures', [AID, { kind: 'quantity', name: 'deaths', min: 14, max: null }]],
    ['figures and what is not counted', [EVEN, { kind: 'quantity', name: 'deaths', min: 2, max: null }]],
    [
      'some years',
      [{ kind: 'days', from: '2012-03-01', to: '2020-05-31', match: 'certain', undated: 'exclude' }],
    ],
  ] satisfies [string, Condition[]][])('are right: %s', async (_, conditions) => {
    const fields = ['type', 'article', 'source.exact', 'mode'].map((field) => ({ field, pinned: [] }));
    for (const [groupBy, measure] of GROUPS) {
      const asked = { resource: 'events', conditions, fields, size: 20, groupBy, measure } as const;
      expect(await store.countFacets(asked)).toEqual(naiveFacetCounts(RECORDS, asked));
    }
    const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
    for (const [precision, measure] of PRECISIONS) {
      const dates = { resource: 'events', conditions, groupBy: 'status', precision, measure } as const;
      expect(sorted(await store.countDates(dates))).toEqual(sorted(naiveDateCounts(RECORDS, dates)));
    }
    for (const sides of [null, ACTOR_SIDES]) {
      const query = {
        conditions,
        source: 'source.exact',
        target: 'target.exact',
        sides,
        scored: { field: 'status', values: ['occurred'] },
        measure: 'deaths',
        start: 7,
        limit: 30,
      };
      const { pairs, unpaired } = naivePairs(RECORDS, query);
      const expected = { pairs: pairs.slice(7, 37), total: pairs.length, unpaired };
      expect(await store.countPairs(query)).toEqual(expected);
    }
  });

  it('without filters or groups read the dictionary alone, a row for each value shown', async () => {
    runs.length = 0;
    const fields = [
      { field: 'article', pinned: [] },
      { field: 'mode', pinned: [] },
    ];
    await store.countFacets({ resource: 'events', conditions: [], fields, size: 20, groupBy: null });
    expect(runs.filter(({ text }) => !/from terms\s/.test(text))).toEqual([]);
  });

  it('read blocks alone where these hold what is filtered by, each once', async () => {
    runs.length = 0;
    await countTypes([AID]);
    const blocks = runs.filter(({ text }) => text.includes('"events_blocks"'));
    expect(blocks.map(({ values }) => values)).toEqual([
      ['type', 0],
      ['type', 1],
    ]);
    expect(runs.filter(({ text }) => /"events_terms"|from "events"|documents/.test(text))).toEqual([]);
  });

  it('else ask for the keys of a block at a time, and for no record', async () => {
    runs.length = 0;
    await countTypes([EVEN]);
    const keys = runs.filter(({ text }) => text.includes('"events_terms"'));
    expect(keys).toHaveLength(2);
    for (const { values } of keys) {
      const [first, last] = values.slice(1, 3) as [number, number];
      expect(last - first).toBeLessThan(BLOCK);
    }
    expect(runs.filter(({ text }) => /from "events"|documents/.test(text))).toEqual([]);
  });
});

describe('counts of all but a few', () => {
  it('by date read the keys of those few, and what the load has counted', async () => {
    runs.length = 0;
    const query = { resource: 'events', groupBy: 'status', precision: 'month' } as const;
    await store.countDates({ ...query, conditions: [none('series', 'true')] });
    expect(runs.filter(({ text }) => text.includes('"events_terms"'))).toHaveLength(1);
    expect(runs.filter(({ text }) => text.includes('"events_rollups"'))).toHaveLength(1);
  });
});

describe('a block', () => {
  it('ends where the next begins', () => {
    expect([1, BLOCK, BLOCK + 1].map(blockOf)).toEqual([0, 0, 1]);
    expect([1, BLOCK, BLOCK + 1].map(placeOf)).toEqual([0, BLOCK - 1, 0]);
    expect([recordsIn(0, TOTAL), recordsIn(1, TOTAL)]).toEqual([BLOCK, 500]);
  });

  it('gives back each posting once, by term and place', () => {
    const last = BLOCK - 1;
    const block = termBlock(
      Float64Array.of(7 * BLOCK + last, 0 * BLOCK + 3, 7 * BLOCK + 1, 7 * BLOCK + last),
    );
    const terms = [0, 3, 7, 8].map((termId) => [termId, ...placesOf(block, termId)]);
    expect(terms).toEqual([[0, 3], [3], [7, 1, last], [8]]);
  });

  it.each([0, 1, 3])('is read from bytes wherever they lie: %i bytes on', (offset) => {
    const numbers = Float64Array.of(1.5, Number.NEGATIVE_INFINITY);
    const bytes = new Uint8Array(64);
    bytes.set(toBytes(numbers), offset);
    expect([...fromBytes(Float64Array, bytes.subarray(offset, offset + 16))]).toEqual([...numbers]);
  });
});
