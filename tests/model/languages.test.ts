import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Language } from '../../src/model/fields.ts';
import { canonicalLanguage, LANGUAGE_TAG, languageMeant, languageName } from '../../src/model/languages.ts';

describe('a language', () => {
  test.each([
    ['en', 'en'],
    ['EN-us', 'en-US'],
    ['zh-hant-hk', 'zh-Hant-HK'],
    ['iw', 'he'],
    ['rus', 'ru'],
    ['DE-1996', 'de-1996'],
    ['en-x-Harbour', 'en-x-harbour'],
  ])('written %s is %s', (text, tag) => {
    expect(Language.parse(text)).toBe(tag);
  });

  test.each([
    ['en_US', 'en-US'],
    ['English', 'en'],
    ['ukrainian', 'uk'],
    ['Norwegian Bokmål', 'nb'],
    ['english', 'en'],
    ['en-', null],
    ['e', null],
    ['elvish', null],
    ['12', null],
  ])('is not written %s but %s', (text, tag) => {
    expect(languageMeant(text)).toBe(tag);
    const { error } = Language.safeParse(text);
    expect(error?.issues[0]?.message).toBe(
      tag === null ? 'a language is a BCP 47 tag such as "en" or "ru"' : `write "${tag}"`,
    );
  });

  test('of the documented pattern has a canonical form, which fits the pattern and stays as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(LANGUAGE_TAG), (text) => {
        const tag = canonicalLanguage(text) ?? '';
        expect(tag).toMatch(LANGUAGE_TAG);
        expect(canonicalLanguage(tag)).toBe(tag);
        expect(typeof languageName(tag)).toBe('string');
      }),
      { numRuns: 2000 },
    );
  });
});
