// Where the quotes of an article have their words and their cues. A record gives a cue as printed, without its place.

import { findAll } from '../load/read/find-words.ts';
import type { Document } from '../model/code-points.ts';
import type { AuthoredQuote } from '../model/quote.ts';
import { contains, enclosing, gapBetween, overlap, type Range, rangeOfSpan } from '../model/text-range.ts';

export interface QuotePlaces {
  /** Segments with words of the speaker: those of direct and mixed quotes. */
  readonly words: readonly Range[];
  /** Cues, and reporting words that do a cue's work. */
  readonly cues: readonly Range[];
}

/** An article's document, and the sentences and reporting words found in it. */
export interface DocumentParts {
  readonly document: Document;
  readonly sentences: readonly Range[];
  readonly reportingWords: readonly Range[];
}

/** The words and cues of an article's quotes. */
export function placeQuotes(quotes: readonly AuthoredQuote[], found: DocumentParts): QuotePlaces {
  const words = quotes.filter(({ kind }) => kind !== 'indirect').flatMap(segmentsOf);
  return { words, cues: quotes.flatMap((quote) => cuesOf(quote, found)) };
}

/**
 * The cue's place is the one nearest to the quote, in a sentence that the quote stands in. A quotation that goes on in
 * further sentences can have a cue there as well, which no record gives: the reporting word nearest to the segment.
 */
function cuesOf(quote: AuthoredQuote, found: DocumentParts): Range[] {
  const segments = segmentsOf(quote);
  const extent = (quote.span && rangeOfSpan(quote.span)) ?? enclosing(segments);
  if (extent === null) return [];
  const cue = cuePlace(quote.cue, extent, found);
  if (quote.kind === 'indirect') return cue === null ? [] : [cue];
  const further = segments.flatMap((segment) => {
    const bounds = sentencesOf(segment, found);
    if (cue !== null && overlap(bounds, cue)) return [];
    const outside = found.reportingWords.filter((word) => contains(bounds, word) && !overlap(segment, word));
    return nearest(outside, segment) ?? [];
  });
  return cue === null ? further : [cue, ...further];
}

function cuePlace(cue: string | null, quote: Range, found: DocumentParts): Range | null {
  if (cue === null) return null;
  const bounds = sentencesOf(quote, found);
  const all = findAll(found.document, { kind: 'match', text: cue });
  return nearest(
    all.filter((place) => contains(bounds, place)),
    quote,
  );
}

function nearest(ranges: readonly Range[], to: Range): Range | null {
  return [...ranges].sort((a, b) => gapBetween(a, to) - gapBetween(b, to))[0] ?? null;
}

/** The sentences that a passage stands in, and the one that introduces it with a colon. */
function sentencesOf(passage: Range, { document, sentences }: DocumentParts): Range {
  const first = sentences.findIndex((sentence) => overlap(sentence, passage));
  const own = enclosing(sentences.filter((sentence) => overlap(sentence, passage))) ?? passage;
  const before = sentences[first - 1];
  const isIntroduced = before !== undefined && document.slice(before.end - 1, before.end) === ':';
  return isIntroduced ? { start: before.start, end: own.end } : own;
}

function segmentsOf({ segments }: AuthoredQuote): Range[] {
  return segments.flatMap(({ span }) => rangeOfSpan(span) ?? []);
}
