// The syntax of `q`: words that must all occur, "phrases", -words that must not occur, and prefixes*.
// Any text is accepted; what cannot be searched for is left out.
import type { Range } from '../../model/text-range.ts';
import { type Token, tokenize } from './tokens.ts';

/** A word or phrase: folded words that must follow one another. The last may be a prefix. */
export interface TextTerm {
  readonly words: readonly string[];
  readonly prefix: boolean;
  /** As it was given, a phrase in plain quotation marks. */
  readonly typed: string;
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

/**
 * An optional minus, then a phrase in quotation marks of any kind (to the end where they are not closed), or a word.
 */
const TERM = /(-?)(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))/gu;

/** The number of terms in the text, whether or not they can be searched for. */
export function countTerms(text: string): number {
  return [...text.matchAll(TERM)].length;
}

export function parseTextQuery(text: string): TextQuery {
  const all: TextTerm[] = [];
  const none: TextTerm[] = [];
  for (const [, minus, phrase, word] of text.matchAll(TERM)) {
    const term = phrase === undefined ? parseTerm(word ?? '') : parseTerm(phrase, `"${phrase.trim()}"`);
    const terms = minus === '-' ? none : all;
    if (term !== null && !terms.some((other) => isSame(other, term))) terms.push(term);
  }
  return { all, none };
}

function isSame(one: TextTerm, other: TextTerm): boolean {
  return one.prefix === other.prefix && one.words.join(' ') === other.words.join(' ');
}

/** Null where there is no letter and no digit. A star ends the beginning of a word, and means nothing in a phrase. */
function parseTerm(text: string, typed = text): TextTerm | null {
  const star = typed.endsWith('*');
  const tokens = tokenize(text);
  const last = tokens.at(-1);
  if (last === undefined) return null;
  if (last.kind !== 'unigram')
    return { words: tokens.map(wordOf), prefix: star && [...last.text].length >= MIN_PREFIX, typed };
  // The last bigram contains the last letter already. A letter alone is a prefix of the bigrams that begin with it.
  const isAlone = tokens.at(-2)?.kind !== 'bigram';
  return { words: (isAlone ? tokens : tokens.slice(0, -1)).map(wordOf), prefix: isAlone, typed };
}

function wordOf({ text }: Token): string {
  return text;
}

/** The occurrences of a query's terms in a tokenised text: the ranges of each term. */
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
