import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWords, differencesOf, MAX_PAIRS } from '../../src/http/records/word-differences.ts';
import type { Quote } from '../../src/model/quote.ts';

const both = (text: string) => ({ in: 'both', text });
const first = (text: string) => ({ in: 'first', text });
const second = (text: string) => ({ in: 'second', text });

describe('the words of two renditions', () => {
  test.each([
    ['are one part where they are the same', 'It is a wall.', 'It is a wall.', [both('It is a wall.')]],
    [
      'differ by one word',
      'losing control over the weapons',
      'losing control of the weapons',
      [both('losing control '), first('over'), second('of'), both(' the weapons')],
    ],
    [
      'change together where several in a row do',
      'a red brick wall',
      'a tall stone wall',
      [both('a '), first('red brick'), second('tall stone'), both(' wall')],
    ],
    ['are removed', 'he said it twice', 'he said it', [both('he said it'), first(' twice')]],
    [
      'are told apart by case and marks, as printed',
      'Japan’s plan',
      "japan's plan",
      [first('Japan’s'), second("japan's"), both(' plan')],
    ],
    [
      'are found where no spaces stand between them',
      '日本は拒否した',
      '日本は同意した',
      [both('日本は'), first('拒否'), second('同意'), both('した')],
    ],
    ['are nothing where one is empty', '', 'a wall', [second('a wall')]],
  ])('%s', (_promise, one, other, parts) => {
    expect(compareWords(one, other)).toEqual(parts);
  });

  test('keep every character of both, in order', () => {
    const text = fc
      .array(fc.constantFrom('the', ' ', 'wall', ', ', 'Straße', 'опасно', '日本', '"', '\n', '👩‍🚀', 'a'), {
        maxLength: 30,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const parts = compareWords(one, other);
        const of = (side: string) =>
          parts
            .filter((part) => part.in !== side)
            .map((part) => part.text)
            .join('');
        expect(of('second')).toBe(one);
        expect(of('first')).toBe(other);
        for (const [index, part] of parts.entries())
          expect(part.in === 'both' && parts[index + 1]?.in === 'both').toBe(false);
      }),
    );
  });

  test('of texts that have nothing in common are found within bounds', () => {
    const one = Array.from({ length: 3000 }, (_, index) => `a${index}`).join(' ');
    const other = Array.from({ length: 3000 }, (_, index) => `b${index}`).join(' ');
    expect(compareWords(one, other)).toEqual([first(one), second(other)]);
  });
});

describe('the differences of a statement', () => {
  const quote = (id: string, ...texts: (string | null)[]) =>
    ({ id, segments: texts.map((text) => ({ text })) }) as unknown as Quote;
  const rendition = (quoteId: string, segment = 0) => ({ quoteId, segment, extent: 'whole' as const });

  test('are of each pair of renditions that has words', () => {
    const renditions = [rendition('a'), rendition('b', 1), rendition('indirect'), rendition('c')];
    const quotes = [
      quote('a', 'one wall'),
      quote('b', 'other', 'two walls'),
      quote('c', 'one wall'),
      quote('indirect', null),
    ];
    const differences = differencesOf(renditions, quotes);
    expect(differences.map(({ quoteIds, segments }) => [...quoteIds, ...segments])).toEqual([
      ['a', 'b', 0, 1],
      ['a', 'c', 0, 0],
      ['b', 'c', 1, 0],
    ]);
    expect(differences[1]?.parts).toEqual([both('one wall')]);
  });

  test('are bounded where the renditions are many', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `q${index}`);
    const differences = differencesOf(
      ids.map((id) => rendition(id)),
      ids.map((id) => quote(id, 'the same')),
    );
    expect(differences).toHaveLength(MAX_PAIRS);
  });
});
