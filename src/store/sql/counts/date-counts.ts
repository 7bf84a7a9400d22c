// How many matching records have each pair of first and last possible day, grouped by the values of one field. What the
// load has counted is read; else the matches are counted.
import { sql } from 'drizzle-orm';
import type { Condition } from '../../../query/condition.ts';
import type { DateCount, DatesQuery } from '../../../query/counts.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { rollupsTable } from '../table-names.ts';
import { numbersOf, termOfEach } from './block-reader.ts';
import { dayOfNumber, NO_TERM } from './blocks.ts';
import { type DateSums, dateSums } from './date-sums.ts';
import { matchBlocks } from './match-blocks.ts';
import { DATE_FIELDS, type Days, daysIn, groupsFor } from './rollups.ts';
import { termValues } from './term-values.ts';

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
  /** By the id of the field's term; `NO_TERM` where there is none, or no field. */
  readonly counts: Map<number, number>;
}

async function addMatches(
  reader: Reader,
  plan: Plan,
  { groupBy }: DatesQuery,
  sums: DateSums,
): Promise<void> {
  const entries = new Map<string, Entry>();
  for await (const { block, mask } of matchBlocks(reader, plan)) {
    const [earliest, latest] = await Promise.all([
      numbersOf(reader, plan, block, 'earliest'),
      numbersOf(reader, plan, block, 'latest'),
    ]);
    const termAt = groupBy === null ? null : await termOfEach(reader, plan, block, groupBy);
    let entry: Entry | null = null;
    for (let place = 0; place < earliest.length; place++) {
      if (mask[place] === 0) continue;
      const termId = termAt === null ? NO_TERM : (termAt[place] as number);
      const first = earliest[place] as number;
      const last = latest[place] as number;
      // In order of key most have the days of the one before.
      if (entry?.earliest !== first || entry.latest !== last) entry = entryOf(entries, first, last);
      entry.counts.set(termId, (entry.counts.get(termId) ?? 0) + 1);
    }
  }
  const terms = await termValues(
    reader,
    new Set([...entries.values()].flatMap(({ counts }) => [...counts.keys()])),
  );
  for (const { earliest, latest, counts } of entries.values()) {
    const days = { first: dayOfNumber(earliest) ?? OPEN_START, last: dayOfNumber(latest) ?? OPEN_END };
    for (const [termId, count] of counts) sums.add(days, terms.get(termId) ?? null, count);
  }
}

function entryOf(entries: Map<string, Entry>, earliest: number, latest: number): Entry {
  const name = `${earliest} ${latest}`;
  const known = entries.get(name) ?? { earliest, latest, counts: new Map() };
  entries.set(name, known);
  return known;
}
