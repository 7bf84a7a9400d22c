// Which values stand in two fields of one record, and how often: dyads. Twice over the matches: once to count every
// pair, once to look closer at the few that are shown.
import type { PairCount, PairPage, PairsQuery } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { termBlocks, termsOf } from './block-reader.ts';
import { NO_TERM, type TermBlock } from './blocks.ts';
import { type MatchBlock, matchBlocks } from './match-blocks.ts';
import { detailsOf, type TermPair } from './pair-details.ts';
import { ranksOf, termValues } from './term-values.ts';

/** A pair as one number, `source × 2^26 + target`: no file has more terms (posting-sorter.ts). */
const TERMS = 2 ** 26;

export async function countPairs(reader: Reader, plan: Plan, query: PairsQuery): Promise<PairPage> {
  const blocks: MatchBlock[] = [];
  const counts = new Map<number, number>();
  for await (const matches of matchBlocks(reader, plan)) {
    const fields = await termBlocks(reader, plan, matches.block, [query.source, query.target]);
    addPairs(matches.mask, fields, query, counts);
    blocks.push(matches);
  }
  const ranked = await pageOf(reader, plan, query, counts);
  const details = await detailsOf({ reader, plan, query, blocks, pairs: ranked });
  const names = await termValues(
    reader,
    ranked.flatMap(({ source, target }) => [source, target]),
  );
  const pairs = ranked.map(
    (pair, index): PairCount => ({
      source: names.get(pair.source) ?? '',
      target: names.get(pair.target) ?? '',
      count: pair.count,
      ...(details[index] as (typeof details)[number]), // one for each pair
    }),
  );
  return { pairs, total: counts.size };
}

function addPairs(
  mask: Uint8Array,
  fields: ReadonlyMap<string, TermBlock>,
  { source, target }: PairsQuery,
  counts: Map<number, number>,
): void {
  const add = (sourceId: number, targetId: number) => {
    const pair = sourceId * TERMS + targetId;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  };
  const { firstAt, further } = termsByPlace(mask, fields, source);
  for (const { termId, places } of termsOf(fields, target)) {
    if (termId === NO_TERM) continue;
    for (let index = 0; index < places.length; index++) {
      const place = places[index] as number;
      const first = firstAt[place] as number;
      if (first === NO_TERM) continue;
      add(first, termId);
      for (const sourceId of further.get(place) ?? []) add(sourceId, termId);
    }
  }
}

/** The terms of each matching record: most have one, which is written without a list of its own. */
function termsByPlace(mask: Uint8Array, fields: ReadonlyMap<string, TermBlock>, field: string) {
  const firstAt = new Uint32Array(mask.length);
  const further = new Map<number, number[]>();
  for (const { termId, places } of termsOf(fields, field)) {
    if (termId === NO_TERM) continue;
    for (let index = 0; index < places.length; index++) {
      const place = places[index] as number;
      if (mask[place] === 0) continue;
      if (firstAt[place] === NO_TERM) firstAt[place] = termId;
      else further.set(place, [...(further.get(place) ?? []), termId]);
    }
  }
  return { firstAt, further };
}

/** The pairs of a page. Only those that could stand on it are put in order. */
async function pageOf(
  reader: Reader,
  { resource }: Plan,
  { source, target, start, limit }: PairsQuery,
  counts: ReadonlyMap<number, number>,
): Promise<TermPair[]> {
  const least =
    Uint32Array.from(counts.values())
      .sort()
      .at(-(start + limit)) ?? 0;
  const [sources, targets] = [
    await ranksOf(reader, resource, source),
    await ranksOf(reader, resource, target),
  ];
  const candidates: (TermPair & { readonly ranks: readonly [number, number] })[] = [];
  for (const [pair, count] of counts) {
    if (count < least) continue;
    const ids = { source: Math.floor(pair / TERMS), target: pair % TERMS };
    candidates.push({ ...ids, count, ranks: [sources.get(ids.source) ?? 0, targets.get(ids.target) ?? 0] });
  }
  return candidates
    .sort((a, b) => b.count - a.count || a.ranks[0] - b.ranks[0] || a.ranks[1] - b.ranks[1])
    .slice(start, start + limit);
}
