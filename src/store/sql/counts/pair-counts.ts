// Which values stand in two fields of one record, and how often: dyads. Twice over the matches: once to count every
// pair, once to look closer at the few that are shown.
import type { PairCount, PairPage, PairsQuery } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { termBlocks, termsOf } from './block-reader.ts';
import { NO_TERM, TERMS, type TermBlock } from './blocks.ts';
import { type MatchBlock, matchBlocks } from './match-blocks.ts';
import { detailsOf, type TermPair } from './pair-details.ts';
import { ranksOf, termValues } from './term-values.ts';

export async function countPairs(reader: Reader, plan: Plan, query: PairsQuery): Promise<PairPage> {
  const blocks: MatchBlock[] = [];
  const counts = new Map<number, number>();
  for await (const matches of matchBlocks(reader, plan)) {
    const fields = await termBlocks(reader, plan, matches.block, [query.source, query.target]);
    await addPairs(matches.mask, fields, query, counts);
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

/** Pairs that are counted before others are answered: an event of a thousand sources and targets has a million. */
const SLICE = 10_000;

async function addPairs(
  mask: Uint8Array,
  fields: ReadonlyMap<string, TermBlock>,
  { source, target }: PairsQuery,
  counts: Map<number, number>,
): Promise<void> {
  let added = 0;
  const add = (sourceId: number, targetId: number) => {
    const pair = sourceId * TERMS + targetId;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
    added++;
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
      if (added < SLICE) continue;
      added = 0;
      await new Promise(setImmediate);
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
      else {
        const terms = further.get(place);
        if (terms === undefined) further.set(place, [termId]);
        else terms.push(termId);
      }
    }
  }
  return { firstAt, further };
}

/** The pairs of a page. Only those whose count stands on it are put in order, as numbers: there can be millions. */
async function pageOf(
  reader: Reader,
  { resource }: Plan,
  { source, target, start, limit }: PairsQuery,
  counts: ReadonlyMap<number, number>,
): Promise<TermPair[]> {
  const [sources, targets] = [
    await ranksOf(reader, resource, source),
    await ranksOf(reader, resource, target),
  ];
  const [sourceAt, targetAt] = [[...sources.keys()], [...targets.keys()]];
  const groups = groupsOnPage(counts, start, start + limit);
  for (const [pair, count] of counts) {
    const group = groups.get(count);
    if (group !== undefined)
      group.ranks[group.filled++] =
        (sources.get(Math.floor(pair / TERMS)) ?? 0) * TERMS + (targets.get(pair % TERMS) ?? 0);
  }
  return [...groups].flatMap(([count, { ranks, first, end }]) =>
    Array.from(ranks.sort().subarray(first, end), (rank) => ({
      source: sourceAt[Math.floor(rank / TERMS)] as number,
      target: targetAt[rank % TERMS] as number,
      count,
    })),
  );
}

/** The pairs of one count, some of which stand on a page. */
interface CountGroup {
  /** Of source and target, as one number. */
  readonly ranks: Float64Array;
  filled: number;
  /** Which of them stand on the page, when they are in order. */
  readonly first: number;
  readonly end: number;
}

/** The counts that stand on a page, the highest first. */
function groupsOnPage(
  counts: ReadonlyMap<number, number>,
  start: number,
  end: number,
): ReadonlyMap<number, CountGroup> {
  const groups = new Map<number, CountGroup>();
  let before = 0;
  for (const { count, pairs } of byCount(counts)) {
    if (before < end && before + pairs > start)
      groups.set(count, {
        ranks: new Float64Array(pairs),
        filled: 0,
        first: Math.max(0, start - before),
        end: end - before,
      });
    before += pairs;
  }
  return groups;
}

/** How many pairs have each count, the highest first. */
function byCount(counts: ReadonlyMap<number, number>): { count: number; pairs: number }[] {
  const pairs = new Map<number, number>();
  for (const count of counts.values()) pairs.set(count, (pairs.get(count) ?? 0) + 1);
  return [...pairs].map(([count, each]) => ({ count, pairs: each })).sort((a, b) => b.count - a.count);
}
