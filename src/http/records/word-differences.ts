// Compares the words of two renditions of a statement. Pure. Every character is kept: the parts in `both` and `first`,
// joined, are the first rendition, and those in `both` and `second` the second.
import { type ChangeObject, diffArrays } from 'diff';
import type { z } from 'zod';
import type { Quote } from '../../model/quote.ts';
import type { Rendition, WordDifference } from '../../model/statement.ts';

type Part = WordDifference['parts'][number];

/** The number of pairs grows with the square of the renditions: these are the pairs of fourteen. */
export const MAX_PAIRS = 91;

/** Texts that differ by more edits are reported as wholly different, because comparing them costs too much. */
const MAX_EDITS = 2000;

const words = new Intl.Segmenter('und', { granularity: 'word' });

function wordSegments(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment);
}

/** The parts of two texts, in order; adjacent parts differ in `in`. */
export function compareWords(first: string, second: string): Part[] {
  const changes = diffArrays(wordSegments(first), wordSegments(second), { maxEditLength: MAX_EDITS });
  const parts = changes === undefined ? [removed(first), added(second)] : changes.map(toPart);
  return tidy(parts.filter(({ text }) => text !== ''));
}

const removed = (text: string): Part => ({ in: 'first', text });
const added = (text: string): Part => ({ in: 'second', text });

function toPart({ added: isAdded, removed: isRemoved, value }: ChangeObject<string[]>): Part {
  return { in: isAdded ? 'second' : isRemoved ? 'first' : 'both', text: value.join('') };
}

/** Joins changed words that only a space separates, so that they are one difference, not several. */
function tidy(parts: readonly Part[]): Part[] {
  const tidied: Part[] = [];
  let [first, second] = ['', ''];
  const flush = () => {
    if (first !== '') tidied.push(removed(first));
    if (second !== '') tidied.push(added(second));
    [first, second] = ['', ''];
  };
  parts.forEach((part, index) => {
    const betweenChanges = part.text.trim() === '' && index > 0 && index < parts.length - 1;
    if (part.in === 'both' && !betweenChanges) {
      flush();
      tidied.push(part);
    } else {
      if (part.in !== 'second') first += part.text;
      if (part.in !== 'first') second += part.text;
    }
  });
  flush();
  return tidied;
}

/**
 * Each pair of a statement's renditions that has words, compared: in the order of the renditions, at most
 * {@link MAX_PAIRS}.
 */
export function differencesOf(
  renditions: readonly z.output<typeof Rendition>[],
  quotes: readonly Quote[],
): WordDifference[] {
  const byId = new Map(quotes.map((quote) => [quote.id, quote]));
  const worded = renditions.flatMap(({ quoteId, segment }) => {
    const text = byId.get(quoteId)?.segments[segment]?.text ?? null;
    return text === null ? [] : [{ quoteId, segment, text }];
  });
  const differences: WordDifference[] = [];
  for (const [index, one] of worded.entries()) {
    for (const other of worded.slice(index + 1)) {
      if (differences.length === MAX_PAIRS) return differences;
      differences.push({
        quoteIds: [one.quoteId, other.quoteId],
        segments: [one.segment, other.segment],
        parts: compareWords(one.text, other.text),
      });
    }
  }
  return differences;
}
