// The tokeniser of full-text search, the same for indexing and for queries, so that every engine matches alike.
// Case and Unicode form do not matter, nor do accents on Latin and Greek letters, nor the dots of ё.
// Han, kana and hangul are written without spaces between words, so their runs become bigrams.

/** A word and its position: a half-open range of code points of the text. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /**
   * - `word`: a run of letters, marks and digits.
   * - `bigram`: two adjacent letters of a run without spaces.
   * - `unigram`: the last letter of such a run, so that it is found alone too.
   */
  readonly kind: 'word' | 'bigram' | 'unigram';
}

/** Format characters (soft hyphens, joiners) are part of a word and ignored. */
const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu;
const SPACELESS =
  /(?:[[\p{L}\p{N}]&&[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]][\p{M}\p{Cf}]*)+/gv;

/** A letter with its marks, and a Hangul syllable written as its jamo. */
const LETTER = /(?:[\u1100-\u115F][\u1160-\u11A7]?[\u11A8-\u11FF]?|[^\p{M}\p{Cf}])[\p{M}\p{Cf}]*/gu;

/** The tokens of a text, in order. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pointOf = pointCounter(text);
  for (const { 0: run, index } of text.matchAll(RUN)) {
    let done = 0;
    for (const { 0: spaceless, index: within } of run.matchAll(SPACELESS)) {
      addWord(tokens, run.slice(done, within), pointOf(index + done));
      addBigrams(tokens, spaceless, pointOf(index + within));
      done = within + spaceless.length;
    }
    addWord(tokens, run.slice(done), pointOf(index + done));
  }
  return tokens;
}

/** Separates the texts of one field, so that no phrase spans two of them: no word contains a private-use character. */
const GAP = '\u{F8FF}';

/** The words to index for several texts of one field, in order. */
export function indexWords(texts: readonly (string | null)[]): string[] {
  return texts
    .filter((text) => text !== null)
    .flatMap((text, index) => [...(index === 0 ? [] : [GAP]), ...tokenize(text).map((token) => token.text)]);
}

/** Converts positions in UTF-16 units, which must ascend, to code points. */
function pointCounter(text: string): (unit: number) => number {
  let units = 0;
  let points = 0;
  return (unit) => {
    for (; units < unit; points++) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
    return points;
  };
}

function addWord(tokens: Token[], word: string, start: number): void {
  const text = foldWord(word);
  if (text !== '') tokens.push({ text, start, end: start + pointsOf(word), kind: 'word' });
}

function pointsOf(text: string): number {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}

function addBigrams(tokens: Token[], run: string, start: number): void {
  const letters = [...run.matchAll(LETTER)].map(({ 0: letter }) => letter);
  let position = start;
  for (const [index, letter] of letters.entries()) {
    const next = letters[index + 1];
    const text = foldWord(next === undefined ? letter : letter + next);
    const end = position + pointsOf(letter) + (next === undefined ? 0 : pointsOf(next));
    if (text !== '')
      tokens.push({ text, start: position, end, kind: next === undefined ? 'unigram' : 'bigram' });
    position += pointsOf(letter);
  }
}

/** One form for all spellings of a word; empty where nothing in it can be searched for. */
export function foldWord(word: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII, which only needs lower case
  if (/^[\u0000-\u007f]*$/.test(word)) return word.toLowerCase();
  return (
    word
      .normalize('NFKD')
      // Upper case first, for letters with several lower-case forms (ς, ß).
      .toUpperCase()
      .toLowerCase()
      .replaceAll('ς', 'σ')
      .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
      .replace(/е\u0308/gu, 'е')
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  );
}
