import { sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesSql } from '../../src/store/sql/matches.ts';
import type { ColumnCondition, Plan } from '../../src/store/sql/plan.ts';
import { shapeOfMatches } from '../../src/store/sql/query-shape.ts';
import type { RangeScan } from '../../src/store/sql/range-scans.ts';
import type { Reader } from '../../src/store/sql/reader.ts';
import { selectionByKey } from '../../src/store/sql/selection.ts';

const key = fc.integer({ min: 1, max: 1000 });
const keys = fc.array(key, { minLength: 1, maxLength: 6 });
const range = fc.record({ first: key, last: key });
const bound = fc.option(fc.constantFrom('2023-12-01', '2024-03-31'));
const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const columnCondition: fc.Arbitrary<ColumnCondition> = fc
  .oneof(
    fc.record({
      kind: fc.constant('number' as const),
      column: fc.constantFrom('plover', 'goldstein'),
      min: fc.option(fc.integer()),
      max: fc.option(fc.integer()),
    }),
    fc.record({
      kind: fc.constant('near' as const),
      latitude: degrees(90),
      longitude: degrees(180),
      km: fc.double({ min: 0.001, max: 20_015, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant('box' as const),
      west: degrees(180),
      south: degrees(90),
      east: degrees(180),
      north: degrees(90),
    }),
    fc.record({
      kind: fc.constant('days' as const),
      from: bound,
      to: bound,
      match: fc.constantFrom('possible' as const, 'certain' as const),
      undated: fc.constantFrom('include' as const, 'exclude' as const),
    }),
  )
  .filter((condition) => condition.kind !== 'days' || condition.from !== null || condition.to !== null);

const plan: fc.Arbitrary<Plan> = fc.record({
  resource: fc.constantFrom('events' as const, 'quotes' as const),
  size: fc.constant({ total: 1000, undated: 10, longest: 900 }),
  groups: fc.array(
    fc.record({ ids: keys, fields: fc.constant(['type']), count: key, isImplied: fc.boolean() }),
    {
      maxLength: 3,
    },
  ),
  excludedTerms: fc.array(
    fc.record({ field: fc.constant('type'), value: fc.constant('AID'), id: key, count: key }),
    { maxLength: 3 },
  ),
  keys: fc.option(keys),
  excludedKeys: fc.array(key, { maxLength: 3 }),
  columnConditions: fc.constant([]),
  range,
  dates: fc.constant(null),
  texts: fc.constant([]),
  figures: fc.constant([]),
  figuresDrive: fc.constant(null),
  textDrives: fc.constant(false),
});
const scan: fc.Arbitrary<RangeScan> = fc.record({
  range,
  postings: fc.option(fc.array(fc.record({ termId: key, range }), { minLength: 1, maxLength: 4 })),
  columnConditions: fc.array(columnCondition, { maxLength: 2 }),
});

/** Only what building SQL asks of a reader. */
const reader = { unindexed: (column) => sql`+${column}` } as Pick<Reader, 'unindexed'> as Reader;
const dialect = new SQLiteSyncDialect();

describe('the shape of a query', () => {
  it('names the values that its SQL binds, in their order, and stands for one SQL alone', () => {
    const textOf = new Map<string, string>();
    fc.assert(
      fc.property(plan, scan, (anyPlan, anyScan) => {
        const selection = selectionByKey(anyPlan, anyScan);
        const shaped = shapeOfMatches(anyPlan, selection);
        const built = dialect.sqlToQuery(matchesSql(reader, anyPlan, selection));
        expect(shaped?.values).toEqual(built.params);
        const shape = shaped?.shape ?? '';
        expect(built.sql).toBe(textOf.get(shape) ?? built.sql);
        textOf.set(shape, built.sql);
      }),
      { numRuns: 3000 },
    );
  });
});
