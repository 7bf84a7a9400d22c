// The nearest valid name to a mistyped one, for error messages.
import { distance } from 'fastest-levenshtein';

/** Lower case, Unicode marks removed, runs of anything but letters and digits as one hyphen: ids and names alike. */
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
 * of the longer text, and never more than five edits. Of equals the one that begins like `text` wins, then the first.
 */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const wanted = fold(text);
  let best: string | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const edits = distance(wanted, folded);
    if (edits > 5 || edits * 2 > Math.max(wanted.length, folded.length)) continue;
    const rank = folded.startsWith(wanted) ? edits - 0.5 : edits;
    if (rank < bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}
