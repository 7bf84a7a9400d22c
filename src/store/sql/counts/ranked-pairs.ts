// Pairs of terms in the order of their counts, kept so that a page further on counts nothing again.
import { TERMS } from './blocks.ts';
import type { CountTable } from './count-table.ts';
import type { MaskedBlock } from './match-blocks.ts';

/** A pair by the ids of its terms, or by the numbers of its values. */
export interface TermPair {
  readonly source: number;
  readonly target: number;
  readonly count: number;
}

/** The pairs of one count: from `start` to before `end` of all. */
interface CountGroup {
  readonly count: number;
  readonly start: number;
  end: number;
  /** There can be millions that are never asked for, so each group is put in order when it first is. */
  isSorted: boolean;
}

/** The ids of two fields' terms, in byte order of their values. */
export interface TermOrder {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
}

/** The most frequent pairs first, with ties by source and target in byte order. */
export class RankedPairs {
  readonly blocks: readonly MaskedBlock[];
  /** Matches that have no pair. */
  readonly unpaired: number;
  /** Each as the ranks of its terms in their order, `source × 2^26 + target`. */
  readonly #ranks: Float64Array;
  readonly #groups: readonly CountGroup[];
  readonly #order: TermOrder;

  /**
   * @param counts by pair, `source × 2^26 + target` of the ids of terms
   * @param blocks in which the matches are that were counted
   */
  constructor(
    counts: CountTable,
    order: TermOrder,
    { blocks, unpaired }: { readonly blocks: readonly MaskedBlock[]; readonly unpaired: number },
  ) {
    this.blocks = blocks;
    this.unpaired = unpaired;
    this.#order = order;
    this.#ranks = new Float64Array(counts.size);
    this.#groups = groupsOf(counts);
    const [sources, targets] = [ranksOf(order.sources), ranksOf(order.targets)];
    const groupOf = new Map(this.#groups.map((group) => [group.count, group]));
    counts.forEach((pair, count) => {
      const group = groupOf.get(count) as CountGroup; // there is one for each count
      const source = sources.get(Math.floor(pair / TERMS)) ?? 0;
      this.#ranks[group.end++] = source * TERMS + (targets.get(pair % TERMS) ?? 0);
    });
  }

  get size(): number {
    return this.#ranks.length;
  }

  /** What is kept in memory. */
  get bytes(): number {
    const masks = this.blocks.reduce((sum, { mask }) => sum + mask.byteLength, 0);
    const { sources, targets } = this.#order;
    return this.#ranks.byteLength + sources.byteLength + targets.byteLength + masks;
  }

  page(start: number, limit: number): TermPair[] {
    const pairs: TermPair[] = [];
    for (const group of this.#groups) {
      if (group.start >= start + limit) break;
      if (group.end <= start) continue;
      if (!group.isSorted) this.#ranks.subarray(group.start, group.end).sort();
      group.isSorted = true;
      const end = Math.min(group.end, start + limit);
      for (let at = Math.max(group.start, start); at < end; at++) {
        const rank = this.#ranks[at] as number;
        pairs.push({
          source: this.#order.sources[Math.floor(rank / TERMS)] as number,
          target: this.#order.targets[rank % TERMS] as number,
          count: group.count,
        });
      }
    }
    return pairs;
  }
}

/** How many pairs have each count, the highest first. They are empty, to be filled. */
function groupsOf(counts: CountTable): CountGroup[] {
  const sizes = new Map<number, number>();
  counts.forEach((_, count) => {
    sizes.set(count, (sizes.get(count) ?? 0) + 1);
  });
  let start = 0;
  return [...sizes]
    .sort(([a], [b]) => b - a)
    .map(([count, size]) => {
      const group = { count, start, end: start, isSorted: false };
      start += size;
      return group;
    });
}

function ranksOf(ids: Uint32Array): ReadonlyMap<number, number> {
  return new Map(Array.from(ids, (id, rank) => [id, rank]));
}
