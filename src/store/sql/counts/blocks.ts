// Blocks: what is counted, kept so that counting a million records takes milliseconds. See
// docs/decisions/0008-facets-and-blocks.md.
//
// Keys are cut into blocks of 16,384. For each block and each counted field one row says which records of the block
// have which term: the terms, and for each the places of its records, as numbers of two bytes. Dates are such terms too
// (rollups.ts). Counted columns are one number a record. Numbers are little-endian, as on every machine that Node 24 is built for.

/** Keys in a block. A place in it takes two bytes, and the mask of a block stay in the cache of a core. */
export const BLOCK = 16_384;

/** Stands in a block for the records that have no value of the field. Terms count from 1. */
export const NO_TERM = 0;

/** No file has as many terms (posting-sorter.ts): a pair of them is one number, `first × 2^26 + second`. */
export const TERMS = 2 ** 26;

/** Keys count from 1. */
export function blockOf(key: number): number {
  return Math.floor((key - 1) / BLOCK);
}

export function placeOf(key: number): number {
  return (key - 1) % BLOCK;
}

export function blocksIn(total: number): number {
  return Math.ceil(total / BLOCK);
}

/** All blocks are full but the last. */
export function recordsIn(block: number, total: number): number {
  return Math.min(BLOCK, total - block * BLOCK);
}

/** A field's terms in a block. Places of term i: from `ends[i - 1]` (0 for the first) to `ends[i]`, in order. */
export interface TermBlock {
  readonly termIds: Uint32Array;
  readonly ends: Uint32Array;
  readonly places: Uint16Array;
}

const NO_PLACES = new Uint16Array();

/** The places of a term's records in a block, by bisection. */
export function placesOf({ termIds, ends, places }: TermBlock, termId: number): Uint16Array {
  let low = 0;
  let high = termIds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((termIds[middle] as number) < termId) low = middle + 1;
    else high = middle;
  }
  return termIds[low] === termId ? places.subarray(ends[low - 1] ?? 0, ends[low]) : NO_PLACES;
}

/** A block from postings, each `term × 16,384 + place`. Sorts them; one that stands there twice counts once. */
export function termBlock(postings: Float64Array): TermBlock {
  const distinct = postings.sort().filter((posting, index) => posting !== postings[index - 1]);
  const termIds: number[] = [];
  const ends: number[] = [];
  const places = new Uint16Array(distinct.length);
  for (const [index, posting] of distinct.entries()) {
    const termId = Math.floor(posting / BLOCK);
    places[index] = posting % BLOCK;
    if (termIds.at(-1) === termId) ends[ends.length - 1] = index + 1;
    else {
      termIds.push(termId);
      ends.push(index + 1);
    }
  }
  return { termIds: Uint32Array.from(termIds), ends: Uint32Array.from(ends), places };
}

type Numbers = Uint16Array | Uint32Array | Float64Array;

export function toBytes({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Bytes from a row, as numbers. Copies them where they do not lie where such numbers may. */
export function fromBytes<N extends Numbers>(
  Kind: {
    new (buffer: ArrayBufferLike, offset: number, length: number): N;
    readonly BYTES_PER_ELEMENT: number;
  },
  bytes: Uint8Array,
): N {
  const isAligned = bytes.byteOffset % Kind.BYTES_PER_ELEMENT === 0;
  const { buffer, byteOffset, byteLength } = isAligned ? bytes : new Uint8Array(bytes);
  return new Kind(buffer, byteOffset, byteLength / Kind.BYTES_PER_ELEMENT);
}

const DAY_MS = 86_400_000;

/** A day as a number, for counted columns: days since 1970. */
export function dayNumber(day: string): number {
  return Date.parse(day) / DAY_MS;
}

/** The day of a number; null for an open end, which is infinite. */
export function dayOfNumber(number: number): string | null {
  return Number.isFinite(number) ? new Date(number * DAY_MS).toISOString().slice(0, 10) : null;
}
