// Finds reporting words and sentences in a document. Places are in code points.

import type { Document } from '../model/code-points.ts';
import type { Range } from '../model/text-range.ts';
import { REPORTING_WORDS } from './reporting-words.ts';

const REPORTING = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${REPORTING_WORDS.map((words) => words.replaceAll(' ', '\\s+')).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Every place of a reporting word, in order. */
export function findReportingWords(document: Document): Range[] {
  return [...document.text.matchAll(REPORTING)].map(({ 0: words, index }) =>
    rangeOf(document, index, index + words.length),
  );
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
/** What ends like a sentence and goes on: initials, and titles before a name. */
const GOES_ON = /(?:^|[\s(])(?:(?:\p{Lu}\.)+|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|St)\.)\s*$/u;

/** Every sentence that holds a letter or a digit, without the space around it. None runs over a line's end. */
export function findSentences(document: Document): Range[] {
  return [...document.text.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index: from }) => {
    const sentences: { at: number; text: string }[] = [];
    for (const { segment, index } of SENTENCES.segment(line)) {
      const last = sentences.at(-1);
      if (last !== undefined && GOES_ON.test(last.text)) last.text += segment;
      else sentences.push({ at: from + index, text: segment });
    }
    return sentences
      .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
      .map(({ at, text }) => {
        const start = at + text.length - text.trimStart().length;
        return rangeOf(document, start, start + text.trim().length);
      });
  });
}

/** @param start @param end in UTF-16 units. */
function rangeOf(document: Document, start: number, end: number): Range {
  return { start: document.pointOf(start), end: document.pointOf(end) };
}
