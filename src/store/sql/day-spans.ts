// How a record's days lie to the day it sorts by. Most are one day. The others are indexed as terms, which no
// filter can name, so that a date range finds those that reach into it without reading every record.
import { dateSortKey } from '../../model/fuzzy-date.ts';
import type { Term } from '../../query/condition.ts';
import { OPEN_END, OPEN_START } from '../../resources/resource.ts';

export const DAY_SPAN_FIELD = '@span';

/**
 * - `month`, `year`: lasts no longer than that after the day it sorts by, its first.
 * - `long`: longer, or without an end or a beginning.
 */
export type DaySpan = 'month' | 'year' | 'long';

/** Days from the first to the last. */
export const LONGEST = { month: 31, year: 366 } as const;

type Columns = Readonly<Record<string, string | number | null>>;

/** What keys follow; null where the date is unknown or the resource has none. */
export function sortKeyOf({ earliest, latest, dated }: Columns): string | null {
  if (dated !== 1) return null;
  return dateSortKey({
    earliest: earliest === OPEN_START ? null : String(earliest),
    latest: latest === OPEN_END ? null : String(latest),
  });
}

/** Null where the date is unknown or one day. */
export function daySpanOf({ earliest, latest, dated }: Columns): Term | null {
  if (dated !== 1 || earliest === latest) return null;
  return { field: DAY_SPAN_FIELD, value: spanBetween(String(earliest), String(latest)) };
}

function spanBetween(earliest: string, latest: string): DaySpan {
  if (earliest === OPEN_START || latest === OPEN_END) return 'long';
  const days = (Date.parse(latest) - Date.parse(earliest)) / 86_400_000;
  if (days <= LONGEST.month) return 'month';
  return days <= LONGEST.year ? 'year' : 'long';
}
