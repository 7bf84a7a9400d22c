import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document } from '../../src/model/code-points.ts';
import { foldWord } from '../../src/query/text/folding.ts';
import { indexWords, tokenize } from '../../src/query/text/tokens.ts';

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
    ['keeps marks that make letters in other scripts', 'हिन्दी বাংলা', ['हिन्दी', 'বাংলা']],
    [
      'takes the stress from Cyrillic vowels, and no other mark',
      'Росси́я И́ллі́чів й ї ѓ',
      ['россия', 'иллічів', 'й', 'ї', 'ѓ'],
    ],
    [
      'parts at apostrophes that Unicode calls letters',
      "Ka'b Ka’b Kaʼb Kaʿb Kaʻb Kaʹb",
      Array.from({ length: 6 }, () => ['ka', 'b']).flat(),
    ],
    [
      'writes the letters of Latin that have no plain form in plain ones',
      'Łódź Tromsø Đà Ħal Ægir Œuvre Þórður ıĞ STRAẞE',
      ['lodz', 'tromso', 'da', 'hal', 'aegir', 'oeuvre', 'thordur', 'ig', 'strasse'],
    ],
    ['passes over vowel points and tatweel', 'مُحَمَّد مـحـمـد שָׁלוֹם', ['محمد', 'محمد', 'שלום']],
    [
      'reads the forms of alef, yeh, kaf and heh alike',
      'أإآٱ علی على کتاب مدرسة مدرسۀ',
      ['اااا', 'علي', 'علي', 'كتاب', 'مدرسه', 'مدرسه'],
    ],
    [
      'reads digits of all scripts alike',
      '٢٠٢٣ ۲۰۲۳ २०२३ ２０２３ ๒๐๒๓ ༢༠༢༣ 𝟚𝟘𝟚𝟛',
      Array.from({ length: 7 }, () => '2023'),
    ],
    ['reads every Unicode form alike', 'é e\u0301 ｆｕｌｌ ﬁne', ['e', 'e', 'full', 'fine']],
    ['passes over what joins and hides', 'pa\u00adtri\u200dot', ['patriot']],
    ['cuts runs without spaces into pairs', '日本語', ['日本', '本語', '語']],
    ['cuts Hangul likewise, in any form', '한국어'.normalize('NFD'), ['한국', '국어', '어']],
    [
      'cuts Thai, Lao, Khmer and Burmese likewise, marks with their letter',
      'ปี ภาษา ລາວ ខ្មែរ မြန်မာ',
      ['ปี', 'ภา', 'าษ', 'ษา', 'า', 'ລາ', 'າວ', 'ວ', 'ខ្មែ', 'មែរ', 'រ', 'မြန်', 'န်မာ', 'မာ'],
    ],
    ['takes a number in such a script for a word', 'ปี๒๕๖๖', ['ปี', '2566']],
    ['cuts half-width kana as wide ones', 'ｶﾞｷﾞ', ['ガギ', 'ギ']],
    ['cuts Tibetan at its own dots', 'བོད་ལྗོངས', ['བོད', 'ལྗོངས']],
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

  it('are indexed as they are searched for, whatever the text', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.lorem());
    fc.assert(
      fc.property(text, (given) => {
        expect(indexWords([given])).toBe(words(given).join(' '));
      }),
    );
    expect(indexWords(['Port closed.', null, '…', 'No PAC-3'])).toBe(
      'port closed \u{F8FF}  \u{F8FF} no pac 3',
    );
  });

  it('say where they stand in the text itself, whatever is folded', () => {
    const text = '🐚 Łódź: مُـحَمَّد’s ＡＢ① Þórﬁ ประเทศไทย x';
    const document = new Document(text);
    expect(tokenize(text).map(({ start, end }) => document.slice(start, end))).toEqual([
      ...['Łódź', 'مُـحَمَّد', 's', 'ＡＢ①', 'Þórﬁ'],
      ...['ปร', 'ระ', 'ะเ', 'เท', 'ทศ', 'ศไ', 'ไท', 'ทย', 'ย', 'x'],
    ]);
  });

  it('are the same once they are folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(foldWord(foldWord(text))).toBe(foldWord(text));
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
