import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document } from '../../src/model/code-points.ts';
import { foldWord, tokenize } from '../../src/query/text/tokens.ts';

const words = (text: string) => tokenize(text).map((token) => token.text);

describe('words', () => {
  it.each([
    [
      'parts at whatever is no letter, mark or digit',
      "Japan's PAC-3, U.S.",
      ['japan', 's', 'pac', '3', 'u', 's'],
    ],
    ['takes case away', 'PATRIOT Straße ΟΔΟΣ', ['patriot', 'strasse', 'οδοσ']],
    ['takes accents from Latin and Greek letters', 'naïve Ångström Άρης', ['naive', 'angstrom', 'αρησ']],
    ['reads ё as е and leaves й and ї', 'Нозд­рёв Ёлка війна їжак', ['ноздрев', 'елка', 'війна', 'їжак']],
    ['keeps marks that make letters in other scripts', 'हिन्दी ไทยแลนด์', ['हिन्दी', 'ไทยแลนด์']],
    ['reads every Unicode form alike', 'é e\u0301 ｆｕｌｌ ﬁne', ['e', 'e', 'full', 'fine']],
    ['passes over what joins and hides', 'pa\u00adtri\u200dot', ['patriot']],
    ['cuts runs without spaces into pairs', '日本語', ['日本', '本語', '語']],
    ['cuts Hangul likewise, in any form', '한국어'.normalize('NFD'), ['한국', '국어', '어']],
    ['knows a letter that stands alone', '中 x', ['中', 'x']],
    ['parts Latin from Han', 'PAC3日本', ['pac3', '日本', '本']],
    ['finds none in punctuation', '… — 🐚 !', []],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('say where they stand, in code points, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const document = new Document(text);
        let last = 0;
        for (const token of tokenize(text)) {
          expect(foldWord(document.slice(token.start, token.end))).toBe(token.text);
          expect(token.start).toBeGreaterThanOrEqual(last);
          expect(token.end).toBeLessThanOrEqual(document.length);
          last = token.start;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('are the same of a text in any Unicode form and case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(words(text.normalize('NFD'))).toEqual(words(text.normalize('NFC')));
      }),
      { numRuns: 2000 },
    );
  });
});
