// How many matching records have each pair of first and last possible day, grouped by the values of one field. What the
// load has counted is read; else the matches are counted.
import { type SQL, sql } from 'drizzle-orm';
import type { Condition } from '../../../query/condition.ts';
import type { DateCount, DatesQuery } from '../../../query/counts.ts';
import { statusField } from '../../../resources/counted-fields.ts';
import { RESOURCES } from '../../../resources/index.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { rollupsTable } from '../table-names.ts';
import { type DateSums, dateSums } from './date-sums.ts';
import { talliesOf } from './facet-tallies.ts';
import { DATE_FIELDS, type Days, daysIn, groupsFor } from './rollups.ts';
import { termValues } from './term-values.ts';

type DaysCondition = Extract<Condition, { kind: 'days' }>;

/** The plan for conditions on the resource that is counted; null where nothing can match. */
type PlanFor = (conditions: readonly Condition[]) => Promise<Plan | null>;

export async function countDates(
  reader: Reader,
  plan: Plan,
  query: DatesQuery,
  planFor: PlanFor,
): Promise<DateCount[]> {
  const sums = dateSums(query.precision);
  // Loads count records, and add up no figures.
  if ((query.measure ?? null) !== null) {
    await addMatches(reader, plan, query, sums, 1);
    return sums.counts();
  }
  const { kept, leftOut } = fewLeftOut(plan, query.conditions);
  if (await addRollups(reader, { ...query, conditions: kept }, sums)) {
    const apart = leftOut === null ? null : await planFor([...kept, leftOut]);
    if (apart !== null) await addMatches(reader, apart, query, sums, -1);
  } else await addMatches(reader, plan, query, sums, 1);
  return sums.counts();
}

/** Records that are counted by themselves and taken off, at most: it takes a millisecond or two to read so many keys. */
const FEW = 5000;

/** Conditions without those that leave few records out, and a condition that these meet; null for none. */
function fewLeftOut(
  { resource, excludedTerms }: Plan,
  conditions: readonly Condition[],
): { readonly kept: readonly Condition[]; readonly leftOut: Condition | null } {
  const groupField = statusField(RESOURCES[resource]);
  const terms = excludedTerms.filter(({ field }) => field !== groupField);
  const count = terms.reduce((sum, term) => sum + term.count, 0);
  if (count === 0 || count > FEW) return { kept: conditions, leftOut: null };
  const kept = conditions.filter(
    (condition) =>
      condition.kind !== 'terms' ||
      condition.match !== 'none' ||
      condition.terms.every(({ field }) => field === groupField),
  );
  return { kept, leftOut: { kind: 'terms', match: 'any', terms } };
}

/** False, and nothing added, where the load has not counted what is asked. */
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
      where ${sql.join(
        [
          sql`term.resource = ${resource} and term.field = ${field} and rollup.term_id = term.id`,
          ...ranges.map(lieIn),
        ],
        sql` and `,
      )} order by term.value`,
  );
  for (const { value, group_id, count } of rows) {
    const group = groups.get(group_id);
    if (group === undefined) continue;
    sums.add(daysIn(value) ?? UNKNOWN, groupBy === null ? null : group, { count, sum: null });
  }
  return true;
}

const UNKNOWN: Days = { first: OPEN_START, last: OPEN_END };

/** Asked of the dictionary's index, so that no count is read of days outside the range. */
function lieIn({ from, to, match, undated }: DaysCondition): SQL {
  const [start, end] = [from ?? OPEN_START, to ?? OPEN_END];
  const first = sql`substr(term.value, 1, ${OPEN_START.length})`;
  const last = sql`substr(term.value, ${OPEN_START.length + 2})`;
  const within =
    match === 'possible'
      ? sql`${last} >= ${start} and ${first} <= ${end}`
      : sql`${first} >= ${start} and ${last} <= ${end}`;
  const isUnknown = sql`term.value = ''`;
  const isDated = undated === 'only' || start > end ? sql`false` : sql`(not ${isUnknown} and ${within})`;
  return undated === 'exclude' ? isDated : sql`(${isUnknown} or ${isDated})`;
}

async function addMatches(
  reader: Reader,
  plan: Plan,
  { groupBy, precision, measure = null }: DatesQuery,
  sums: DateSums,
  sign: 1 | -1,
): Promise<void> {
  const field = DATE_FIELDS[precision];
  const tallies = await talliesOf({ reader, plan, fields: [field], groupBy, measure });
  const { counts, groups, sumAt } = tallies.of(field);
  const values = await termValues(reader, counts.keys());
  for (const [id, value] of values)
    for (const [column, group] of groups.entries()) {
      const count = counts.get(id, column);
      if (count > 0)
        sums.add(daysIn(value) ?? UNKNOWN, group, { count: sign * count, sum: sumAt(id, column) });
    }
}
