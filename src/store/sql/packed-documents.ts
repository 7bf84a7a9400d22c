// Documents as a store holds them: what most documents of a kind say in the same words is one character each. JSON has
// no control characters, so each of them can stand for a phrase. Decision 17 has what that costs a reader.

/** The character that stands for a phrase, by its place among them. */
export const markOf = (index: number) => String.fromCharCode(index + 1);

// All but NUL, with which SQLite would end a text: 31 phrases at most.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what stands for phrases
const MARKS = /[\x01-\x1f]/g;

export type Pack = (document: string) => string;

/**
 * Packs JSON, which has no control characters. One expression for all phrases takes a third of the time of a search for
 * each (measured): 2 µs an event.
 */
export function packer(phrases: readonly string[]): Pack {
  if (phrases.length === 0) return (document) => document;
  const marks = new Map(phrases.map((phrase, index) => [phrase, markOf(index)]));
  // The longer first, where one begins as another does.
  const all = phrases.toSorted((a, b) => b.length - a.length).map(escaped);
  const expression = new RegExp(all.join('|'), 'g');
  return (document) => document.replace(expression, (phrase) => marks.get(phrase) ?? phrase);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** One look at each character: 0.2 µs a document (measured). */
export function unpack(packed: string, phrases: readonly string[]): string {
  return phrases.length === 0
    ? packed
    : packed.replace(MARKS, (mark) => phrases[mark.charCodeAt(0) - 1] ?? '');
}
