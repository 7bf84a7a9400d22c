import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTerms, parseTextQuery } from '../../src/query/text/text-query.ts';
import { tokenize } from '../../src/query/text/tokens.ts';

/** Terms as they may be written: a star for a beginning, a minus for what must not be there. */
function written(text: string): string[] {
  const { all, none } = parseTextQuery(text);
  const term = ({ words, prefix }: { words: readonly string[]; prefix: boolean }) =>
    `${words.join('+')}${prefix ? '*' : ''}`;
  return [...all.map(term), ...none.map((each) => `-${term(each)}`)];
}

describe('a search text', () => {
  it.each([
    ['words', 'Patriot missiles', ['patriot', 'missiles']],
    ['a phrase', '"control of the weapons"', ['control+of+the+weapons']],
    ['a phrase in other marks', '“control of”', ['control+of']],
    ['a phrase that is not closed', 'a "control of', ['a', 'control+of']],
    ['what must not be there', 'japan -patriot -"air defence"', ['japan', '-patriot', '-air+defence']],
    ['a beginning', 'missil*', ['missil*']],
    ['a beginning of one letter as the letter', 'm*', ['m']],
    ['a word with a mark inside as a phrase', "Japan's PAC-3", ['japan+s', 'pac+3']],
    ['a word twice as once', 'Japan JAPAN japan', ['japan']],
    [
      'signs of other query languages as nothing',
      'a AND (b OR c) NEAR/2 title:d ^e',
      ['a', 'and', 'b', 'or', 'c', 'near+2', 'title+d', 'e'],
    ],
    ['a lone minus as nothing', '- -- a', ['a']],
    ['a run without spaces as its pairs', '日本語', ['日本+本語']],
    ['a lone letter of such a run as a beginning', '日', ['日*']],
    ['punctuation as nothing', '!!! … 🐚', []],
  ])('reads %s', (_, text, expected) => {
    expect(written(text)).toEqual(expected);
  });

  it('is understood, whatever it is, and finds its words where they stand in the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const query = parseTextQuery(text.replaceAll('-', ' '));
        for (const ranges of findTerms(tokenize(text.replaceAll('-', ' ')), query))
          expect(ranges.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
