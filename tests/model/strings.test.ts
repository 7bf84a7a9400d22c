import { expect, test } from 'vitest';
import { capitalize, compareBytes, hasControls, shorten, withArticle } from '../../src/model/strings.ts';

test('foreign text is quoted back briefly, and never cut within a letter', () => {
  expect(shorten('🌊'.repeat(64))).toBe('🌊'.repeat(64));
  expect(shorten('🌊'.repeat(65))).toBe(`${'🌊'.repeat(64)}…`);
  expect(shorten('abc', 2)).toBe('ab…');
});

test.each([
  ['article', 'Article', 'an article'],
  ['event', 'Event', 'an event'],
  ['quote', 'Quote', 'a quote'],
])('%s becomes %s, and %s', (word, capital, withIts) => {
  expect([capitalize(word), withArticle(word)]).toEqual([capital, withIts]);
});

test('texts are in the order of their bytes', () => {
  expect(['\u{1F30A}', '\uFFFD', 'é', 'a', 'B'].toSorted(compareBytes)).toEqual([
    'B',
    'a',
    'é',
    '\uFFFD',
    '\u{1F30A}',
  ]);
});

test.each([
  ['a\nb', true],
  ['\0', true],
  ['\u007f', true],
  ['\u0085', true],
  ['plain 🌊', false],
])('%j holds control characters: %s', (text, held) => {
  expect(hasControls(text)).toBe(held);
});
