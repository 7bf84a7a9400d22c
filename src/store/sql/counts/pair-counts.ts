// Which values stand in two fields of one record, and how often: dyads. Once over the matches to count every pair, which
// is kept; then once for each page, to look closer at the few that are shown.
import type { PairCount, PairPage, PairsQuery } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { CountTable } from './count-table.ts';
import { directedPairs } from './directed-pairs.ts';
import { type MaskedBlock, matchBlocks } from './match-blocks.ts';
import { detailsOf } from './pair-details.ts';
import type { PairKind } from './pair-kind.ts';
import { RankedPairs } from './ranked-pairs.ts';
import { undirectedPairs } from './undirected-pairs.ts';

/** The pairs of the matches in their order, and how their kind is read. */
export interface CountedPairs {
  readonly ranked: RankedPairs;
  readonly kind: PairKind;
}

/** Counts every pair of the matches. */
export async function countPairs(reader: Reader, plan: Plan, query: PairsQuery): Promise<CountedPairs> {
  const { sides } = query;
  const kind =
    sides === null
      ? directedPairs(reader, plan, query)
      : await undirectedPairs(reader, plan, { ...query, sides });
  const blocks: MaskedBlock[] = [];
  const counts = new CountTable(1);
  let unpaired = 0;
  for await (const matches of matchBlocks(reader, plan)) {
    unpaired += await kind.count(matches, counts);
    blocks.push({ block: matches.block, mask: matches.mask });
  }
  return { ranked: new RankedPairs(counts, await kind.order(), { blocks, unpaired }), kind };
}

/** A page of what `countPairs` counted for the same plan and fields. */
export async function pairPage(
  reader: Reader,
  plan: Plan,
  query: PairsQuery,
  { ranked, kind }: CountedPairs,
): Promise<PairPage> {
  const shown = ranked.page(query.start, query.limit);
  const places = await kind.places(shown);
  const details = await detailsOf({ reader, plan, query, blocks: ranked.blocks, places }, shown.length);
  const names = await kind.names(shown);
  const pairs = shown.map(
    (pair, index): PairCount => ({
      source: names.get(pair.source) ?? '',
      target: names.get(pair.target) ?? '',
      count: pair.count,
      ...(details[index] as (typeof details)[number]), // one for each pair
    }),
  );
  return { pairs, total: ranked.size, unpaired: ranked.unpaired };
}
