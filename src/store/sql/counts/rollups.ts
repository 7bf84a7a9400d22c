// Rollups: what the load has counted. For each term of a counted field, how many records with each value of the field
// that counts are divided by have it: a row of (term, group, count). So what is asked of all records, or of those of some
// statuses, needs no look at any. See docs/decisions/0013-what-a-load-counts.md.
//
// What else is counted stands in the dictionary as hidden terms, which have a count and no postings, and which no filter
// can name: that a record has no value of a field, and its first and last possible days, as they are and as months.
import { sql } from 'drizzle-orm';
import { bucketEnd, bucketStart } from '../../../query/buckets.ts';
import type { Condition, ResourceName, Term } from '../../../query/condition.ts';
import { statusField } from '../../../resources/counted-fields.ts';
import { RESOURCES } from '../../../resources/index.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import { type Reader, rowsForEach } from '../reader.ts';
import { rollupsTable } from '../table-names.ts';
import { NO_TERM } from './blocks.ts';

/** Its values are fields: the records that have no value of the field. */
export const MISSING_FIELD = '@missing';
/** Their values are `first/last`, both ISO days or an open end; empty for an unknown date. */
export const DATE_FIELDS = { day: '@day', month: '@month' } as const;
export const HIDDEN_FIELDS: readonly string[] = [MISSING_FIELD, ...Object.values(DATE_FIELDS)];

export function isHidden(field: string): boolean {
  return HIDDEN_FIELDS.includes(field);
}

type Columns = Readonly<Record<string, string | number | null>>;

/** The hidden terms of a record's date. */
export function dateTerms({ earliest, latest, dated }: Columns): Term[] {
  const days = { first: String(earliest), last: String(latest) };
  const months = monthsOf(days);
  return [
    { field: DATE_FIELDS.day, value: dated === 1 ? `${days.first}/${days.last}` : '' },
    { field: DATE_FIELDS.month, value: dated === 1 ? `${months.first}/${months.last}` : '' },
  ];
}

export interface Days {
  readonly first: string;
  readonly last: string;
}

/** Days made longer to whole months; an open end stays one. */
export function monthsOf({ first, last }: Days): Days {
  return {
    first: first === OPEN_START ? first : bucketStart('month', first),
    last: last === OPEN_END ? last : bucketEnd('month', last),
  };
}

/** Null for an unknown date. */
export function daysIn(value: string): Days | null {
  return value === ''
    ? null
    : { first: value.slice(0, OPEN_START.length), last: value.slice(OPEN_START.length + 1) };
}

/** The groups that are counted, by the id of their term, with their values: null for records that have none. */
export type Groups = ReadonlyMap<number, string | null>;

/**
 * The groups that conditions let through, where these look at nothing else and counts are divided by nothing else: null
 * where rollups have no answer.
 */
export async function groupsFor(
  reader: Reader,
  resource: ResourceName,
  { conditions, groupBy }: { readonly conditions: readonly Condition[]; readonly groupBy: string | null },
): Promise<Groups | null> {
  const field = statusField(RESOURCES[resource]);
  if (groupBy !== null && groupBy !== field) return null;
  if (!conditions.every((condition) => isAbout(condition, field))) return null;
  const rows = await reader.rows<{ id: number; value: string }>(
    sql`select id, value from terms where resource = ${resource} and field = ${field ?? ''}`,
  );
  const groups = [{ id: NO_TERM, value: null }, ...rows];
  return new Map(
    groups
      .filter(({ value }) => conditions.every((condition) => letsThrough(condition, value)))
      .map(({ id, value }) => [id, value]),
  );
}

function isAbout(condition: Condition, field: string | null): boolean {
  return condition.kind === 'terms' && condition.terms.every((term) => term.field === field);
}

/** Whether a condition lets records of one value, or of none, through. */
function letsThrough(condition: Condition, value: string | null): boolean {
  if (condition.kind !== 'terms') return false;
  const isNamed = (term: Term) => term.value === value;
  if (condition.match === 'none') return !condition.terms.some(isNamed);
  return condition.match === 'any' ? condition.terms.some(isNamed) : condition.terms.every(isNamed);
}

/** The counts of some terms, by term and by group. */
export async function rollupsOf(
  reader: Reader,
  resource: ResourceName,
  termIds: Iterable<number>,
  groups: Groups,
): Promise<ReadonlyMap<number, ReadonlyMap<number, number>>> {
  const rows = await rowsForEach<{ term_id: number; group_id: number; count: number }, number>(
    reader,
    termIds,
    (list) => sql`select term_id, group_id, count from ${sql.identifier(rollupsTable(resource))}
      where term_id in ${list}`,
    200,
  );
  const counts = new Map<number, Map<number, number>>();
  for (const { term_id, group_id, count } of rows) {
    if (!groups.has(group_id)) continue;
    const byGroup = counts.get(term_id) ?? new Map<number, number>();
    counts.set(term_id, byGroup.set(group_id, count));
  }
  return counts;
}

export function sumOf(counts: ReadonlyMap<number, number> | undefined): number {
  let sum = 0;
  for (const count of counts?.values() ?? []) sum += count;
  return sum;
}
