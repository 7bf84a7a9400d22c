import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bucketEnd,
  bucketStart,
  bucketsBetween,
  fillBuckets,
  INTERVALS,
  type Interval,
  placeCounts,
} from '../../src/query/buckets.ts';

const days = fc
  .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
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
    expect([...byStart]).toEqual([['2024-03-01', { '': 3 }]]);
    expect({ imprecise, undated }).toEqual({ imprecise: 60, undated: 64 });
  });

  test('come without gaps, to the end of days', () => {
    const { byStart } = placeCounts(
      [counts('9999-10-05', '9999-10-05', 2, 'a'), counts('9999-12-31', '9999-12-31', 3, 'b')],
      'month',
    );
    expect(fillBuckets(byStart, 'month')).toEqual([
      { start: '9999-10-01', end: '9999-10-31', count: 2, byValue: { a: 2 } },
      { start: '9999-11-01', end: '9999-11-30', count: 0, byValue: {} },
      { start: '9999-12-01', end: '9999-12-31', count: 3, byValue: { b: 3 } },
    ]);
    expect(fillBuckets(new Map(), 'day')).toEqual([]);
  });

  test('are as many as are said beforehand', () => {
    const near = fc.tuple(days, fc.integer({ min: 0, max: 2000 }));
    fc.assert(
      fc.property(intervals, near, (interval, [day, further]) => {
        const later = new Date(Date.parse(day) + further * 86_400_000).toISOString();
        const last = later.startsWith('+') ? '9999-12-31' : later.slice(0, 10);
        const starts = [bucketStart(interval, day), bucketStart(interval, last)];
        const filled = fillBuckets(new Map(starts.map((start) => [start, { '': 1 }])), interval);
        expect(filled).toHaveLength(bucketsBetween(interval, starts[0] ?? '', starts[1] ?? ''));
      }),
    );
  });
});
