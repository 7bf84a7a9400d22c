// Pairs of source and target: who acts towards whom.
import type { PairsQuery } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { NO_TERM, placesOf, TERMS, type TermBlock } from './blocks.ts';
import type { CountTable } from './count-table.ts';
import type { PairKind } from './pair-kind.ts';
import { type PlaceTerms, termsByPlace } from './place-terms.ts';
import { placesInBoth } from './places-in-both.ts';
import { termsInOrder, termValues } from './term-values.ts';

export function directedPairs(
  reader: Reader,
  { resource }: Plan,
  { source, target }: Pick<PairsQuery, 'source' | 'target'>,
): PairKind {
  return {
    bytes: 0,
    count: async ({ mask, terms, count }, counts) => {
      const [sources, targets] = [await terms.of(source), await terms.of(target)];
      if (sources === null || targets === null) return count;
      return count - (await addPairs(termsByPlace(mask, sources), targets, counts));
    },
    order: async () => ({
      sources: await termsInOrder(reader, resource, source),
      targets: await termsInOrder(reader, resource, target),
    }),
    names: (pairs) =>
      termValues(
        reader,
        pairs.flatMap((pair) => [pair.source, pair.target]),
      ),
    places: async (pairs) => async (terms, mask) => {
      const [sources, targets] = [await terms.of(source), await terms.of(target)];
      if (sources === null || targets === null) return pairs.map(() => []);
      return pairs.map((pair) =>
        placesInBoth(mask, placesOf(sources, pair.source), placesOf(targets, pair.target)),
      );
    },
  };
}

/** Pairs that are counted before others are answered: an event of a thousand sources and targets has a million. */
export const SLICE = 10_000;

/** Returns how many records have any. */
async function addPairs(
  { firstAt, further }: PlaceTerms,
  { termIds, ends, places }: TermBlock,
  counts: CountTable,
): Promise<number> {
  const isPaired = new Uint8Array(firstAt.length);
  let paired = 0;
  let added = 0;
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    const targetId = termIds[term] as number;
    if (targetId === NO_TERM) index = ends[term] as number;
    for (const end = ends[term] as number; index < end; index++) {
      const place = places[index] as number;
      const first = firstAt[place] as number;
      if (first === NO_TERM) continue;
      if (isPaired[place] === 0) paired += 1;
      isPaired[place] = 1;
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
  return paired;
}
