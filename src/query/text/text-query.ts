// What `q` says: words that must all be there, "phrases", -words that must not, and beginnings of words*.
// Any text is understood; what cannot be searched for is left out.
import type { Range } from '../../model/range.ts';
import { type Token, tokenize } from './tokens.ts';

/** Words that must stand side by side, folded; the last may be the beginning of a word. */
export interface TextTerm {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

/** A record matches where it has all of `all` and none of `none`; nothing where `all` is empty. */
export interface TextQuery {
  readonly all: readonly TextTerm[];
  readonly none: readonly TextTerm[];
}

export const MAX_TEXT_TERMS = 16;
/** In code points. */
export const MAX_TEXT_LENGTH = 256;

/** A prefix of fewer letters would match half of all words. */
const MIN_PREFIX = 2;

/** An optional minus, then a phrase in marks of any kind (one that is never closed goes to the end), or a word. */
const TERM = /(-?)(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))/gu;

/** How many terms are written, whether or not they can be searched for. */
export function countTerms(text: string): number {
  return [...text.matchAll(TERM)].length;
}

export function parseTextQuery(text: string): TextQuery {
  const all: TextTerm[] = [];
  const none: TextTerm[] = [];
  for (const [, minus, phrase, word] of text.matchAll(TERM)) {
    const term =
      phrase === undefined ? termOf(word ?? '', (word ?? '').endsWith('*')) : termOf(phrase, false);
    const terms = minus === '-' ? none : all;
    if (term !== null && !terms.some((other) => isSame(other, term))) terms.push(term);
  }
  return { all, none };
}

function isSame(one: TextTerm, other: TextTerm): boolean {
  return one.prefix === other.prefix && one.words.join(' ') === other.words.join(' ');
}

/** Null where there is no letter and no digit. */
function termOf(text: string, star: boolean): TextTerm | null {
  const tokens = tokenize(text);
  const last = tokens.at(-1);
  if (last === undefined) return null;
  if (last.kind !== 'tail')
    return { words: tokens.map(wordOf), prefix: star && [...last.text].length >= MIN_PREFIX };
  // Pairs hold the last letter already, unless it is alone: then it begins the pairs that it may stand in.
  const isAlone = tokens.at(-2)?.kind !== 'pair';
  return { words: (isAlone ? tokens : tokens.slice(0, -1)).map(wordOf), prefix: isAlone };
}

function wordOf({ text }: Token): string {
  return text;
}

/** Where the terms of a query stand in a text that is cut into tokens, each with its own ranges. */
export function findTerms(tokens: readonly Token[], { all }: TextQuery): Range[][] {
  return all.map(({ words, prefix }) => {
    const ranges: Range[] = [];
    for (let first = 0; first + words.length <= tokens.length; first++) {
      const isHere = words.every((word, index) => {
        const text = tokens[first + index]?.text ?? '';
        return prefix && index === words.length - 1 ? text.startsWith(word) : text === word;
      });
      const [from, to] = [tokens[first], tokens[first + words.length - 1]];
      if (isHere && from !== undefined && to !== undefined) ranges.push({ start: from.start, end: to.end });
    }
    return ranges;
  });
}
