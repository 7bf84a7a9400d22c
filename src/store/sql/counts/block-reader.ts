// Reads blocks: the terms and the numbers of a block's records, as counts go through them.
import { sql } from 'drizzle-orm';
import type { ResourceName } from '../../../query/condition.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { blocksTable, numbersTable } from '../table-names.ts';
import { fromBytes, NO_TERM, recordsIn, type TermBlock } from './blocks.ts';

interface TermRow {
  readonly term_ids: Uint8Array;
  readonly ends: Uint8Array;
  readonly places: Uint8Array;
}

/** The terms of one field in a block; null where the field is not counted. */
export async function readTerms(
  reader: Reader,
  resource: ResourceName,
  block: number,
  field: string,
): Promise<TermBlock | null> {
  const [row] = await reader.prepared<TermRow>(
    { shape: `${resource} terms of a block`, values: [field, block] },
    () =>
      sql`select term_ids, ends, places from ${sql.identifier(blocksTable(resource))}
        where field = ${field} and block = ${block}`,
  );
  if (row === undefined) return null;
  return {
    termIds: fromBytes(Uint32Array, row.term_ids),
    ends: fromBytes(Uint32Array, row.ends),
    places: fromBytes(Uint16Array, row.places),
  };
}

/** Reads the terms of a block's fields, each once. */
export class BlockTerms {
  readonly #reader: Reader;
  readonly #resource: ResourceName;
  readonly #block: number;
  readonly #read = new Map<string, TermBlock | null>();

  constructor(reader: Reader, { resource }: Plan, block: number) {
    this.#reader = reader;
    this.#resource = resource;
    this.#block = block;
  }

  async of(field: string): Promise<TermBlock | null> {
    let terms = this.#read.get(field);
    if (terms === undefined) {
      terms = await readTerms(this.#reader, this.#resource, this.#block, field);
      this.#read.set(field, terms);
    }
    return terms;
  }
}

/** One number for each record of a block. */
export async function numbersOf(
  reader: Reader,
  { resource }: Plan,
  block: number,
  column: string,
): Promise<Float64Array> {
  const [row] = await reader.prepared<{ numbers: Uint8Array }>(
    { shape: `${resource} numbers of a block`, values: [column, block] },
    () =>
      sql`select numbers from ${sql.identifier(numbersTable(resource))} where field = ${column} and block = ${block}`,
  );
  return fromBytes(Float64Array, row?.numbers ?? new Uint8Array());
}

/** The term of each record of a block, in a field of which a record has one at most. */
export async function termOfEach(
  terms: BlockTerms,
  { size }: Plan,
  block: number,
  field: string,
): Promise<Uint32Array> {
  const each = new Uint32Array(recordsIn(block, size.total));
  const found = await terms.of(field);
  if (found === null) return each;
  const { termIds, ends, places } = found;
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    const termId = termIds[term] as number;
    if (termId === NO_TERM) index = ends[term] as number;
    for (const end = ends[term] as number; index < end; index++) each[places[index] as number] = termId;
  }
  return each;
}
