// How many matching records have each value of a field: facets. Without filters the dictionary knows; else the
// matches are marked once, and every field counted over the marks.
import { sql } from 'drizzle-orm';
import { compareBytes } from '../../../model/text.ts';
import type { ResourceName, Term } from '../../../query/condition.ts';
import type { FieldAsked, FieldTally, Tally, ValueCount } from '../../../query/counts.ts';
import { isWhole } from '../matches.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { knownTerms, termKey } from '../terms.ts';
import { MISSING_FIELD, NO_TERM } from './blocks.ts';
import { countMarked, hitsOf, termBlocks } from './hits.ts';
import { firstByValue, termValues } from './term-values.ts';

/** Terms that are equally frequent and could all be shown, of which this many are looked up one by one. */
const LOOKED_UP = 1000;

/** Tallies of fields over the matches of a plan, in the order of the fields. */
export async function tallyMatches(
  reader: Reader,
  plan: Plan,
  fields: readonly FieldAsked[],
  size: number,
): Promise<Tally> {
  if (isEverything(plan)) return tallyAll(reader, plan, fields, size);
  const counts = new Map(fields.map(({ field }) => [field, new Map<number, number>()]));
  let total = 0;
  for await (const { block, marks, count } of hitsOf(reader, plan)) {
    total += count;
    const blocks = await termBlocks(reader, plan, block, [...counts.keys()]);
    for (const [field, terms] of blocks)
      countMarked(terms, marks, (termId, found) => {
        const byTerm = counts.get(field);
        byTerm?.set(termId, (byTerm.get(termId) ?? 0) + found);
      });
  }
  const tallies: FieldTally[] = [];
  for (const asked of fields)
    tallies.push(await fieldTally(reader, plan.resource, asked, counts.get(asked.field) ?? new Map(), size));
  return { total, fields: tallies };
}

/** A tally over nothing. */
export function emptyTally(fields: readonly FieldAsked[]): Tally {
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

function isEverything(plan: Plan): boolean {
  const { range, bounds, size } = plan;
  return range.first === 1 && range.last === size.total && isWhole(plan, { range, bounds, arms: null });
}

async function tallyAll(
  reader: Reader,
  { resource, size: { total } }: Plan,
  fields: readonly FieldAsked[],
  size: number,
): Promise<Tally> {
  const hidden = await knownTerms(
    reader,
    resource,
    fields.map(({ field }) => ({ field: MISSING_FIELD, value: field })),
  );
  const tallies: FieldTally[] = [];
  for (const { field, pinned } of fields) {
    const rows = await reader.rows<ValueCount>(
      sql`select value, count from terms where resource = ${resource} and field = ${field}
        order by count desc, value limit ${size + 1}`,
    );
    const values = rows.slice(0, size).map(({ value, count }) => ({ value, count }));
    const terms = await pinnedTerms(reader, resource, field, pinned, values);
    const missing = hidden.get(termKey({ field: MISSING_FIELD, value: field }))?.count ?? 0;
    tallies.push({ field, values: [...values, ...terms], missing, truncated: rows.length > size });
  }
  return { total, fields: tallies };
}

async function fieldTally(
  reader: Reader,
  resource: ResourceName,
  { field, pinned }: FieldAsked,
  counts: Map<number, number>,
  size: number,
): Promise<FieldTally> {
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
