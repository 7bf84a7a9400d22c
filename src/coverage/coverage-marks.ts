// Finds quotation marks in a document: double and single, curly and straight. An apostrophe is no mark.

import type { Document } from '../model/code-points.ts';
import type { Range } from '../model/text-range.ts';

/** A pair of marks, or one that has no partner. Places are in code points. */
export interface Marks extends Range {
  /** What stands between them; null for a mark without a partner. */
  readonly inside: Range | null;
}

interface Mark {
  /** In UTF-16 units. */
  readonly at: number;
  readonly isOpening: boolean;
  /** Whether the paragraph begins with it. */
  readonly isFirst: boolean;
}

/**
 * All marks in order. A paragraph is a line. A quotation over several paragraphs is one pair, whether or not each of
 * them opens with a mark. Single marks pair within a paragraph only, and without a partner they are apostrophes.
 */
export function findMarks(document: Document): Marks[] {
  const { text } = document;
  const lines = [...text.matchAll(/[^\n]+/g)];
  const singles = lines.flatMap(({ 0: line, index }) => paired(singleMarks(line, index)).pairs);
  const doubles = paired(doubleMarks(text));
  const pairs = [...singles, ...doubles.pairs].map(([opening, closing]) => ({
    start: document.pointOf(opening.at),
    end: document.pointOf(closing.at + 1),
    inside: { start: document.pointOf(opening.at + 1), end: document.pointOf(closing.at) },
  }));
  const lone = doubles.lone.map(({ at }) => ({
    start: document.pointOf(at),
    end: document.pointOf(at + 1),
    inside: null,
  }));
  return [...pairs, ...lone].sort((a, b) => a.start - b.start || b.end - a.end);
}

function paired(marks: readonly Mark[]): { pairs: [Mark, Mark][]; lone: Mark[] } {
  const pairs: [Mark, Mark][] = [];
  const lone: Mark[] = [];
  let open: Mark | null = null;
  for (const mark of marks) {
    if (!mark.isOpening) {
      if (open === null) lone.push(mark);
      else pairs.push([open, mark]);
      open = null;
    } else if (open === null || !mark.isFirst) {
      if (open !== null) lone.push(open);
      open = mark;
    }
  }
  return { pairs, lone: open === null ? lone : [...lone, open] };
}

function doubleMarks(text: string): Mark[] {
  let isOpen = false;
  return [...text.matchAll(/["“”]/g)].flatMap(({ 0: mark, index }) => {
    const before = text.charAt(index - 1);
    const after = text.charAt(index + 1);
    if (mark === '"' && !isOpen && /\d/.test(before)) return []; // inches
    const isOpening =
      mark === '“' || (mark === '"' && (opens(before, after) || (!isOpen && /\p{L}/u.test(after))));
    isOpen = isOpening;
    return [{ at: index, isOpening, isFirst: before === '' || before === '\n' }];
  });
}

/** @param from where the line begins in the text. */
function singleMarks(line: string, from: number): Mark[] {
  return [...line.matchAll(/['‘’]/g)].flatMap(({ 0: mark, index }) => {
    const before = line.charAt(index - 1);
    const after = line.charAt(index + 1);
    const isOpening = mark === '‘' || (mark === "'" && opens(before, after) && !/\d/.test(after));
    const isClosing = !isOpening && !/[\p{L}\p{N}]/u.test(after) && !/^\s?$/.test(before);
    return isOpening || isClosing ? [{ at: from + index, isOpening, isFirst: false }] : [];
  });
}

/** Whether a straight mark between these two characters opens; either is empty at the ends of the text. */
function opens(before: string, after: string): boolean {
  return /^$|[\s([{—–\-"“'‘]/.test(before) && /\S/.test(after);
}
