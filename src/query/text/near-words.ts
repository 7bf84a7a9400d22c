// The words of an index that look most like one that is not there: where to look for them, and which of them to name.
import { distance } from 'fastest-levenshtein';
import { tokenize } from './tokens.ts';

/** A word of a resource's index, and how many records have it. */
export interface IndexedWord {
  readonly word: string;
  readonly count: number;
}

/** The shortest word that others are compared with: of shorter ones nearly all are near. */
export const MIN_NEAR = 3;
/** The longest: a longer one is hardly a word. */
export const MAX_NEAR = 40;

/** The most words that are named. */
export const MAX_NEAREST = 3;

/** Whether another word can be meant: not of a number, and not of a pair of letters of a run without spaces. */
export function canBeMistyped(word: string): boolean {
  const letters = [...word].length;
  return (
    letters >= MIN_NEAR &&
    letters <= MAX_NEAR &&
    /[^\p{N}]/u.test(word) &&
    tokenize(word).every(({ kind }) => kind === 'word')
  );
}

/**
 * What the words to compare begin with, the likeliest first: as much of the word as may be right, and its beginning
 * where the first letters are swapped, or the first is one too many. A wrong first letter is not seen.
 */
export function beginnings(word: string): string[] {
  const letters = [...word];
  const [first = '', second = '', ...rest] = letters;
  const start = (length: number) => letters.slice(0, length).join('');
  const swapped = [second, first, ...rest.slice(0, 1)].join('');
  return [...new Set([start(4), start(3), start(2), swapped, letters.slice(1, 4).join(''), start(1)])];
}

/** The nearest by edit distance, at most a third of the word's letters and three; of equal ones the most frequent. */
export function nearestWords(word: string, candidates: readonly IndexedWord[]): string[] {
  const most = Math.min(3, Math.floor([...word].length / 3));
  const near = new Map<string, { edits: number; count: number }>();
  for (const { word: candidate, count } of candidates) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const edits = distance(word, candidate);
    const seen = near.get(candidate)?.count ?? 0;
    if (edits > 0 && edits <= most) near.set(candidate, { edits, count: Math.max(count, seen) });
  }
  return [...near]
    .sort(([a, one], [b, other]) => one.edits - other.edits || other.count - one.count || (a < b ? -1 : 1))
    .slice(0, MAX_NEAREST)
    .map(([candidate]) => candidate);
}
