// The matches of a plan as masks over blocks of keys: what counts run over. Block by block, so that memory is bounded
// and other requests are answered in between.
import { isRegion } from '../../../query/condition.ts';
import { countedFields } from '../../../resources/counted-fields.ts';
import { RESOURCES } from '../../../resources/index.ts';
import type { FigureBound } from '../figure-bounds.ts';
import { keysSql, matchesEveryKey } from '../matches.ts';
import type { KeyRange, Plan } from '../plan.ts';
import { type RangeScan, rangeScans, restrict } from '../range-scans.ts';
import type { Reader } from '../reader.ts';
import { BlockTerms } from './block-reader.ts';
import { BLOCK, blockOf, blocksIn, placeOf, placesOf, recordsIn } from './blocks.ts';
import { type BlockFigures, figuresOfBlock } from './figure-blocks.ts';
import { maskRegion } from './region-masks.ts';

export interface MaskedBlock {
  readonly block: number;
  /** 1 at the place of each match, else 0. */
  readonly mask: Uint8Array;
}

/** A block in which there are matches. */
export interface MatchBlock extends MaskedBlock {
  readonly count: number;
  /** What is read of the block, its filters among it. */
  readonly terms: BlockTerms;
}

/** The blocks that have matches, in order of key. */
export async function* matchBlocks(reader: Reader, plan: Plan): AsyncGenerator<MatchBlock> {
  const scans = rangeScans(plan, 'asc');
  if (isSparse(plan)) {
    yield* sparseBlocks(reader, plan, scans);
    return;
  }
  const isInBlocks = readsBlocksAlone(plan);
  for (let block = 0; block < blocksIn(plan.size.total); block++) {
    const mask = new Uint8Array(recordsIn(block, plan.size.total));
    const keys: KeyRange = { first: block * BLOCK + 1, last: (block + 1) * BLOCK };
    const terms = new BlockTerms(reader, plan, block);
    let count = 0;
    for (const scan of scans) {
      const within = restrict(scan, keys);
      if (within.range.first > within.range.last) continue;
      const isMasked = isInBlocks && within.postings === null && within.columnConditions.every(isRegion);
      count += isMasked
        ? await markInBlock({ reader, plan, block }, within, terms, mask)
        : await markMatches(reader, plan, within, mask);
    }
    if (count === 0) continue;
    yield { block, mask, count, terms };
    // A block takes some milliseconds: others come in between.
    await new Promise(setImmediate);
  }
}

/** Keys that are read at once rather than block by block, where they are no more than one record in so many. */
const FEW = 5000;
const ONE_IN = 64;

function isSparse({ groups, keys, figuresDrive, size }: Plan): boolean {
  const few = Math.min(FEW, size.total / ONE_IN);
  return keys !== null || figuresDrive !== null || groups.some(({ count }) => count <= few);
}

/** Of few matches all keys are read first, so that no other block is. */
async function* sparseBlocks(
  reader: Reader,
  plan: Plan,
  scans: readonly RangeScan[],
): AsyncGenerator<MatchBlock> {
  const keys = new Set<number>();
  for (const scan of scans) {
    if (scan.range.first > scan.range.last) continue;
    for (const key of await reader.numbers(keysSql(reader, plan, scan))) keys.add(key);
  }
  const inBlocks = Map.groupBy(Float64Array.from(keys).sort(), blockOf);
  for (const [block, within] of inBlocks) {
    const mask = new Uint8Array(recordsIn(block, plan.size.total));
    for (const key of within) mask[placeOf(key)] = 1;
    yield { block, mask, count: within.length, terms: new BlockTerms(reader, plan, block) };
    await new Promise(setImmediate);
  }
}

/** Whether the plan looks at nothing but terms and places that stand in blocks, so that no posting need be read. */
function readsBlocksAlone({ resource, groups, excludedTerms, keys, excludedKeys, texts }: Plan): boolean {
  const counted = countedFields(RESOURCES[resource]);
  const asked = groups.filter(({ isImplied }) => !isImplied);
  const fields = [...asked.flatMap((group) => group.fields), ...excludedTerms.map(({ field }) => field)];
  return (
    keys === null &&
    excludedKeys.length === 0 &&
    texts.length === 0 &&
    fields.every((field) => counted.includes(field))
  );
}

/** Marks the records of a scan that have the terms of a plan and lie in its regions. Returns how many. */
async function markInBlock(
  numbers: { readonly reader: Reader; readonly plan: Plan; readonly block: number },
  { range, columnConditions }: RangeScan,
  terms: BlockTerms,
  mask: Uint8Array,
): Promise<number> {
  const matching = await withTerms(numbers, range, terms, mask.length);
  for (const region of columnConditions.filter(isRegion)) await maskRegion(numbers, region, matching);
  let count = 0;
  for (let place = 0; place < mask.length; place++) {
    if (matching[place] === 0) continue;
    mask[place] = 1;
    count++;
  }
  return count;
}

/** The records of a range that have the terms of a plan, and figures within its bounds, as a mask. */
async function withTerms(
  { reader, plan, block }: { readonly reader: Reader; readonly plan: Plan; readonly block: number },
  { first, last }: KeyRange,
  terms: BlockTerms,
  length: number,
): Promise<Uint8Array> {
  const { groups, excludedTerms } = plan;
  let matching = new Uint8Array(length).fill(1, placeOf(first), placeOf(last) + 1);
  for (const { ids, fields } of groups.filter(({ isImplied }) => !isImplied)) {
    const having = new Uint8Array(length);
    for (const field of fields) {
      const found = await terms.of(field);
      if (found === null) continue;
      for (const id of ids)
        for (const place of placesOf(found, id)) having[place] = matching[place] as number;
    }
    matching = having;
  }
  for (const { id, field } of excludedTerms) {
    const found = await terms.of(field);
    if (found !== null) for (const place of placesOf(found, id)) matching[place] = 0;
  }
  for (const bound of plan.figures) {
    const figures = await figuresOfBlock(reader, plan, { block, terms }, bound);
    for (const place of figures === null ? [] : placesOutside(figures, bound)) matching[place] = 0;
  }
  return matching;
}

/** The places of figures that do not lie within the bounds. */
function placesOutside(figures: BlockFigures, { min, max }: FigureBound): Uint16Array {
  return figures.places.filter((_, index) => {
    const value = figures.valueOf(index);
    return (min !== null && value < min) || (max !== null && value > max);
  });
}

/** Returns how many. */
async function markMatches(reader: Reader, plan: Plan, scan: RangeScan, mask: Uint8Array): Promise<number> {
  const { first, last } = scan.range;
  if (matchesEveryKey(plan, scan)) {
    mask.fill(1, placeOf(first), placeOf(last) + 1);
    return last - first + 1;
  }
  const keys = await reader.numbers(keysSql(reader, plan, scan));
  for (const key of keys) mask[placeOf(key)] = 1;
  return keys.length;
}
