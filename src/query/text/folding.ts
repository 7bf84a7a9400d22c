// One form for all spellings of a word: what is folded, script by script. docs/search.md has it as a table, and a test
// runs each of its rows.

/** Goes up with every change to which words a text has: a file whose words were cut or folded otherwise is loaded again. */
export const WORDS_VERSION = 2;

/**
 * Apostrophes and primes that Unicode counts among the letters. They part words, as `'` and `’` do: `Ka'bah` is
 * written with any of them.
 */
export const APOSTROPHE_LETTERS = '\\u02B9-\\u02BF\\u02EE\\u0374\\uA78B\\uA78C\\u07F4\\u07F5';

/** Letters that Unicode does not take apart into a plain one and marks. Lower case. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  // Latin: ligatures, and letters with a stroke or a hook.
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ɖ: 'd',
  ɗ: 'd',
  ł: 'l',
  ø: 'o',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ƀ: 'b',
  ɓ: 'b',
  ƙ: 'k',
  ƴ: 'y',
  ɨ: 'i',
  ʉ: 'u',
  ǥ: 'g',
  ƶ: 'z',
  // Greek.
  ς: 'σ',
  // Arabic, by code point, since many look alike: alef, yeh, kaf, heh.
  '\u0671': '\u0627',
  '\u0672': '\u0627',
  '\u0673': '\u0627',
  '\u0649': '\u064A',
  '\u06CC': '\u064A',
  '\u06A9': '\u0643',
  '\u06AA': '\u0643',
  '\u0629': '\u0647',
  '\u06C1': '\u0647',
  '\u06C3': '\u0647',
  '\u06D5': '\u0647',
};
const PLAIN = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'gu');

/** Whatever is no letter, mark or digit, and what only hides among them: apostrophes, and the tatweel that stretches. */
const IGNORED = new RegExp(`[^\\p{L}\\p{N}\\p{M}]|[${APOSTROPHE_LETTERS}\\u0640\\u07FA]`, 'gu');

/** Marks that may be left out: accents, vowel points, the hamza of a carrier, the stress of Russian and the like. */
const OPTIONAL_MARKS =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+|([аеиоуыэюяієѣ])[\u0300\u0301]+/gu;

/** One form for all spellings of a word; empty where nothing in it can be searched for. */
export function foldWord(word: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII, which only needs lower case
  if (/^[\u0000-\u007f]*$/.test(word)) return word.toLowerCase();
  return (
    word
      .normalize('NFKD')
      .replace(IGNORED, '')
      // Upper case first, for letters with several lower-case forms (ς, ß, ı).
      .toUpperCase()
      .toLowerCase()
      .replaceAll('е\u0308', 'е') // ё
      .replace(OPTIONAL_MARKS, '$1$2')
      .replace(PLAIN, (letter) => PLAIN_LETTERS[letter] ?? letter)
      .replace(/\p{Nd}/gu, plainDigit)
      .normalize('NFC')
  );
}

/** Digits of a script follow one another from 0 to 9, and where two scripts' touch, both are whole. */
function plainDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let first = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}
