// The valid name nearest to a mistyped one, for error messages. A poor guess is none: it sends the reader astray.
import { distance } from 'fastest-levenshtein';

/**
 * Folds an id or name: lower case, without marks, with one hyphen for each run of other characters than letters and
 * digits.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/**
 * Fewer than a third of the letters are edits: one in a word of four to six, two from seven on, three from ten on; none
 * among codes of three letters, where half the list is an edit away.
 */
const LETTERS_PER_EDIT = 3;
const MOST_EDITS = 5;

/**
 * The candidate nearest to `text` by edit distance over folded forms, two neighbours in the wrong order being one edit;
 * null where none is near. Among equals one that begins like `text` wins, else the first.
 */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const target = fold(text);
  let best: string | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const edits = editsBetween(target, folded);
    if (!isNear(target, folded, edits)) continue;
    const rank = folded.startsWith(target) ? edits - 0.5 : edits;
    if (rank < bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}

function isNear(a: string, b: string, edits: number): boolean {
  const longer = Math.max(a.length, b.length);
  return edits === 0 || edits <= Math.min(MOST_EDITS, Math.floor((longer - 1) / LETTERS_PER_EDIT));
}

function editsBetween(a: string, b: string): number {
  const edits = distance(a, b);
  return edits === 2 && isSwapped(a, b) ? 1 : edits;
}

/** Whether the one is the other with two neighbours in the wrong order. */
function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return (
    a.length === b.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  );
}
