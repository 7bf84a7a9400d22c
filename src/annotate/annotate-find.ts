// Finds the passage that an author means by some of its words. It never guesses: no place or several are a problem
// that says what to write.

import { quoted } from '../load/read/fault.ts';
import type { SpanFault } from '../load/read/texts.ts';
import type { Document } from '../model/code-points.ts';
import type { Range } from '../model/text-range.ts';

/** Words exactly as they stand, or enough of a passage: `head … tail` joins a beginning to the next such end. */
export type SearchWords =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'match'; readonly text: string };

/** Every place where the words stand, in order. */
export function findAll(document: Document, { kind, text }: SearchWords): Range[] {
  const pattern = kind === 'words' ? exactly(text) : loosely(text);
  if (pattern === null) return [];
  const places: Range[] = [];
  for (let found = pattern.exec(document.text); found !== null; found = pattern.exec(document.text)) {
    const start = document.pointOf(found.index);
    places.push({ start, end: document.pointOf(found.index + found[0].length) });
    const first = document.text.codePointAt(found.index) ?? 0;
    pattern.lastIndex = found.index + (first > 0xffff ? 2 : 1); // places may overlap
  }
  return places;
}

/**
 * The one place that is meant. `occurrence` counts from 1 over the whole document; without it, only places within
 * `bounds` count.
 */
export function findOne(
  document: Document,
  search: SearchWords,
  occurrence: number | null,
  bounds: Range,
): Range | SpanFault {
  const all = findAll(document, search);
  if (all.length === 0) return notFound(document, search);
  if (occurrence !== null)
    return (
      all[occurrence - 1] ?? {
        message: `there is no occurrence ${occurrence} of these words`,
        cure: `they stand in ${all.length === 1 ? 'one place' : `${all.length} places`}: write occurrence: 1${all.length > 1 ? ` to ${all.length}` : ''}`,
      }
    );
  const places = all.filter(({ start, end }) => start >= bounds.start && end <= bounds.end);
  const [only] = places;
  if (only !== undefined && places.length === 1) return only;
  if (only === undefined)
    return {
      message: `these words do not stand where their quote does, after the segment before: ${quoted(search.text)}`,
      cure: `they stand at ${listed(all)}: mend the order of the segments, or the span of the quote`,
    };
  const choices = places.map((place) => all.indexOf(place) + 1);
  return {
    message: `these words stand in ${places.length} places, at ${listed(places)}: ${quoted(search.text)}`,
    cure: `write more of them, or in the span one of occurrence: ${choices.slice(0, 8).join(', ')}`,
  };
}

export function isSpanFault(result: Range | SpanFault): result is SpanFault {
  return 'message' in result;
}

function listed(places: readonly Range[]): string {
  const starts = places.slice(0, 5).map(({ start }) => start);
  return starts.join(', ') + (places.length > 5 ? ', …' : '');
}

function notFound(document: Document, { text }: SearchWords): SpanFault {
  const isSimilar = normalized(document.text).includes(normalized(text));
  return {
    message: `these words are not in the document: ${quoted(text)}`,
    cure: isSimilar
      ? 'they differ in spaces, quotation marks or dashes: copy them from the document'
      : 'copy them from the document',
  };
}

/** As a reader might type it. */
function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’‚′`]/g, "'")
    .replace(/[“”„″«»]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

function exactly(text: string): RegExp | null {
  return text === '' ? null : new RegExp(literally(text), 'gu');
}

/** Any white space for white space; parts joined by an ellipsis in order, each as near to the one before as can be. */
function loosely(text: string): RegExp | null {
  const words = (part: string) => part.split(/\s+/).map(literally).join('\\s+');
  const literal = new RegExp(words(text.trim()), 'gu');
  const parts = text.split(/…|\.{3}/).map((part) => part.trim());
  if (parts.some((part) => part === '')) return text.trim() === '' ? null : literal;
  return new RegExp(parts.map(words).join('[^]*?'), 'gu');
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
