// How many matching records have each pair of first and last possible day, grouped by the values of one field. What the
// load has counted is read; else the matches are counted.
import { sql } from 'drizzle-orm';
import type { Condition } from '../../../query/condition.ts';
import type { DateCount, DatesQuery } from '../../../query/counts.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { rollupsTable } from '../table-names.ts';
import { numbersOf } from './block-reader.ts';
import { dayOfNumber } from './blocks.ts';
import { type DateSums, dateSums } from './date-sums.ts';
import { groupMarks } from './group-marks.ts';
import { matchBlocks } from './match-blocks.ts';
import { MonthEnds } from './month-ends.ts';
import { DATE_FIELDS, type Days, daysIn, groupsFor } from './rollups.ts';

type DaysCondition = Extract<Condition, { kind: 'days' }>;

export async function countDates(reader: Reader, plan: Plan, query: DatesQuery): Promise<DateCount[]> {
  const sums = dateSums(query.precision);
  if (!(await addRollups(reader, query, sums))) await addMatches(reader, plan, query, sums);
  return sums.counts();
}

/** False, and nothing added, where the load has not counted what is asked. A date range is held against each pair of days. */
async function addRollups(reader: Reader, query: DatesQuery, sums: DateSums): Promise<boolean> {
  const { resource, groupBy, precision } = query;
  const ranges = query.conditions.filter((condition) => condition.kind === 'days');
  const conditions = query.conditions.filter((condition) => condition.kind !== 'days');
  const groups = await groupsFor(reader, resource, { conditions, groupBy });
  if (groups === null) return false;
  const field = DATE_FIELDS[ranges.length === 0 ? precision : 'day'];
  const rows = await reader.rows<{ value: string; group_id: number; count: number }>(
    sql`select term.value, rollup.group_id, rollup.count from terms term
      cross join ${sql.identifier(rollupsTable(resource))} rollup
      where term.resource = ${resource} and term.field = ${field} and rollup.term_id = term.id order by term.value`,
  );
  for (const { value, group_id, count } of rows) {
    const group = groups.get(group_id);
    if (group === undefined) continue;
    const days = daysIn(value);
    if (ranges.every((range) => lieIn(days, range)))
      sums.add(days ?? UNKNOWN, groupBy === null ? null : group, count);
  }
  return true;
}

const UNKNOWN: Days = { first: OPEN_START, last: OPEN_END };

function lieIn(days: Days | null, { from, to, match, undated }: DaysCondition): boolean {
  if (days === null) return undated !== 'exclude';
  if (undated === 'only') return false;
  const [start, end] = [from ?? OPEN_START, to ?? OPEN_END];
  if (start > end) return false;
  return match === 'possible'
    ? days.last >= start && days.first <= end
    : days.first >= start && days.last <= end;
}

interface Entry {
  readonly earliest: number;
  readonly latest: number;
  /** By the mark of a group. */
  readonly counts: number[];
}

async function addMatches(
  reader: Reader,
  plan: Plan,
  { groupBy, precision }: DatesQuery,
  sums: DateSums,
): Promise<void> {
  const groups = await groupMarks(reader, plan, groupBy);
  const entries = new Map<number, Entry[]>();
  const months = precision === 'month' ? new MonthEnds() : null;
  for await (const matches of matchBlocks(reader, plan)) {
    const earliest = await numbersOf(reader, plan, matches.block, 'earliest');
    const latest = await numbersOf(reader, plan, matches.block, 'latest');
    const marks = await groups.mark(matches);
    let entry: Entry | null = null;
    for (let place = 0; place < marks.length; place++) {
      const mark = marks[place] as number;
      if (mark === 0) continue;
      let first = earliest[place] as number;
      let last = latest[place] as number;
      if (months !== null) {
        first = months.firstDay(first);
        last = months.lastDay(last);
      }
      // In order of key most have the days of the one before.
      if (entry === null || entry.earliest !== first || entry.latest !== last)
        entry = entryOf(entries, first, last, groups.values.length);
      (entry.counts[mark - 1] as number)++;
    }
  }
  for (const { earliest, latest, counts } of [...entries.values()].flat()) {
    const days = { first: dayOfNumber(earliest) ?? OPEN_START, last: dayOfNumber(latest) ?? OPEN_END };
    for (const [index, count] of counts.entries())
      if (count > 0) sums.add(days, groups.values[index] ?? null, count);
  }
}

/** By their first day, of which few have several last ones. */
function entryOf(entries: Map<number, Entry[]>, earliest: number, latest: number, groups: number): Entry {
  const known = entries.get(earliest);
  const found = known?.find((entry) => entry.latest === latest);
  if (found !== undefined) return found;
  const entry = { earliest, latest, counts: Array<number>(groups).fill(0) };
  if (known === undefined) entries.set(earliest, [entry]);
  else known.push(entry);
  return entry;
}
