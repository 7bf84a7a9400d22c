// The relevance of a record to a text query, from its texts alone, so that every engine ranks alike. The measure is
// BM25F in its plain form (Robertson and Zaragoza 2009): rare terms weigh more, term frequency saturates, and long
// texts are normalised. Every candidate has every term: one that is not in its own words stands in a name around them, or
// in an article's document, which are not read for this and count little.
import type { Range } from '../../model/text-range.ts';
import { findTerms, type TextQuery } from './text-query.ts';
import { tokenize } from './tokens.ts';

/** A text of a record, and the occurrences of the query's terms in it: one list for each term. */
export interface FoundText {
  readonly field: string;
  readonly text: string;
  readonly found: readonly (readonly Range[])[];
  /** Its length in words. */
  readonly words: number;
}

/** Finds the query's terms in texts of a record. The most telling field comes first. */
export function searchTexts(
  texts: readonly { readonly field: string; readonly text: string }[],
  query: TextQuery,
): FoundText[] {
  return texts.map(({ field, text }) => {
    const tokens = tokenize(text);
    return { field, text, found: findTerms(tokens, query), words: tokens.length };
  });
}

const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.5;
/** The usual length of a text of the dataset, in place of an average. */
const USUAL_WORDS = 25;

/** The frequency of a term that is not in a record's own words: less than one occurrence in a text of 500 words has. */
const ELSEWHERE = 0.05;

/**
 * The candidates by relevance, best first; the order of equal ones is kept.
 * @param terms how many the query has
 * @param textsOf gives a candidate's own texts with the terms found in them
 */
export function rank<T>(
  candidates: readonly T[],
  terms: number,
  textsOf: (candidate: T) => readonly FoundText[],
): T[] {
  const counted = candidates.map((candidate) => ({
    candidate,
    frequencies: frequenciesOf(textsOf(candidate), terms),
  }));
  const weights = Array.from({ length: terms }, (_, term) => {
    const having = counted.filter(({ frequencies }) => (frequencies[term] ?? 0) > 0).length;
    return Math.log(1 + (counted.length - having + 0.5) / (having + 0.5));
  });
  const score = (frequencies: readonly number[]) =>
    frequencies.reduce((sum, own, term) => {
      const frequency = own > 0 ? own : ELSEWHERE;
      return sum + (weights[term] ?? 0) * (frequency / (frequency + SATURATION));
    }, 0);
  return counted
    .map(({ candidate, frequencies }) => ({ candidate, score: score(frequencies) }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
}

/** The frequency of each term over the texts, normalised by their lengths; 0 where it is in none. */
function frequenciesOf(texts: readonly FoundText[], terms: number): number[] {
  return Array.from({ length: terms }, (_, term) =>
    texts.reduce((sum, { found, words }) => {
      const length = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * words) / USUAL_WORDS;
      return sum + (found[term]?.length ?? 0) / length;
    }, 0),
  );
}
