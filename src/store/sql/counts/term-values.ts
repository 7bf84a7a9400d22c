// From ids of terms, in which counts are made, back to values.
import { sql } from 'drizzle-orm';
import type { ResourceName } from '../../../query/condition.ts';
import { type Reader, rowsForEach } from '../reader.ts';
import { knownTerms } from '../terms.ts';

/** Ids asked for at a time, and rows read at a time. */
const BATCH = 200;
const PAGE = 2000;

interface Row {
  readonly id: number;
  readonly value: string;
}

/** Values by the ids of their terms. */
export async function termValues(reader: Reader, ids: Iterable<number>): Promise<Map<number, string>> {
  const rows = await rowsForEach<Row, number>(
    reader,
    ids,
    (list) => sql`select id, value from terms where id in ${list}`,
    BATCH,
  );
  return new Map(rows.map(({ id, value }) => [id, value]));
}

/** The ids of the terms of these values of a field; a value that no record has is left out. */
export async function termIdsOf(
  reader: Reader,
  resource: ResourceName,
  { field, values }: { readonly field: string; readonly values: readonly string[] },
): Promise<ReadonlySet<number>> {
  const terms = values.map((value) => ({ field, value }));
  const known = await knownTerms(reader, resource, terms);
  return new Set([...known.values()].map(({ id }) => id));
}

/** Of many terms of a field, the first by value in byte order: read in that order until there are enough. */
export async function firstByValue(
  reader: Reader,
  { resource, field }: { resource: ResourceName; field: string },
  ids: ReadonlySet<number>,
  wanted: number,
): Promise<Map<number, string>> {
  const values = new Map<number, string>();
  for (let after = ''; ; ) {
    const rows = await reader.rows<Row>(
      sql`select id, value from terms where resource = ${resource} and field = ${field} and value > ${after}
        order by value limit ${PAGE}`,
    );
    for (const { id, value } of rows) if (values.size < wanted && ids.has(id)) values.set(id, value);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE || values.size >= wanted) return values;
    after = last.value;
    await new Promise(setImmediate);
  }
}

/** The ids of a field's terms, in byte order of their values. */
export async function termsInOrder(
  reader: Reader,
  resource: ResourceName,
  field: string,
): Promise<Uint32Array> {
  return Uint32Array.from(
    await reader.numbers(
      sql`select id from terms where resource = ${resource} and field = ${field} order by value`,
    ),
  );
}
