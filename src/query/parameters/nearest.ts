// The valid name nearest to a mistyped one, for error messages.
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
 * The candidate nearest to `text` by edit distance over folded forms, or null where none is near: at most half
 * of the longer text, and never more than five edits. Among equals one that begins like `text` wins, else the first.
 */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const target = fold(text);
  let best: string | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const edits = distance(target, folded);
    if (edits > 5 || edits * 2 > Math.max(target.length, folded.length)) continue;
    const rank = folded.startsWith(target) ? edits - 0.5 : edits;
    if (rank < bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}
