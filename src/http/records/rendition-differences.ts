// Which renditions of a statement are compared, within a bound on the work of one answer, and which are not. Pure.
// Wholes are compared with one another before parts are with wholes, and all with the first rendition before the rest.
import type { z } from 'zod';
import type { Quote } from '../../model/quote.ts';
import type { NotCompared, NotComparedReason, Rendition, WordDifference } from '../../model/statement.ts';
import { alignmentSteps, wordSegments } from './word-alignment.ts';
import { compareSegments } from './word-differences.ts';

/** The renditions that are looked at: as many as a page of quotes holds. */
export const MAX_RENDITIONS = 200;
/** The pairs that are compared: enough for each rendition with the first, or for all pairs of twenty. */
export const MAX_PAIRS = 200;
/** The work of all comparisons, in steps of `alignmentSteps`: six million take about 40 ms (measured). */
export const MAX_STEPS = 6_000_000;
/** Finding the words of a text takes as long as so many steps for each of its characters (measured). */
const STEPS_PER_CHARACTER = 16;
/** Pairs that are named for each reason not to compare them; the others are counted. */
export const MAX_NAMED = 20;

/** A rendition that has words. */
interface Worded {
  readonly quoteId: string;
  readonly segment: number;
  readonly isWhole: boolean;
  readonly language: string | null;
  readonly text: string;
}

type Pair = readonly [first: Worded, second: Worded];

export interface RenditionDifferences {
  readonly differences: WordDifference[];
  readonly notCompared: NotCompared[];
  /** The work that was done, at most {@link MAX_STEPS}. */
  readonly steps: number;
}

/**
 * The differences between renditions, in the order of these.
 * @param renditions all of the statement
 * @param quotes those of the first {@link MAX_RENDITIONS} renditions, or fewer
 */
export function differencesOf(
  renditions: readonly z.output<typeof Rendition>[],
  quotes: readonly Quote[],
): RenditionDifferences {
  const byId = new Map(quotes.map((quote) => [quote.id, quote]));
  const looked = renditions.slice(0, MAX_RENDITIONS).filter(({ quoteId }) => byId.has(quoteId));
  const skipped = new Skipped();
  skipped.count('limit', pairsOf(renditions.length) - pairsOf(looked.length));
  const pairs = comparablePairs(worded(looked, byId), skipped);
  const comparing = new Comparing();
  const compared = new Map<Pair, WordDifference>();
  const inOrderOfWeight = [...pairs.filter(areWhole), ...pairs.filter((pair) => !areWhole(pair))];
  for (const pair of inOrderOfWeight) {
    const parts = compared.size < MAX_PAIRS ? comparing.parts(pair) : null;
    if (parts === null) skipped.name('limit', pair);
    else compared.set(pair, { ...namesOf(pair), parts });
  }
  return {
    differences: pairs.flatMap((pair) => compared.get(pair) ?? []),
    notCompared: skipped.entries(),
    steps: comparing.steps,
  };
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

function areWhole([first, second]: Pair): boolean {
  return first.isWhole && second.isWhole;
}

function worded(
  renditions: readonly z.output<typeof Rendition>[],
  quotes: ReadonlyMap<string, Quote>,
): Worded[] {
  return renditions.flatMap(({ quoteId, segment, extent }) => {
    const quote = quotes.get(quoteId);
    const text = quote?.segments[segment]?.text ?? null;
    const isWhole = extent === 'whole';
    return text === null ? [] : [{ quoteId, segment, isWhole, language: quote?.language ?? null, text }];
  });
}

/** Two parts need not be of the same words, and words of two languages differ in all. */
function comparablePairs(renditions: readonly Worded[], skipped: Skipped): Pair[] {
  const pairs: Pair[] = [];
  for (const [index, first] of renditions.entries())
    for (const second of renditions.slice(index + 1)) {
      const pair: Pair = [first, second];
      if (!first.isWhole && !second.isWhole) skipped.name('parts', pair);
      else if (differInLanguage(first.language, second.language)) skipped.name('languages', pair);
      else pairs.push(pair);
    }
  return pairs;
}

/** `en-GB` and `en` are one language. */
function differInLanguage(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.split('-')[0] !== other.split('-')[0];
}

function namesOf([first, second]: Pair): Pick<WordDifference, 'quoteIds' | 'segments'> {
  return { quoteIds: [first.quoteId, second.quoteId], segments: [first.segment, second.segment] };
}

/** Compares as long as the work that is left allows. */
class Comparing {
  steps = 0;
  readonly #words = new Map<Worded, readonly string[]>();

  /** Null where the pair would take more work than is left. */
  parts([first, second]: Pair): WordDifference['parts'] | null {
    const [firstWords, secondWords] = [this.#wordsOf(first), this.#wordsOf(second)];
    if (firstWords === null || secondWords === null) return null;
    const lookedAt = firstWords.length + secondWords.length;
    if (this.steps + lookedAt > MAX_STEPS) return null;
    const steps = alignmentSteps(firstWords, secondWords);
    const fits = this.steps + steps <= MAX_STEPS;
    this.steps += fits ? steps : lookedAt;
    return fits ? compareSegments(firstWords, secondWords) : null;
  }

  #wordsOf(rendition: Worded): readonly string[] | null {
    const known = this.#words.get(rendition);
    if (known !== undefined) return known;
    const steps = rendition.text.length * STEPS_PER_CHARACTER;
    if (this.steps + steps > MAX_STEPS) return null;
    this.steps += steps;
    const words = wordSegments(rendition.text);
    this.#words.set(rendition, words);
    return words;
  }
}

/** The pairs that are not compared, by reason. */
class Skipped {
  readonly #reasons: Record<NotComparedReason, { count: number; pairs: NotCompared['pairs'] }> = {
    parts: { count: 0, pairs: [] },
    languages: { count: 0, pairs: [] },
    limit: { count: 0, pairs: [] },
  };

  count(reason: NotComparedReason, pairs: number): void {
    this.#reasons[reason].count += pairs;
  }

  name(reason: NotComparedReason, pair: Pair): void {
    this.count(reason, 1);
    const { pairs } = this.#reasons[reason];
    if (pairs.length < MAX_NAMED) pairs.push(namesOf(pair));
  }

  entries(): NotCompared[] {
    return (Object.keys(this.#reasons) as NotComparedReason[])
      .map((reason) => ({ reason, ...this.#reasons[reason] }))
      .filter(({ count }) => count > 0);
  }
}
