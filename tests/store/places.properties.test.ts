// What lies near a point or in a box, held against brute force on random points, poles and date line among them.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chordSquared,
  chordSquaredOf,
  EARTH_RADIUS_KM,
  FURTHEST_KM,
  vectorOf,
} from '../../src/model/sphere.ts';
import type { Condition, Order, Region } from '../../src/query/condition.ts';
import type { Store } from '../../src/store/port/store.ts';
import { columnsAt, rendered } from '../support/records.ts';
import { STORES } from '../support/stores.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const RADIANS = Math.PI / 180;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Anywhere, round numbers and edges more often than they would be. */
const anyPoint: fc.Arbitrary<Point> = fc.record({
  latitude: fc.oneof(between(-90, 90), fc.integer({ min: -90, max: 90 }), fc.constantFrom(-90, 90, 0)),
  longitude: fc.oneof(between(-180, 180), fc.integer({ min: -180, max: 180 }), fc.constantFrom(-180, 180, 0)),
});
/** Beside one another, so that a small region has several. */
const anyCluster = fc
  .tuple(
    anyPoint,
    fc.array(fc.tuple(between(-0.3, 0.3), between(-0.3, 0.3)), { minLength: 30, maxLength: 30 }),
  )
  .map(([{ latitude, longitude }, steps]) =>
    steps.map(([north, east]) => ({
      latitude: Math.max(-90, Math.min(90, latitude + north)),
      longitude: ((longitude + east + 540) % 360) - 180,
    })),
  );
const [points = []] = fc.sample(
  fc
    .tuple(
      fc.array(anyPoint, { minLength: 900, maxLength: 900 }),
      fc.array(anyCluster, { minLength: 20, maxLength: 20 }),
    )
    .map(([single, clusters]) => [...single, ...clusters.flat()]),
  { numRuns: 1, seed: 7 },
);

const EVENTS = rendered(
  'events',
  points.map(({ latitude, longitude }, index) => ({
    id: `event-${index}`,
    days: index % 9 === 0 ? null : ([day(index), day(index)] as const),
    columns: columnsAt(latitude, longitude),
    terms: [
      `type:${index % 3 === 0 ? 'ASSAULT' : 'PROTEST'}`,
      `status:${index % 4 === 0 ? 'alleged' : 'occurred'}`,
    ],
  })),
);
const UNLOCATED = rendered('events', [{ id: 'nowhere', terms: ['type:ASSAULT', 'status:occurred'] }]);

function day(index: number): string {
  return `2031-0${1 + (index % 6)}-1${index % 10}`;
}

const anyKm = fc.oneof(
  between(0.001, 1),
  between(1, 100),
  between(100, FURTHEST_KM),
  fc.constantFrom(0.001, FURTHEST_KM),
);
const anyNear = fc
  .record({ around: fc.oneof(fc.constantFrom(...points), anyPoint), km: anyKm })
  .map(({ around, km }) => ({ kind: 'near' as const, ...around, km }));
/** Wide ones, and small ones around a point. */
const anyBox = fc.oneof(
  fc.tuple(anyPoint, anyPoint).map(([a, b]) => ({
    kind: 'box' as const,
    west: a.longitude,
    east: b.longitude,
    south: Math.min(a.latitude, b.latitude),
    north: Math.max(a.latitude, b.latitude),
  })),
  fc.tuple(fc.constantFrom(...points), between(0, 1)).map(([{ latitude, longitude }, size]) => ({
    kind: 'box' as const,
    west: longitude,
    east: ((longitude + size + 540) % 360) - 180,
    south: latitude,
    north: Math.min(90, latitude + size),
  })),
);
const anyRegion: fc.Arbitrary<Region> = fc.oneof(anyNear, anyBox);

function haversine(a: Point, b: Point): number {
  const half = (degrees: number) => Math.sin((degrees * RADIANS) / 2) ** 2;
  const square =
    half(b.latitude - a.latitude) +
    Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * half(b.longitude - a.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(square)));
}

function isInBox({ latitude, longitude }: Point, box: Extract<Region, { kind: 'box' }>): boolean {
  const isOutside =
    box.west <= box.east
      ? longitude < box.west || longitude > box.east
      : longitude < box.west && longitude > box.east;
  return latitude >= box.south && latitude <= box.north && !isOutside;
}

