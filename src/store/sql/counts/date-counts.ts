// How many matching records have each pair of first and last possible day, grouped by the values of one field. What the
// load has counted is read; else the matches are counted.
import { sql } from 'drizzle-orm';
import type { Condition } from '../../../query/condition.ts';
import type { DateCount, DatesQuery } from '../../../query/counts.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { rollupsTable } from '../table-names.ts';
import { type DateSums, dateSums } from './date-sums.ts';
import { talliesOf } from './facet-tallies.ts';
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

async function addMatches(
  reader: Reader,
  plan: Plan,
  { groupBy, precision }: DatesQuery,
  sums: DateSums,
): Promise<void> {
  const field = DATE_FIELDS[precision];
  const { counts, groups } = (await talliesOf({ reader, plan, fields: [field], groupBy })).of(field);
  const values = await termValues(reader, counts.keys());
  for (const [id, value] of values)
    for (const [column, group] of groups.entries()) {
      const count = counts.get(id, column);
      if (count > 0) sums.add(daysIn(value) ?? UNKNOWN, group, count);
    }
}
