// Reads blocks: the terms and the numbers of a block's records, as counts go through them.
import { sql } from 'drizzle-orm';
import type { Plan } from '../plan.ts';
import { padParameters, type Reader } from '../reader.ts';
import { blocksTable, numbersTable } from '../table-names.ts';
import { fromBytes, recordsIn, type TermBlock, type TermPlaces, termsIn } from './blocks.ts';

interface TermRow {
  readonly field: string;
  readonly term_ids: Uint8Array;
  readonly ends: Uint8Array;
  readonly places: Uint8Array;
}

/** The terms of some fields in a block, by field. */
export async function termBlocks(
  reader: Reader,
  { resource }: Plan,
  block: number,
  fields: readonly string[],
): Promise<ReadonlyMap<string, TermBlock>> {
  const rows = await reader.rows<TermRow>(
    sql`select field, term_ids, ends, places from ${sql.identifier(blocksTable(resource))}
      where block = ${block} and field in ${padParameters(fields)}`,
  );
  return new Map(
    rows.map(({ field, term_ids, ends, places }) => [
      field,
      {
        termIds: fromBytes(Uint32Array, term_ids),
        ends: fromBytes(Uint32Array, ends),
        places: fromBytes(Uint16Array, places),
      },
    ]),
  );
}

/** The terms of one field in a block. */
export function termsOf(blocks: ReadonlyMap<string, TermBlock>, field: string): Iterable<TermPlaces> {
  const block = blocks.get(field);
  return block === undefined ? [] : termsIn(block);
}

/** One number for each record of a block. */
export async function numbersOf(
  reader: Reader,
  { resource }: Plan,
  block: number,
  column: string,
): Promise<Float64Array> {
  const [row] = await reader.rows<{ numbers: Uint8Array }>(
    sql`select numbers from ${sql.identifier(numbersTable(resource))} where field = ${column} and block = ${block}`,
  );
  return fromBytes(Float64Array, row?.numbers ?? new Uint8Array());
}

/**
 * Calls `found` with each term of a block that any match has, and with how many have it, by mark.
 * @param marks of each record: 0 for no match
 * @param most the highest mark
 */
export function countMarks(
  { termIds, ends, places }: TermBlock,
  { marks, most }: { marks: Uint8Array; most: number },
  found: (termId: number, mark: number, count: number) => void,
): void {
  const counts = new Uint32Array(most + 1);
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    const end = ends[term] as number;
    const termId = termIds[term] as number;
    counts.fill(0);
    for (; index < end; index++) (counts[marks[places[index] as number] as number] as number)++;
    for (let mark = 1; mark <= most; mark++)
      if (counts[mark] !== 0) found(termId, mark, counts[mark] as number);
  }
}

/** The term of each record of a block, in a field of which a record has one at most. */
export async function termOfEach(
  reader: Reader,
  plan: Plan,
  block: number,
  field: string,
): Promise<Uint32Array> {
  const each = new Uint32Array(recordsIn(block, plan.size.total));
  for (const { termId, places } of termsOf(await termBlocks(reader, plan, block, [field]), field))
    for (let index = 0; index < places.length; index++) each[places[index] as number] = termId;
  return each;
}
