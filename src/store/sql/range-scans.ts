// Where in the order of keys the matches of a plan can be.
//
// Keys follow dates, so a date range is a range of keys, but for dates that are not one day. A record whose date
// could lie between `from` and `to` either sorts between them; or sorts before `from`, as what has no known beginning
// does, and lasts until then. Those are found by the terms of day-spans.ts.
import { plusDays } from '../../model/calendar.ts';
import type { Order } from '../../query/condition.ts';
import { LONGEST } from './day-spans.ts';
import type { DateOrder } from './dictionaries.ts';
import type { ColumnCondition, KeyRange, Plan } from './plan.ts';

/** The postings of a term within a range of keys. */
export interface PostingRange {
  readonly termId: number;
  readonly range: KeyRange;
}

/** A range of keys in which matches are looked for, and how. */
export interface RangeScan {
  readonly range: KeyRange;
  /** What drives the query here; null where the plan's own terms may. */
  readonly postings: readonly PostingRange[] | null;
  /** What is left to look up in the columns of each record. */
  readonly columnConditions: readonly ColumnCondition[];
}

type Days = Extract<ColumnCondition, { kind: 'days' }>;

/** The scans that find all matches, in the order of a list by date: no two share a record, and unknown dates come last. */
export function rangeScans(plan: Plan, direction: Order['direction']): readonly RangeScan[] {
  const { range, size, columnConditions, dates } = plan;
  const days = columnConditions.find((condition) => condition.kind === 'days');
  // Going down, unknown dates come last by themselves: they have the lowest keys.
  if (days === undefined && direction === 'desc') return [{ range, postings: null, columnConditions }];
  const known = { first: Math.max(range.first, size.undated + 1), last: range.last };
  const unknown = { first: range.first, last: Math.min(range.last, size.undated) };
  const others = columnConditions.filter((condition) => condition !== days);
  const dated =
    days === undefined || dates === null
      ? [{ range: known, postings: null, columnConditions }]
      : datedScans(dates, known, { days, others });
  const undated = { range: unknown, postings: null, columnConditions: others };
  return [...(direction === 'desc' ? dated.toReversed() : dated), undated];
}

/** From the lowest keys up. */
function datedScans(
  dates: DateOrder,
  dated: KeyRange,
  { days, others }: { days: Days; others: readonly ColumnCondition[] },
): RangeScan[] {
  const { from, to, match } = days;
  const beyond = dated.last + 1;
  const first = from === null ? dated.first : (dates.days.from(from) ?? beyond);
  const last = to === null ? dated.last : (dates.days.after(to) ?? beyond) - 1;
  const within = intersection(dated, { first, last });
  // What must lie in the range sorts there too, but need not end there.
  if (match === 'certain') return [{ range: within, postings: null, columnConditions: [...others, days] }];
  const before = intersection(dated, { first: 1, last: first - 1 });
  const lasting = from === null ? [] : lastingPostings(dates, from, before);
  const endsInRange: ColumnCondition = { ...days, to: null, undated: 'exclude' };
  return [
    ...(lasting.length > 0
      ? [{ range: before, postings: lasting, columnConditions: [...others, endsInRange] }]
      : []),
    { range: within, postings: null, columnConditions: others },
  ];
}

/** What may have begun before the range and last until then: the shorter it is, the later it must have begun. */
function lastingPostings({ days, spans }: DateOrder, from: string, before: KeyRange): PostingRange[] {
  const postings: PostingRange[] = [];
  for (const span of ['month', 'year', 'long'] as const) {
    const termId = spans.get(span);
    if (termId === undefined) continue;
    const first = span === 'long' ? 1 : (days.from(plusDays(from, -LONGEST[span])) ?? before.last + 1);
    postings.push({ termId, range: intersection(before, { first, last: before.last }) });
  }
  return postings;
}

/** Records of a driving group that the first part of a scan has, about: it takes a millisecond to look at so many. */
const FIRST = 500;
/** How many times as many keys the next part has. */
const GROWTH = 4;

/**
 * A scan in parts, in the order of a list by date. A union of postings is merged, for which each must have a match at hand:
 * of one whose records do not match all are read, however soon the page is full. Of a part these are few.
 * @param count the number of all records that the postings are of
 */
export function inParts(
  scan: RangeScan,
  { count, total, direction }: { count: number; total: number; direction: Order['direction'] },
): RangeScan[] {
  const { first, last } = scan.range;
  const parts: RangeScan[] = [];
  let read = 0;
  for (let keys = Math.ceil((FIRST * total) / count); read <= last - first; keys *= GROWTH) {
    const range =
      direction === 'desc'
        ? { first: Math.max(first, last - read - keys + 1), last: last - read }
        : { first: first + read, last: Math.min(last, first + read + keys - 1) };
    parts.push(restrict(scan, range));
    read += keys;
  }
  return parts;
}

/** What of a scan lies within a range of keys. */
export function restrict(scan: RangeScan, range: KeyRange): RangeScan {
  const postings =
    scan.postings?.map((each) => ({ ...each, range: intersection(each.range, range) })) ?? null;
  return { ...scan, postings, range: intersection(scan.range, range) };
}

/** Empty where `first` is beyond `last`. */
function intersection(a: KeyRange, b: KeyRange): KeyRange {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
}
