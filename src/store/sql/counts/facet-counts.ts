// How many matching records have each value of a field: facets. Without filters the dictionary knows; else the
// matches are masked once, and every field counted over the mask.
import { sql } from 'drizzle-orm';
import { compareBytes } from '../../../model/strings.ts';
import type { ResourceName, Term } from '../../../query/condition.ts';
import type { FacetCounts, FacetRequest, FieldCounts, ValueCount } from '../../../query/counts.ts';
import { matchesEveryKey } from '../matches.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { knownTerms, termKey } from '../terms.ts';
import { countMatching, termBlocks } from './block-reader.ts';
import { MISSING_FIELD, NO_TERM } from './blocks.ts';
import { matchBlocks } from './match-blocks.ts';
import { firstByValue, termValues } from './term-values.ts';

/** Terms that are equally frequent and could all be shown, of which this many are looked up one by one. */
const LOOKED_UP = 1000;

/** Counts of the values of fields over the matches of a plan, in the order of the fields. */
export async function countFacets(
  reader: Reader,
  plan: Plan,
  fields: readonly FacetRequest[],
  size: number,
): Promise<FacetCounts> {
  if (matchesAll(plan)) return countAllFacets(reader, plan, fields, size);
  const counts = new Map(fields.map(({ field }) => [field, new Map<number, number>()]));
  let total = 0;
  for await (const { block, mask, count } of matchBlocks(reader, plan)) {
    total += count;
    const blocks = await termBlocks(reader, plan, block, [...counts.keys()]);
    for (const [field, terms] of blocks)
      countMatching(terms, mask, (termId, found) => {
        const byTerm = counts.get(field);
        byTerm?.set(termId, (byTerm.get(termId) ?? 0) + found);
      });
  }
  const counted: FieldCounts[] = [];
  for (const request of fields)
    counted.push(
      await fieldCounts(reader, plan.resource, request, counts.get(request.field) ?? new Map(), size),
    );
  return { total, fields: counted };
}

/** The counts where nothing matches. */
export function noFacetCounts(fields: readonly FacetRequest[]): FacetCounts {
  return {
    total: 0,
    fields: fields.map(({ field, pinned }) => ({
      field,
      values: pinned.map((value) => ({ value, count: 0 })),
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

async function countAllFacets(
  reader: Reader,
  { resource, size: { total } }: Plan,
  fields: readonly FacetRequest[],
  size: number,
): Promise<FacetCounts> {
  const hidden = await knownTerms(
    reader,
    resource,
    fields.map(({ field }) => ({ field: MISSING_FIELD, value: field })),
  );
  const counted: FieldCounts[] = [];
  for (const { field, pinned } of fields) {
    const rows = await reader.rows<ValueCount>(
      sql`select value, count from terms where resource = ${resource} and field = ${field}
        order by count desc, value limit ${size + 1}`,
    );
    const values = rows.slice(0, size).map(({ value, count }) => ({ value, count }));
    const terms = await pinnedTerms(reader, resource, field, pinned, values);
    const missing = hidden.get(termKey({ field: MISSING_FIELD, value: field }))?.count ?? 0;
    counted.push({ field, values: [...values, ...terms], missing, truncated: rows.length > size });
  }
  return { total, fields: counted };
}

async function fieldCounts(
  reader: Reader,
  resource: ResourceName,
  { field, pinned }: FacetRequest,
  counts: Map<number, number>,
  size: number,
): Promise<FieldCounts> {
  const missing = counts.get(NO_TERM) ?? 0;
  counts.delete(NO_TERM);
  const values = await mostFrequent(reader, { resource, field }, counts, size);
  const further = await pinnedTerms(reader, resource, field, pinned, values, counts);
  return { field, values: [...values, ...further], missing, truncated: counts.size > size };
}

/** The values that must be shown and are not: their counts may be zero. */
async function pinnedTerms(
  reader: Reader,
  resource: ResourceName,
  field: string,
  pinned: readonly string[],
  shown: readonly ValueCount[],
  counts: ReadonlyMap<number, number> | null = null,
): Promise<ValueCount[]> {
  const absent = pinned.filter((value) => !shown.some((entry) => entry.value === value));
  const known = await knownTerms(
    reader,
    resource,
    absent.map((value): Term => ({ field, value })),
  );
  return absent.map((value) => {
    const term = known.get(termKey({ field, value }));
    if (term === undefined) return { value, count: 0 };
    return { value, count: counts === null ? term.count : (counts.get(term.id) ?? 0) };
  });
}

/** The most frequent terms, with ties by value in byte order. */
async function mostFrequent(
  reader: Reader,
  where: { resource: ResourceName; field: string },
  counts: ReadonlyMap<number, number>,
  size: number,
): Promise<ValueCount[]> {
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
    .map(([id, value]) => ({ value, count: counts.get(id) ?? 0 }))
    .sort((a, b) => b.count - a.count || compareBytes(a.value, b.value))
    .slice(0, size);
}
