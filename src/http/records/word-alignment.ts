// Aligns the words of two texts by their longest common subsequence. Pure. Thirty words are compared at once, in the
// bits of an integer (Crochemore et al. 2001, Hyyrö 2004), so the work depends on the lengths alone, however much the
// texts differ.

/** Bits of an integer, with room for the sum of two: with all 32 V8 counts in floating point, which takes 3 times as long. */
const BITS = 30;
const ALL = 2 ** BITS - 1;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** A text as words, spaces and marks: joined, they are the text. */
export function wordSegments(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** A run of words that stand in both texts, or in one. */
export interface AlignedRun {
  readonly in: 'both' | 'first' | 'second';
  readonly words: readonly string[];
}

/** What the texts begin with and end with alike, in words. */
interface Ends {
  readonly start: number;
  readonly end: number;
}

function commonEnds(first: readonly string[], second: readonly string[]): Ends {
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first[start] === second[start]) start++;
  let end = 0;
  while (end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) end++;
  return { start, end };
}

/** How many steps {@link align} takes: one for each word, and one for each 30 words that a word is compared with. */
export function alignmentSteps(first: readonly string[], second: readonly string[]): number {
  const { start, end } = commonEnds(first, second);
  const [rows, columns] = [second.length - start - end, first.length - start - end];
  return first.length + second.length + rows * Math.ceil(columns / BITS);
}

/** The runs of two texts in order; of changed words, those of the first text come first. */
export function align(first: readonly string[], second: readonly string[]): AlignedRun[] {
  const { start, end } = commonEnds(first, second);
  const middle = alignDifferent(
    first.slice(start, first.length - end),
    second.slice(start, second.length - end),
  );
  const runs: AlignedRun[] = [
    { in: 'both', words: first.slice(0, start) },
    ...middle,
    { in: 'both', words: first.slice(first.length - end) },
  ];
  return runs.filter(({ words }) => words.length > 0);
}

function alignDifferent(first: readonly string[], second: readonly string[]): AlignedRun[] {
  const { bits, width } = commonLengths(first, second);
  /** Whether the last of `column` words adds nothing to what they have in common with `row` of the second text. */
  const addsNothing = (row: number, column: number) => {
    const place = Math.floor((column - 1) / BITS);
    return (((bits[row * width + place] as number) >>> ((column - 1) % BITS)) & 1) === 1;
  };
  const runs: { in: AlignedRun['in']; words: string[] }[] = [];
  const add = (side: AlignedRun['in'], word: string | undefined) => {
    const last = runs.at(-1);
    if (last?.in === side) last.words.push(word as string);
    else runs.push({ in: side, words: [word as string] });
  };
  let [row, column] = [second.length, first.length];
  while (row > 0 || column > 0) {
    if (row === 0 || (column > 0 && addsNothing(row, column))) add('first', first[--column]);
    else if (column === 0 || !addsNothing(row - 1, column)) add('second', second[--row]);
    else {
      add('both', first[--column]);
      row--;
    }
  }
  for (const { words } of runs) words.reverse();
  return runs.reverse();
}

interface Matrix {
  readonly bits: Int32Array;
  /** Integers in a row; the first row is that of no word. */
  readonly width: number;
}

/**
 * For each word of the second text, a bit for each word of the first: 0 where the longest common subsequence up to both
 * is longer than without that word of the first.
 */
function commonLengths(first: readonly string[], second: readonly string[]): Matrix {
  const width = Math.ceil(first.length / BITS);
  const positions = positionsOf(first, width);
  const bits = new Int32Array(width * (second.length + 1)).fill(ALL, 0, width);
  for (const [row, word] of second.entries()) {
    const [above, below] = [row * width, (row + 1) * width];
    const matching = positions.get(word);
    if (matching === undefined) bits.copyWithin(below, above, below);
    else {
      let carry = 0;
      for (let place = 0; place < width; place++) {
        const old = bits[above + place] as number;
        const match = matching[place] as number;
        const sum = old + (old & match) + carry;
        carry = sum >>> BITS;
        bits[below + place] = (sum & ALL) | (old & ~match);
      }
    }
  }
  return { bits, width };
}

/** Where each word stands: a bit for each word of the text. */
function positionsOf(text: readonly string[], width: number): Map<string, Int32Array> {
  const positions = new Map<string, Int32Array>();
  for (const [index, word] of text.entries()) {
    const mask = positions.get(word) ?? new Int32Array(width);
    positions.set(word, mask);
    const place = Math.floor(index / BITS);
    mask[place] = (mask[place] as number) | (1 << (index % BITS));
  }
  return positions;
}
