// Where in the order of keys the matches of a plan can be.
//
// Keys follow dates, so a date range is a range of keys, but for dates that are not one day. A record whose date
// could lie between `from` and `to` either sorts between them; or sorts before `from` and lasts until then; or
// sorts after `to` because its start is open. The last two are found by the terms of spans.ts.

import { sql } from 'drizzle-orm';
import { plusDays } from '../../model/calendar.ts';
import type { Order } from '../../query/condition.ts';
import { LONGEST, SPAN_FIELD, type Span } from './day-spans.ts';
import type { Bound, KeyRange, Plan } from './plan.ts';
import type { Reader } from './reader.ts';
import { knownTerms } from './terms.ts';

/** A term whose postings are read, within keys. */
export interface Arm {
  readonly termId: number;
  readonly range: KeyRange;
}

export interface Segment {
  readonly range: KeyRange;
  /** What drives the query here; null where the plan's own terms may. */
  readonly arms: readonly Arm[] | null;
  readonly bounds: readonly Bound[];
}

type Days = Extract<Bound, { kind: 'days' }>;

/** Where matches can be, in the order of a list by date: segments share no record, and unknown dates come last. */
export async function segmentsOf(
  reader: Reader,
  plan: Plan,
  direction: Order['direction'],
): Promise<readonly Segment[]> {
  const { range, size, bounds } = plan;
  const days = bounds.find((bound) => bound.kind === 'days');
  // Going down, unknown dates come last by themselves: they have the lowest keys.
  if (days === undefined && direction === 'desc') return [{ range, arms: null, bounds }];
  const known = { first: Math.max(range.first, size.undated + 1), last: range.last };
  const unknown = { first: range.first, last: Math.min(range.last, size.undated) };
  const others = bounds.filter((bound) => bound !== days);
  const dated =
    days === undefined
      ? [{ range: known, arms: null, bounds }]
      : await datedSegments(reader, plan, known, { days, others });
  const undated = { range: unknown, arms: null, bounds: others };
  return [...(direction === 'desc' ? dated.toReversed() : dated), undated];
}

/** From the lowest keys up. */
async function datedSegments(
  reader: Reader,
  plan: Plan,
  dated: KeyRange,
  { days, others }: { days: Days; others: readonly Bound[] },
): Promise<Segment[]> {
  const { from, to, match } = days;
  const first = from === null ? dated.first : await firstKey(reader, plan, from);
  const last = to === null ? dated.last : (await firstKey(reader, plan, to, 'after')) - 1;
  const within = intersection(dated, { first, last });
  // What must lie in the range sorts there too, but need not end there.
  if (match === 'certain') return [{ range: within, arms: null, bounds: [...others, days] }];
  const spans = await spanTerms(reader, plan);
  const before = intersection(dated, { first: 1, last: first - 1 });
  const after = intersection(dated, { first: last + 1, last: dated.last });
  const lasting = from === null ? [] : await lastingArms(reader, plan, { spans, from, before });
  const openStart = spans.get('openStart');
  const open = to === null || openStart === undefined ? [] : [{ termId: openStart, range: after }];
  const untilThen: Bound = { ...days, to: null, undated: 'exclude' };
  return [
    ...(lasting.length > 0 ? [{ range: before, arms: lasting, bounds: [...others, untilThen] }] : []),
    { range: within, arms: null, bounds: others },
    ...(open.length > 0 ? [{ range: after, arms: open, bounds: others }] : []),
  ];
}

/** What may have begun before the range and last until then: the shorter, the nearer it must have begun. */
async function lastingArms(
  reader: Reader,
  plan: Plan,
  { spans, from, before }: { spans: ReadonlyMap<string, number>; from: string; before: KeyRange },
): Promise<Arm[]> {
  const arms: Arm[] = [];
  for (const span of ['month', 'year', 'long'] as const) {
    const termId = spans.get(span);
    if (termId === undefined) continue;
    const first = span === 'long' ? 1 : await firstKey(reader, plan, plusDays(from, -LONGEST[span]));
    arms.push({ termId, range: intersection(before, { first, last: before.last }) });
  }
  return arms;
}

async function spanTerms(reader: Reader, { resource }: Plan): Promise<Map<string, number>> {
  const spans: Span[] = ['month', 'year', 'long', 'openStart'];
  const known = await knownTerms(
    reader,
    resource,
    spans.map((value) => ({ field: SPAN_FIELD, value })),
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

/** Empty where `first` is beyond `last`. */
export function intersection(a: KeyRange, b: KeyRange): KeyRange {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
}
