// The matches of a plan as marks in blocks of keys: what counts run over. Block by block, so that memory is bounded
// and other requests are answered in between.
import { sql } from 'drizzle-orm';
import { isWhole, keysSql } from '../matches.ts';
import type { KeyRange, Plan } from '../plan.ts';
import { pad, type Reader } from '../reader.ts';
import { intersection, type Segment, segmentsOf } from '../segments.ts';
import { blocksTable, numbersTable } from '../tables.ts';
import {
  BLOCK,
  blocksIn,
  fromBytes,
  placeOf,
  recordsIn,
  type TermBlock,
  type TermPlaces,
  termsIn,
} from './blocks.ts';

/** A block in which there are matches. */
export interface Hits {
  readonly block: number;
  /** 1 at the place of each match, else 0. */
  readonly marks: Uint8Array;
  readonly count: number;
}

/** The blocks that have matches, in order of key. */
export async function* hitsOf(reader: Reader, plan: Plan): AsyncGenerator<Hits> {
  const segments = await segmentsOf(reader, plan, 'asc');
  for (let block = 0; block < blocksIn(plan.size.total); block++) {
    const marks = new Uint8Array(recordsIn(block, plan.size.total));
    const keys: KeyRange = { first: block * BLOCK + 1, last: (block + 1) * BLOCK };
    let count = 0;
    for (const segment of segments) count += await mark(reader, plan, within(segment, keys), marks);
    if (count === 0) continue;
    yield { block, marks, count };
    // A block takes some milliseconds: others come in between.
    await new Promise(setImmediate);
  }
}

function within(segment: Segment, keys: KeyRange): Segment {
  return {
    ...segment,
    range: intersection(segment.range, keys),
    arms: segment.arms?.map((arm) => ({ ...arm, range: intersection(arm.range, keys) })) ?? null,
  };
}

async function mark(reader: Reader, plan: Plan, segment: Segment, marks: Uint8Array): Promise<number> {
  const { first, last } = segment.range;
  if (first > last) return 0;
  if (isWhole(plan, segment)) {
    marks.fill(1, placeOf(first), placeOf(last) + 1);
    return last - first + 1;
  }
  const keys = await reader.numbers(keysSql(reader, plan, segment));
  for (const key of keys) marks[placeOf(key)] = 1;
  return keys.length;
}

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
      where block = ${block} and field in ${pad(fields)}`,
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

/** Says of each term of a block how many of its records are marked, where any is. */
export function countMarked(
  { termIds, ends, places }: TermBlock,
  marks: Uint8Array,
  found: (termId: number, count: number) => void,
): void {
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    const end = ends[term] as number;
    let count = 0;
    for (; index < end; index++) count += marks[places[index] as number] as number;
    if (count > 0) found(termIds[term] as number, count);
  }
}
