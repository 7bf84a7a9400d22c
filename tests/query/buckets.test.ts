import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusDays } from '../../src/model/calendar.ts';
import {
  bucketEnd,
  bucketStart,
  bucketsBetween,
  INTERVALS,
  type Interval,
  layOut,
  layoutSize,
  placeCounts,
} from '../../src/query/buckets.ts';

const days = fc
  .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const ONE = { count: 1, byValue: {}, sums: {} };
const intervals = fc.constantFrom(...INTERVALS);

describe('an interval', () => {
  test.each<[Interval, string, string, string]>([
    ['day', '2024-02-29', '2024-02-29', '2024-02-29'],
    // ISO 8601: 2024 has its first week from Monday 1 January; Sunday 31 December 2023 is of the week before.
    ['week', '2023-12-31', '2023-12-25', '2023-12-31'],
    ['week', '2024-01-01', '2024-01-01', '2024-01-07'],
    ['week', '2024-12-30', '2024-12-30', '2025-01-05'],
    ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['quarter', '2024-05-31', '2024-04-01', '2024-06-30'],
    ['quarter', '2023-12-01', '2023-10-01', '2023-12-31'],
    ['year', '0000-06-01', '0000-01-01', '0000-12-31'],
    // Days go no further: the first week and the last are cut off.
    ['week', '0000-01-01', '0000-01-01', '0000-01-02'],
    ['week', '9999-12-31', '9999-12-27', '9999-12-31'],
  ])('of a %s with %s is from %s to %s', (interval, day, start, end) => {
    expect([bucketStart(interval, day), bucketEnd(interval, day)]).toEqual([start, end]);
  });

  test('holds its days, and they agree where it begins and ends', () => {
    fc.assert(
      fc.property(intervals, days, (interval, day) => {
        const [start, end] = [bucketStart(interval, day), bucketEnd(interval, day)];
        expect(start <= day && day <= end).toBe(true);
        for (const other of [start, end])
          expect([bucketStart(interval, other), bucketEnd(interval, other)]).toEqual([start, end]);
      }),
    );
  });
});

describe('buckets', () => {
  const counts = (
    earliest: string | null,
    latest: string | null,
    count: number,
    value: string | null = null,
  ) => ({
    earliest,
    latest,
    value,
    count,
    sum: null,
  });

  test('hold what lies wholly within them, whatever its precision', () => {
    const { byStart, imprecise, undated } = placeCounts(
      [
        counts('2024-03-05', '2024-03-05', 1),
        counts('2024-03-01', '2024-03-31', 2),
        counts('2024-03-31', '2024-04-01', 4),
        counts('2024-01-01', '2024-12-31', 8),
        counts(null, '2024-03-05', 16),
        counts('2024-03-05', null, 32),
        counts(null, null, 64),
      ],
      'month',
    );
    expect([...byStart]).toEqual([['2024-03-01', { count: 3, byValue: {}, sums: {} }]]);
    expect([imprecise.count, undated.count]).toEqual([60, 64]);
  });

  test('come without gaps, to the end of days', () => {
    const { byStart } = placeCounts(
      [counts('9999-10-05', '9999-10-05', 2, 'a'), counts('9999-12-31', '9999-12-31', 3, 'b')],
      'month',
    );
    expect(layOut(byStart, 'month', 1)).toEqual({
      buckets: [
        { start: '9999-10-01', end: '9999-10-31', count: 2, byValue: { a: 2 }, sums: {} },
        { start: '9999-11-01', end: '9999-11-30', count: 0, byValue: {}, sums: {} },
        { start: '9999-12-01', end: '9999-12-31', count: 3, byValue: { b: 3 }, sums: {} },
      ],
      gaps: [],
    });
    expect(layOut(new Map(), 'day', 1)).toEqual({ buckets: [], gaps: [] });
  });

  test('leave out a run of empty ones that is longer than allowed, and say where', () => {
    const starts = new Map(['1946-01-01', '1949-01-01', '2024-01-01'].map((start) => [start, ONE]));
    const { buckets, gaps } = layOut(starts, 'year', 2);
    expect(buckets.map(({ start }) => start.slice(0, 4))).toEqual(['1946', '1947', '1948', '1949', '2024']);
    expect(gaps).toEqual([{ start: '1950-01-01', end: '2023-12-31', buckets: 74 }]);
  });

  test('and gaps follow one another day by day, and are as many as are said beforehand', () => {
    const runs = fc.tuple(fc.uniqueArray(days, { minLength: 1, maxLength: 6 }), fc.integer({ max: 40 }));
    fc.assert(
      fc.property(intervals, runs, (interval, [chosen, longest]) => {
        const starts = new Map(chosen.map((day) => [bucketStart(interval, day), ONE]));
        const { buckets, gaps } = layOut(starts, interval, Math.max(0, longest));
        const spans = [...buckets, ...gaps].sort((a, b) => (a.start < b.start ? -1 : 1));
        expect(spans).toHaveLength(layoutSize([...starts.keys()], interval, Math.max(0, longest)));
        for (const [index, { start }] of spans.entries())
          if (index > 0) expect(start).toBe(plusDays(spans[index - 1]?.end ?? '', 1));
        for (const gap of gaps) {
          expect(gap.buckets).toBeGreaterThan(longest);
          expect(bucketsBetween(interval, gap.start, gap.end)).toBe(gap.buckets);
        }
      }),
    );
  });

  test('are as many as are said beforehand', () => {
    const near = fc.tuple(days, fc.integer({ min: 0, max: 2000 }));
    fc.assert(
      fc.property(intervals, near, (interval, [day, further]) => {
        const later = new Date(Date.parse(day) + further * 86_400_000).toISOString();
        const last = later.startsWith('+') ? '9999-12-31' : later.slice(0, 10);
        const starts = [bucketStart(interval, day), bucketStart(interval, last)];
        const filled = layOut(new Map(starts.map((start) => [start, ONE])), interval, 100_000);
        expect(filled.buckets).toHaveLength(bucketsBetween(interval, starts[0] ?? '', starts[1] ?? ''));
      }),
    );
  });
});
