// The matches of a plan as masks over blocks of keys: what counts run over. Block by block, so that memory is bounded
// and other requests are answered in between.
import { keysSql, matchesEveryKey } from '../matches.ts';
import type { KeyRange, Plan } from '../plan.ts';
import { type RangeScan, rangeScans, restrict } from '../range-scans.ts';
import type { Reader } from '../reader.ts';
import { BLOCK, blocksIn, placeOf, recordsIn } from './blocks.ts';

/** A block in which there are matches. */
export interface MatchBlock {
  readonly block: number;
  /** 1 at the place of each match, else 0. */
  readonly mask: Uint8Array;
  readonly count: number;
}

/** The blocks that have matches, in order of key. */
export async function* matchBlocks(reader: Reader, plan: Plan): AsyncGenerator<MatchBlock> {
  const scans = rangeScans(plan, 'asc');
  for (let block = 0; block < blocksIn(plan.size.total); block++) {
    const mask = new Uint8Array(recordsIn(block, plan.size.total));
    const keys: KeyRange = { first: block * BLOCK + 1, last: (block + 1) * BLOCK };
    let count = 0;
    for (const scan of scans) count += await markMatches(reader, plan, restrict(scan, keys), mask);
    if (count === 0) continue;
    yield { block, mask, count };
    // A block takes some milliseconds: others come in between.
    await new Promise(setImmediate);
  }
}

/** Returns how many. */
async function markMatches(reader: Reader, plan: Plan, scan: RangeScan, mask: Uint8Array): Promise<number> {
  const { first, last } = scan.range;
  if (first > last) return 0;
  if (matchesEveryKey(plan, scan)) {
    mask.fill(1, placeOf(first), placeOf(last) + 1);
    return last - first + 1;
  }
  const keys = await reader.numbers(keysSql(reader, plan, scan));
  for (const key of keys) mask[placeOf(key)] = 1;
  return keys.length;
}
