// How a record's days lie to the day it sorts by. Most are one day. The others are indexed as terms, which no
// filter can name, so that a date range finds those that reach into it without reading every record.
import type { Term } from '../../query/condition.ts';
import { OPEN_END, OPEN_START } from '../../resources/resource.ts';

export const DAY_SPAN_FIELD = '@span';

/**
 * - `month`, `year`: lasts no longer than that after the day it sorts by, its first.
 * - `long`: longer, or for ever.
 * - `openStart`: sorts by its last day, and could lie anywhere before.
 */
export type DaySpan = 'month' | 'year' | 'long' | 'openStart';

/** Days from the first to the last. */
export const LONGEST = { month: 31, year: 366 } as const;

type Columns = Readonly<Record<string, string | number | null>>;

/** The day that keys follow; null where the date is unknown or the resource has none. */
export function sortDayOf({ earliest, latest, dated }: Columns): string | null {
  if (dated !== 1) return null;
  // An open start sorts by its last day.
  return String(earliest === OPEN_START ? latest : earliest);
}

/** Null where the date is unknown or one day. */
export function daySpanOf(columns: Columns): Term | null {
  const first = sortDayOf(columns);
  const { earliest, latest } = columns;
  if (first === null || earliest === latest) return null;
  return { field: DAY_SPAN_FIELD, value: spanBetween(first, String(earliest), String(latest)) };
}

function spanBetween(first: string, earliest: string, latest: string): DaySpan {
  if (first !== earliest) return 'openStart';
  if (latest === OPEN_END) return 'long';
  const days = (Date.parse(latest) - Date.parse(earliest)) / 86_400_000;
  if (days <= LONGEST.month) return 'month';
  return days <= LONGEST.year ? 'year' : 'long';
}
