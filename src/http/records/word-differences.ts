// How the words of two texts differ. Pure. Every character is kept: the parts in `both` and `first`, joined, are the
// first text, and those in `both` and `second` the second.
import type { WordDifference } from '../../model/statement.ts';
import { align, wordSegments } from './word-alignment.ts';

export type Part = WordDifference['parts'][number];

/** The parts of two texts, in order; adjacent parts differ in `in`. */
export function compareWords(first: string, second: string): Part[] {
  return compareSegments(wordSegments(first), wordSegments(second));
}

/** The parts of two texts that are segmented into words. */
export function compareSegments(first: readonly string[], second: readonly string[]): Part[] {
  return tidy(align(first, second).map(({ in: side, words }) => ({ in: side, text: words.join('') })));
}

/** Joins changed words that only a space separates, so that they are one difference, not several. */
function tidy(parts: readonly Part[]): Part[] {
  const tidied: Part[] = [];
  let [first, second] = ['', ''];
  const flush = () => {
    if (first !== '') tidied.push({ in: 'first', text: first });
    if (second !== '') tidied.push({ in: 'second', text: second });
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
