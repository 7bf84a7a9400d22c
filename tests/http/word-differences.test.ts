import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWords } from '../../src/http/records/word-differences.ts';

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

  test('are all of both where the texts have nothing in common', () => {
    const one = Array.from({ length: 3000 }, (_, index) => `a${index}`).join(' ');
    const other = Array.from({ length: 3000 }, (_, index) => `b${index}`).join(' ');
    expect(compareWords(one, other)).toEqual([first(one), second(other)]);
  });
});
