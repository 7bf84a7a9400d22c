// Finds words in a document: exactly, or as a reader would copy them from a page.
import type { Document } from '../../model/code-points.ts';
import type { Range } from '../../model/text-range.ts';

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

/** Whether the words stand in the text, as an author copies them: any white space for white space. */
export function standsIn(text: string, words: string): boolean {
  return loosely(words)?.test(text) ?? false;
}
