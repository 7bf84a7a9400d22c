// Which values stand in two fields of one record, and how often: dyads. Once over the matches to count every pair, which
// is kept; then once for each page, to look closer at the few that are shown.
import type { PairCount, PairPage, PairsQuery } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { NO_TERM, TERMS, type TermBlock } from './blocks.ts';
import { CountTable } from './count-table.ts';
import { type MaskedBlock, matchBlocks } from './match-blocks.ts';
import { detailsOf } from './pair-details.ts';
import { RankedPairs } from './ranked-pairs.ts';
import { termsInOrder, termValues } from './term-values.ts';

/** Counts every pair of the matches. */
export async function rankPairs(
  reader: Reader,
  plan: Plan,
  { source, target }: PairsQuery,
): Promise<RankedPairs> {
  const blocks: MaskedBlock[] = [];
  const counts = new CountTable(1);
  for await (const { block, mask, terms } of matchBlocks(reader, plan)) {
    const [sources, targets] = [await terms.of(source), await terms.of(target)];
    if (sources !== null && targets !== null) await addPairs(mask, sources, targets, counts);
    blocks.push({ block, mask });
  }
  const order = {
    sources: await termsInOrder(reader, plan.resource, source),
    targets: await termsInOrder(reader, plan.resource, target),
  };
  return new RankedPairs(counts, order, blocks);
}

/** A page of what `rankPairs` counted for the same plan and fields. */
export async function pairPage(
  reader: Reader,
  plan: Plan,
  query: PairsQuery,
  ranked: RankedPairs,
): Promise<PairPage> {
  const shown = ranked.page(query.start, query.limit);
  const details = await detailsOf({ reader, plan, query, blocks: ranked.blocks, pairs: shown });
  const names = await termValues(
    reader,
    shown.flatMap(({ source, target }) => [source, target]),
  );
  const pairs = shown.map(
    (pair, index): PairCount => ({
      source: names.get(pair.source) ?? '',
      target: names.get(pair.target) ?? '',
      count: pair.count,
      ...(details[index] as (typeof details)[number]), // one for each pair
    }),
  );
  return { pairs, total: ranked.size };
}

/** Pairs that are counted before others are answered: an event of a thousand sources and targets has a million. */
const SLICE = 10_000;

async function addPairs(
  mask: Uint8Array,
  sources: TermBlock,
  { termIds, ends, places }: TermBlock,
  counts: CountTable,
): Promise<void> {
  const { firstAt, further } = termsByPlace(mask, sources);
  let added = 0;
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    const targetId = termIds[term] as number;
    if (targetId === NO_TERM) index = ends[term] as number;
    for (const end = ends[term] as number; index < end; index++) {
      const place = places[index] as number;
      const first = firstAt[place] as number;
      if (first === NO_TERM) continue;
      counts.add(first * TERMS + targetId, 0, 1);
      added++;
      if (further.size > 0)
        for (const sourceId of further.get(place) ?? []) {
          counts.add(sourceId * TERMS + targetId, 0, 1);
          added++;
        }
      if (added < SLICE) continue;
      added = 0;
      await new Promise(setImmediate);
    }
  }
}

/** The terms of each matching record: most have one, which is written without a list of its own. */
function termsByPlace(mask: Uint8Array, { termIds, ends, places }: TermBlock) {
  const firstAt = new Uint32Array(mask.length);
  const further = new Map<number, number[]>();
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    const termId = termIds[term] as number;
    if (termId === NO_TERM) index = ends[term] as number;
    for (const end = ends[term] as number; index < end; index++) {
      const place = places[index] as number;
      if (mask[place] === 0) continue;
      if (firstAt[place] === NO_TERM) firstAt[place] = termId;
      else {
        const terms = further.get(place);
        if (terms === undefined) further.set(place, [termId]);
        else terms.push(termId);
      }
    }
  }
  return { firstAt, further };
}
