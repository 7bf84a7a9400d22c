// Where in the order of keys the matches of a plan can be.
//
// Keys follow dates, so a date range is a range of keys, but for dates that are not one day. A record whose date
// could lie between `from` and `to` either sorts between them; or sorts before `from`, as what has no known beginning
// does, and lasts until then. Those are found by the terms of day-spans.ts.
import { sql } from 'drizzle-orm';
import { plusDays } from '../../model/calendar.ts';
import type { Order } from '../../query/condition.ts';
import { DAY_SPAN_FIELD, type DaySpan, LONGEST } from './day-spans.ts';
import type { ColumnCondition, KeyRange, Plan } from './plan.ts';
import type { Reader } from './reader.ts';
import { knownTerms } from './terms.ts';

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
export async function rangeScans(
  reader: Reader,
  plan: Plan,
  direction: Order['direction'],
): Promise<readonly RangeScan[]> {
  const { range, size, columnConditions } = plan;
  const days = columnConditions.find((condition) => condition.kind === 'days');
  // Going down, unknown dates come last by themselves: they have the lowest keys.
  if (days === undefined && direction === 'desc') return [{ range, postings: null, columnConditions }];
  const known = { first: Math.max(range.first, size.undated + 1), last: range.last };
  const unknown = { first: range.first, last: Math.min(range.last, size.undated) };
  const others = columnConditions.filter((condition) => condition !== days);
  const dated =
    days === undefined
      ? [{ range: known, postings: null, columnConditions }]
      : await datedScans(reader, plan, known, { days, others });
  const undated = { range: unknown, postings: null, columnConditions: others };
  return [...(direction === 'desc' ? dated.toReversed() : dated), undated];
}

/** From the lowest keys up. */
async function datedScans(
  reader: Reader,
  plan: Plan,
  dated: KeyRange,
  { days, others }: { days: Days; others: readonly ColumnCondition[] },
): Promise<RangeScan[]> {
  const { from, to, match } = days;
  const first = from === null ? dated.first : await firstKey(reader, plan, from);
  const last = to === null ? dated.last : (await firstKey(reader, plan, to, 'after')) - 1;
  const within = intersection(dated, { first, last });
  // What must lie in the range sorts there too, but need not end there.
  if (match === 'certain') return [{ range: within, postings: null, columnConditions: [...others, days] }];
  const spans = await spanTerms(reader, plan);
  const before = intersection(dated, { first: 1, last: first - 1 });
  const lasting = from === null ? [] : await lastingPostings(reader, plan, { spans, from, before });
  const endsInRange: ColumnCondition = { ...days, to: null, undated: 'exclude' };
  return [
    ...(lasting.length > 0
      ? [{ range: before, postings: lasting, columnConditions: [...others, endsInRange] }]
      : []),
    { range: within, postings: null, columnConditions: others },
  ];
}

/** What may have begun before the range and last until then: the shorter it is, the later it must have begun. */
async function lastingPostings(
  reader: Reader,
  plan: Plan,
  { spans, from, before }: { spans: ReadonlyMap<string, number>; from: string; before: KeyRange },
): Promise<PostingRange[]> {
  const postings: PostingRange[] = [];
  for (const span of ['month', 'year', 'long'] as const) {
    const termId = spans.get(span);
    if (termId === undefined) continue;
    const first = span === 'long' ? 1 : await firstKey(reader, plan, plusDays(from, -LONGEST[span]));
    postings.push({ termId, range: intersection(before, { first, last: before.last }) });
  }
  return postings;
}

async function spanTerms(reader: Reader, { resource }: Plan): Promise<Map<string, number>> {
  const spans: DaySpan[] = ['month', 'year', 'long'];
  const known = await knownTerms(
    reader,
    resource,
    spans.map((value) => ({ field: DAY_SPAN_FIELD, value })),
  );
  return new Map([...known.values()].map(({ value, id }) => [value, id]));
}

/** The key of the first record that sorts on the day or later (or only later); one past the last where none does. */
async function firstKey(
  reader: Reader,
  { resource, size }: Plan,
  day: string,
  side: 'from' | 'after' = 'from',
): Promise<number> {
  const comparison = side === 'from' ? sql`>=` : sql`>`;
  const [row] = await reader.rows<{ first_key: number }>(
    sql`select first_key from days where resource = ${resource} and day ${comparison} ${day} order by day limit 1`,
  );
  return row?.first_key ?? size.total + 1;
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
