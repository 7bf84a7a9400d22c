// Intervals of the calendar, and the aggregation of counts by date into them. Pure.
import { daysInMonth, isoDay, LAST_DAY, plusDays } from '../model/calendar.ts';
import type { DateCount } from './counts.ts';

/** Finest first. Weeks are those of ISO 8601 and begin on a Monday. */
export const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Interval = (typeof INTERVALS)[number];

/** An interval from its first to its last day, inclusive, with its counts. */
export interface Bucket {
  readonly start: string;
  readonly end: string;
  readonly count: number;
  /** By the value that counts are grouped by. */
  readonly byValue: Readonly<Record<string, number>>;
}

/** The first day of the interval that a day lies in. */
export function bucketStart(interval: Interval, day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  switch (interval) {
    case 'day':
      return day;
    case 'week':
      return plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));
    case 'month':
      return isoDay(year, month, 1);
    case 'quarter':
      return isoDay(year, month - ((month - 1) % 3), 1);
    case 'year':
      return isoDay(year, 1, 1);
  }
}

/** The last day of the interval that a day lies in. */
export function bucketEnd(interval: Interval, day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const quarter = month - ((month - 1) % 3) + 2;
  switch (interval) {
    case 'day':
      return day;
    case 'week':
      return plusDays(day, (7 - new Date(day).getUTCDay()) % 7);
    case 'month':
      return isoDay(year, month, daysInMonth(year, month));
    case 'quarter':
      return isoDay(year, quarter, daysInMonth(year, quarter));
    case 'year':
      return isoDay(year, 12, 31);
  }
}

/** The number of intervals from that of the first day to that of the last. */
export function bucketsBetween(interval: Interval, first: string, last: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const days = (day: string) => Date.parse(day) / 86_400_000;
  switch (interval) {
    case 'day':
      return days(last) - days(first) + 1;
    case 'week':
      return Math.ceil((days(bucketEnd('week', last)) - days(bucketEnd('week', first))) / 7) + 1;
    case 'month':
      return months(last) - months(first) + 1;
    case 'quarter':
      return Math.floor(months(last) / 3) - Math.floor(months(first) / 3) + 1;
    case 'year':
      return Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1;
  }
}

/** Counts by the first day of their bucket, and how many records lie in no one bucket: imprecise or undated. */
export function placeCounts(counts: readonly DateCount[], interval: Interval) {
  const byStart = new Map<string, Record<string, number>>();
  let imprecise = 0;
  let undated = 0;
  for (const { earliest, latest, value, count } of counts) {
    if (earliest === null && latest === null) undated += count;
    else if (earliest === null || latest === null || latest > bucketEnd(interval, earliest))
      imprecise += count;
    else {
      const start = bucketStart(interval, earliest);
      const byValue = byStart.get(start) ?? {};
      byValue[value ?? ''] = (byValue[value ?? ''] ?? 0) + count;
      byStart.set(start, byValue);
    }
  }
  return { byStart, imprecise, undated };
}

/** Every bucket from the first that has a record to the last, without gaps; none where no bucket has one. */
export function fillBuckets(
  byStart: ReadonlyMap<string, Readonly<Record<string, number>>>,
  interval: Interval,
): Bucket[] {
  const starts = [...byStart.keys()].sort();
  const [first] = starts;
  const last = starts.at(-1);
  const buckets: Bucket[] = [];
  for (let start = first; start !== undefined && last !== undefined && start <= last; ) {
    const byValue = byStart.get(start) ?? {};
    const end = bucketEnd(interval, start);
    const count = Object.values(byValue).reduce((sum, each) => sum + each, 0);
    buckets.push({ start, end, count, byValue });
    start = end === LAST_DAY ? undefined : plusDays(end, 1);
  }
  return buckets;
}