/** By the arithmetic that docs/counting.md states. */
function isWithin(point: Point, region: Region): boolean {
  if (region.kind === 'box') return isInBox(point, region);
  const { x, y, z } = vectorOf(point.latitude, point.longitude);
  return chordSquared(x, y, z, vectorOf(region.latitude, region.longitude)) <= chordSquaredOf(region.km);
}

describe('the chord decides as the great circle does', () => {
  // At the edge, doubles cannot tell: by a micrometre, or by a few metres where points are opposite one another.
  const undecided = (km: number) => (km > FURTHEST_KM - 50 ? 0.5 : 1e-9 * Math.max(1, km));
  it('but within a margin that no map shows', () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, anyKm, (a, b, km) => {
        const distance = haversine(a, b);
        fc.pre(Math.abs(distance - km) > undecided(km));
        expect(isWithin(a, { kind: 'near', ...b, km })).toBe(distance < km);
      }),
      { numRuns: 5000 },
    );
  });
  it('for steps of a metre too', () => {
    fc.assert(
      fc.property(anyPoint, between(0.001, 0.1), between(0, Math.PI * 2), (a, km, course) => {
        fc.pre(Math.abs(a.latitude) < 89);
        const step = (times: number): Point => ({
          latitude: a.latitude + ((km * times) / EARTH_RADIUS_KM / RADIANS) * Math.cos(course),
          longitude:
            a.longitude +
            ((km * times) / EARTH_RADIUS_KM / RADIANS) * (Math.sin(course) / Math.cos(a.latitude * RADIANS)),
        });
        expect(isWithin(step(0.99), { kind: 'near', ...a, km })).toBe(true);
        expect(isWithin(step(1.01), { kind: 'near', ...a, km })).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

const NEWEST: Order = { by: 'key', direction: 'desc' };

describe.each(STORES.filter(({ name }) => name !== 'reference'))('the $name store', ({ build }) => {
  let store: Store;
  beforeAll(async () => {
    store = await build({ records: { events: [...UNLOCATED, ...EVENTS] } });
  });
  afterAll(() => store.close());

  async function listed(conditions: readonly Condition[]): Promise<string[]> {
    const ids: string[] = [];
    for (let after = null; ; ) {
      const page = await store.list({ resource: 'events', conditions, order: NEWEST, after, limit: 200 });
      ids.push(...page.documents.map((document) => JSON.parse(document).id));
      if (page.end === null) return ids;
      after = page.end as never;
    }
  }

  it('lists what brute force finds, and counts as many', async () => {
    await fc.assert(
      fc.asyncProperty(anyRegion, async (region) => {
        const inRegion = points.flatMap((point, index) =>
          isWithin(point, region) ? [`event-${index}`] : [],
        );
        expect((await listed([region])).sort()).toEqual(inRegion.sort());
        expect(await store.count('events', [region])).toBe(inRegion.length);
        expect(await store.count('events', [region], 5)).toBe(Math.min(5, inRegion.length));
      }),
      { numRuns: 400 },
    );
  });

  it('counts of two regions, types and days add up to their list', async () => {
    const days: Condition = {
      kind: 'days',
      from: '2031-02-01',
      to: '2031-05-31',
      match: 'possible',
      undated: 'exclude',
    };
    const type: Condition = { kind: 'terms', match: 'any', terms: [{ field: 'type', value: 'ASSAULT' }] };
    const others = fc.subarray([days, type]);
    await fc.assert(
      fc.asyncProperty(anyRegion, anyRegion, others, async (first, second, more) => {
        const conditions = [first, ...more, second];
        const ids = await listed(conditions);
        const fields = [{ field: 'type', pinned: [] }];
        const facets = await store.countFacets({
          resource: 'events',
          conditions,
          fields,
          size: 9,
          groupBy: 'status',
        });
        expect(facets.total).toBe(ids.length);
        const dates = await store.countDates({
          resource: 'events',
          conditions,
          groupBy: null,
          precision: 'day',
        });
        expect(dates.reduce((sum, { count }) => sum + count, 0)).toBe(ids.length);
      }),
      { numRuns: 200 },
    );
  });
});
