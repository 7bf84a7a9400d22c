// Random conditions on the invented events.
import fc from 'fast-check';
import type { Condition } from '../../src/query/condition.ts';
import { parseTextQuery } from '../../src/query/text/text-query.ts';
import { anyText } from './any-text.ts';
import { ACTORS, CODES, EVENTS, POINTS, TYPES, WORDS } from './invented-events.ts';

const anyTerm = fc.oneof(
  fc.record({ field: fc.constant('type'), value: fc.constantFrom(...TYPES, 'AID') }),
  fc.record({ field: fc.constant('actor'), value: fc.constantFrom(...ACTORS, 'nobody') }),
  fc.record({
    field: fc.constant('code'),
    value: fc.constantFrom(...CODES, 'z').map((code) => `deep:${code}`),
  }),
);
const anyId = fc.constantFrom(...EVENTS.map(({ id }) => id), 'no-such-event');
const anyDay = fc.constantFrom(
  null,
  '0000-01-01',
  '2022-06-01',
  '2023-12-26',
  '2023-12-27',
  '2023-12-31',
  '2024-01-05',
  '2024-02-01',
  '9999-12-31',
);
/** Other words of the texts, and one that is in none. */
const TEXT_WORDS = ['closed', 'the', 'is', 'and', 'why', '封鎖', '鎖', 'absent'];
export const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: termsCondition() },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('ids' as const),
      ids: fc.array(anyId, { maxLength: 20 }),
      match: fc.constantFrom('any' as const, 'none' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('number' as const),
      column: fc.constant('plover'),
      min: fc.option(fc.integer({ min: -11, max: 11 })),
      max: fc.option(fc.integer({ min: -11, max: 11 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('quantity' as const),
      name: fc.constantFrom('deaths', 'deaths.civilians', 'tone', 'displaced'),
      min: fc.option(fc.integer({ min: -2, max: 12 })),
      max: fc.option(fc.integer({ min: -2, max: 12 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('days' as const),
      from: anyDay,
      to: anyDay,
      match: fc.constantFrom('possible' as const, 'certain' as const),
      undated: fc.constantFrom('exclude' as const, 'include' as const, 'only' as const),
    }),
  },
  { weight: 2, arbitrary: fc.oneof(nearCondition(), boxCondition()) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      query: anyText([...WORDS, ...TEXT_WORDS]).map(parseTextQuery),
      fields: fc.option(fc.subarray(['title', 'summary'], { minLength: 1 })),
    }),
  },
);

function termsCondition() {
  return fc.record({
    kind: fc.constant('terms' as const),
    match: fc.constantFrom('any' as const, 'all' as const, 'none' as const),
    terms: fc.array(anyTerm, { maxLength: 6 }),
  });
}

function nearCondition() {
  return fc
    .record({
      point: fc.constantFrom(...POINTS, [45, -45] as const),
      km: fc.constantFrom(0.001, 1, 2, 30, 500, 5000, 10_020, 20_015),
    })
    .map(({ point: [latitude, longitude], km }) => ({ kind: 'near' as const, latitude, longitude, km }));
}

function boxCondition() {
  const latitudes = fc.tuple(
    fc.constantFrom(-90, -36, -35.5, 0, 59.915),
    fc.constantFrom(-35.5, 0, 59.915, 60, 90),
  );
  const longitude = fc.constantFrom(-180, -179.8, 0, 10.75, 179.9, 180);
  return fc
    .record({ latitudes, west: longitude, east: longitude })
    .map(({ latitudes: [south, north], west, east }) => ({ kind: 'box' as const, west, south, east, north }));
}
