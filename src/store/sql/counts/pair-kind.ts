// What differs between pairs with a direction and pairs without.
import type { BlockTerms } from './block-reader.ts';
import type { CountTable } from './count-table.ts';
import type { MatchBlock } from './match-blocks.ts';
import type { TermOrder, TermPair } from './ranked-pairs.ts';

/** The places of each pair's matches in a block, in order. */
export type PairPlaces = (terms: BlockTerms, mask: Uint8Array) => Promise<readonly (readonly number[])[]>;

export interface PairKind {
  /** What it keeps in memory. */
  readonly bytes: number;
  /** Adds the pairs of a block's matches. Returns how many of these have none. */
  count(block: MatchBlock, counts: CountTable): Promise<number>;
  /** The order of what is paired. */
  order(): Promise<TermOrder>;
  /** The values of what is paired, by its numbers. */
  names(pairs: readonly TermPair[]): Promise<ReadonlyMap<number, string>>;
  places(pairs: readonly TermPair[]): Promise<PairPlaces>;
}
