// How many matching records have each value of a field: facets. Without filters the dictionary knows which values are
// the most frequent; else every field is counted over the matches.
import { sql } from 'drizzle-orm';
import { compareBytes } from '../../../model/strings.ts';
import type { ResourceName, Term } from '../../../query/condition.ts';
import type {
  FacetCounts,
  FacetRequest,
  FacetsQuery,
  GroupCounts,
  ValueCount,
} from '../../../query/counts.ts';
import { matchesEveryKey } from '../matches.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { knownTerms, termKey } from '../terms.ts';
import { MISSING_FIELD, NO_TERM } from './blocks.ts';
import { type FieldTally, type Tallies, talliesOf } from './facet-tallies.ts';
import { firstByValue, termValues } from './term-values.ts';

/** Terms that are equally frequent and could all be shown, of which this many are looked up one by one. */
const LOOKED_UP = 1000;

/** A value that is shown, with the id of its term; null where no record has the value. */
interface ShownTerm extends ValueCount {
  readonly id: number | null;
}

interface ShownField {
  readonly field: string;
  readonly terms: readonly ShownTerm[];
  readonly missing: number;
  readonly truncated: boolean;
}

/** Counts of the values of fields over the matches of a plan, in the order of the fields. */
export async function countFacets(reader: Reader, plan: Plan, query: FacetsQuery): Promise<FacetCounts> {
  const { groupBy } = query;
  const fields = query.fields.map(({ field }) => field);
  if (!matchesAll(plan)) {
    const tallies = await talliesOf({ reader, plan, fields, groupBy, wanted: null });
    const shown: ShownField[] = [];
    for (const request of query.fields)
      shown.push(await shownField(reader, plan.resource, request, tallies.of(request.field), query.size));
    return { total: tallies.total, fields: shown.map((field) => grouped(field, tallies)) };
  }
  const shown = await shownOfAll(reader, plan.resource, query);
  const wanted = new Set(shown.flatMap(({ terms }) => terms.flatMap(({ id }) => id ?? [])));
  const tallies = groupBy === null ? null : await talliesOf({ reader, plan, fields, groupBy, wanted });
  return { total: plan.size.total, fields: shown.map((field) => grouped(field, tallies)) };
}

function grouped({ terms, ...shown }: ShownField, tallies: Tallies | null): FacetCounts['fields'][number] {
  const byGroup = (id: number | null): GroupCounts =>
    id === null || tallies === null ? {} : tallies.of(shown.field).byGroup(id);
  return { ...shown, values: terms.map(({ id, value, count }) => ({ value, count, byGroup: byGroup(id) })) };
}

/** The counts where nothing matches. */
export function noFacetCounts(fields: readonly FacetRequest[]): FacetCounts {
  return {
    total: 0,
    fields: fields.map(({ field, pinned }) => ({
      field,
      values: pinned.map((value) => ({ value, count: 0, byGroup: {} })),
      missing: 0,
      truncated: false,
    })),
  };
}

function matchesAll(plan: Plan): boolean {
  const { range, columnConditions, size } = plan;
  return (
    range.first === 1 &&
    range.last === size.total &&
    matchesEveryKey(plan, { range, columnConditions, postings: null })
  );
}

/** Of all records, as the dictionary counts them. */
async function shownOfAll(
  reader: Reader,
  resource: ResourceName,
  { fields, size }: FacetsQuery,
): Promise<ShownField[]> {
  const hidden = await knownTerms(
    reader,
    resource,
    fields.map(({ field }) => ({ field: MISSING_FIELD, value: field })),
  );
  const shown: ShownField[] = [];
  for (const { field, pinned } of fields) {
    const rows = await reader.rows<ShownTerm>(
      sql`select id, value, count from terms where resource = ${resource} and field = ${field}
        order by count desc, value limit ${size + 1}`,
    );
    const frequent = rows.slice(0, size).map(({ id, value, count }) => ({ id, value, count }));
    const further = await pinnedTerms(reader, resource, { field, pinned }, frequent);
    const missing = hidden.get(termKey({ field: MISSING_FIELD, value: field }))?.count ?? 0;
    shown.push({ field, terms: [...frequent, ...further], missing, truncated: rows.length > size });
  }
  return shown;
}

async function shownField(
  reader: Reader,
  resource: ResourceName,
  request: FacetRequest,
  { counts: tallied }: FieldTally,
  size: number,
): Promise<ShownField> {
  const counts = new Map(tallied);
  counts.delete(NO_TERM);
  const { field } = request;
  const frequent = await mostFrequent(reader, { resource, field }, counts, size);
  const further = await pinnedTerms(reader, resource, request, frequent, counts);
  const missing = tallied.get(NO_TERM) ?? 0;
  return { field, terms: [...frequent, ...further], missing, truncated: counts.size > size };
}

/** The values that must be shown and are not: their counts may be zero. */
async function pinnedTerms(
  reader: Reader,
  resource: ResourceName,
  { field, pinned }: FacetRequest,
  shown: readonly ValueCount[],
  counts: ReadonlyMap<number, number> | null = null,
): Promise<ShownTerm[]> {
  const absent = pinned.filter((value) => !shown.some((entry) => entry.value === value));
  const known = await knownTerms(
    reader,
    resource,
    absent.map((value): Term => ({ field, value })),
  );
  return absent.map((value) => {
    const term = known.get(termKey({ field, value }));
    if (term === undefined) return { id: null, value, count: 0 };
    return { id: term.id, value, count: counts === null ? term.count : (counts.get(term.id) ?? 0) };
  });
}

/** The most frequent terms, with ties by value in byte order. */
async function mostFrequent(
  reader: Reader,
  where: { resource: ResourceName; field: string },
  counts: ReadonlyMap<number, number>,
  size: number,
): Promise<ShownTerm[]> {
  const sorted = Uint32Array.from(counts.values()).sort();
  const least = sorted.at(-size) ?? 0; // all are shown where there are fewer
  const certain: number[] = [];
  const tied: number[] = [];
  for (const [id, count] of counts) if (count >= least) (count > least ? certain : tied).push(id);
  const wanted = size - certain.length;
  const values =
    tied.length > LOOKED_UP
      ? await firstByValue(reader, where, new Set(tied), wanted)
      : await termValues(reader, tied);
  for (const [id, value] of await termValues(reader, certain)) values.set(id, value);
  return [...values]
    .map(([id, value]) => ({ id, value, count: counts.get(id) ?? 0 }))
    .sort((a, b) => b.count - a.count || compareBytes(a.value, b.value))
    .slice(0, size);
}
