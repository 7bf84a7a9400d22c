// Matches by relevance as the store gives them: the request and its result, which every engine must treat alike.
import type { Condition, ResourceName } from './condition.ts';
import type { FoundText } from './text/relevance.ts';

/** The most matches of a resource that are ranked, fewer where their records are very long: 2,000 take about 60 ms. */
export const MAX_RANKED = 2000;

/**
 * The most words that their texts have in all, the last one's beyond it: a record may have thousands. They take about
 * 100 ms, or 150 where a word is two letters of a script without spaces (measured).
 */
export const MAX_RANKED_WORDS = 150_000;

export interface RankedQuery {
  /** Ranked together; of equal matches those of an earlier one come first. */
  readonly resources: readonly ResourceName[];
  /** Include one of the kind `text`. */
  readonly conditions: readonly Condition[];
  /** How many matches are answered. */
  readonly limit: number;
}

/** A match, and the texts of its own words with the terms found in each. */
export interface RankedMatch {
  readonly resource: ResourceName;
  readonly document: string;
  readonly texts: readonly FoundText[];
}

/** How many matches of a resource were ranked. */
export interface RankedCount {
  readonly resource: ResourceName;
  readonly ranked: number;
  /** Whether there are more matches than were ranked. */
  readonly more: boolean;
}

export interface RankedMatches {
  /** Best first, over all resources. */
  readonly matches: readonly RankedMatch[];
  /** In the order of the query. */
  readonly counts: readonly RankedCount[];
}
