// Intervals of the calendar, and the aggregation of counts by date into them. Pure.
import { daysInMonth, isoDay, plusDays } from '../model/calendar.ts';
import type { DateCount, DayPrecision } from './counts.ts';
import { addSums, type FigureSums } from './figure-sums.ts';

/** Finest first. Weeks are those of ISO 8601 and begin on a Monday. */
export const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Interval = (typeof INTERVALS)[number];

/** How many records there are, in all and by the value that counts are grouped by. */
export interface Tally {
  readonly count: number;
  readonly byValue: Readonly<Record<string, number>>;
  /** What their figures add up to, likewise. */
  readonly sums: FigureSums;
}

/** An interval from its first to its last day, inclusive, with its counts. */
export interface Bucket extends Tally {
  readonly start: string;
  readonly end: string;
}

/** A run of empty intervals that is left out, from its first to its last day. */
export interface Gap {
  readonly start: string;
  readonly end: string;
  readonly buckets: number;
}

/** Intervals in the order of their days, and the gaps between them. */
export interface Layout {
  readonly buckets: readonly Bucket[];
  readonly gaps: readonly Gap[];
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
      return `${day.slice(0, 7)}-01`;
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

/** How precisely days must be known to tell which interval they lie in: quarters and years are made of months. */
export function precisionFor(interval: Interval): DayPrecision {
  return interval === 'day' || interval === 'week' ? 'day' : 'month';
}

export const NOTHING: Tally = { count: 0, byValue: {}, sums: {} };

function added({ count, byValue, sums }: Tally, { value, count: further, sum }: DateCount): Tally {
  if (value === null) return { count: count + further, byValue, sums };
  const figures = addSums([sums[value] ?? null, sum]);
  return {
    count: count + further,
    byValue: { ...byValue, [value]: (byValue[value] ?? 0) + further },
    sums: figures === null ? sums : { ...sums, [value]: figures },
  };
}

/** All of several tallies. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const values = [...new Set(tallies.flatMap(({ byValue }) => Object.keys(byValue)))];
  const sums = values.flatMap((value) => {
    const sum = addSums(tallies.map((tally) => tally.sums[value] ?? null));
    return sum === null ? [] : [[value, sum] as const];
  });
  return {
    count: tallies.reduce((total, { count }) => total + count, 0),
    byValue: Object.fromEntries(
      values.map((value) => [value, tallies.reduce((total, each) => total + (each.byValue[value] ?? 0), 0)]),
    ),
    sums: Object.fromEntries(sums),
  };
}

/** Counts by the first day of their bucket, and the records that lie in no one bucket: imprecise or undated. */
export function placeCounts(counts: readonly DateCount[], interval: Interval) {
  const byStart = new Map<string, Tally>();
  let imprecise = NOTHING;
  let undated = NOTHING;
  for (const entry of counts) {
    const { earliest, latest } = entry;
    if (earliest === null && latest === null) undated = added(undated, entry);
    else if (earliest === null || latest === null || latest > bucketEnd(interval, earliest))
      imprecise = added(imprecise, entry);
    else {
      const start = bucketStart(interval, earliest);
      byStart.set(start, added(byStart.get(start) ?? NOTHING, entry));
    }
  }
  return { byStart, imprecise, undated };
}

/**
 * Every bucket from the first that has a record to the last; none where no bucket has one.
 * @param longest how many empty buckets may follow one another: a longer run is left out whole, and is a gap
 */
export function layOut(byStart: ReadonlyMap<string, Tally>, interval: Interval, longest: number): Layout {
  const buckets: Bucket[] = [];
  const gaps: Gap[] = [];
  for (const { start, emptyBefore, emptyFrom } of runs([...byStart.keys()], interval)) {
    if (emptyBefore > longest)
      gaps.push({ start: emptyFrom, end: plusDays(start, -1), buckets: emptyBefore });
    else
      for (let empty = emptyFrom; empty < start; empty = plusDays(bucketEnd(interval, empty), 1))
        buckets.push({ start: empty, end: bucketEnd(interval, empty), ...NOTHING });
    buckets.push({ start, end: bucketEnd(interval, start), ...(byStart.get(start) ?? NOTHING) });
  }
  return { buckets, gaps };
}

/** How many buckets and gaps a layout has, without making it. */
export function layoutSize(starts: readonly string[], interval: Interval, longest: number): number {
  return runs(starts, interval).reduce(
    (size, { emptyBefore }) => size + 1 + (emptyBefore > longest ? 1 : emptyBefore),
    0,
  );
}

/** Buckets that have records, in order, each with the number of empty ones before it and where those begin. */
function runs(starts: readonly string[], interval: Interval) {
  const sorted = starts.toSorted();
  return sorted.map((start, index) => {
    const previous = sorted[index - 1];
    if (previous === undefined) return { start, emptyBefore: 0, emptyFrom: start };
    const emptyFrom = plusDays(bucketEnd(interval, previous), 1);
    return { start, emptyBefore: bucketsBetween(interval, previous, start) - 2, emptyFrom };
  });
}
