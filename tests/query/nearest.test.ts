import { describe, expect, test } from 'vitest';
import { PloverType } from '../../src/model/codebook/plover.ts';
import { COUNTRIES } from '../../src/model/countries.ts';
import { EventStatus } from '../../src/model/event.ts';
import { QuoteKind } from '../../src/model/quote.ts';
import { namesMeant, valueMeant } from '../../src/query/parameters/meant.ts';
import { nearest } from '../../src/query/parameters/nearest.ts';
import { PARAMETER_SYNONYMS, VALUE_SYNONYMS } from '../../src/query/parameters/synonyms.ts';

describe('the nearest name', () => {
  test.each([
    ['tpye', 'type'],
    ['typ', 'type'],
    ['types', 'type'],
    ['speker', 'speaker'],
    ['Sakharova', 'zakharova'],
    ['Orbán', 'orban'],
    ['ACUSE', 'ACCUSE'],
    ['THREATN', 'THREATEN'],
    ['cntested', 'contested'],
    ['atrributoin', 'attribution'],
    ['soruce', 'source'],
    ['id-s', 'ids'],
  ])('of %s is %s', (text, name) => {
    expect(nearest(text, [name])).toBe(name);
  });

  test.each([
    ['tone', 'type'],
    ['happened', 'alleged'],
    ['SUN', 'HUN'],
    ['GER', 'GBR'],
    ['date', 'via'],
    ['page', 'parent'],
    ['actor', 'sector'],
    ['mood', 'code'],
    ['limit', 'in'],
    ['id', 'in'],
    ['place', 'parent'],
    ['weather', 'target'],
    ['a', 'q'],
  ])('of %s is not %s', (text, name) => {
    expect(nearest(text, [name])).toBeNull();
  });

  test('is the one that begins like the text, among equals', () => {
    expect(nearest('halvi', ['halvis', 'halva'])).toBe('halvis');
  });
});

describe('the value that was meant', () => {
  test.each([
    ['happened', EventStatus.options, 'occurred'],
    ['Occured', EventStatus.options, 'occurred'],
    ['feared', EventStatus.options, 'hypothetical'],
    ['claimed', EventStatus.options, 'alleged'],
    ['quote', QuoteKind.options, 'direct'],
    ['Direct', QuoteKind.options, 'direct'],
    ['paraphrase', QuoteKind.options, 'indirect'],
    ['threat', PloverType.options, 'THREATEN'],
    ['warning', PloverType.options, 'THREATEN'],
    ['threaten', PloverType.options, 'THREATEN'],
    ['RU', COUNTRIES, 'RUS'],
    ['ru', COUNTRIES, 'RUS'],
    ['rus', COUNTRIES, 'RUS'],
    ['Japan', COUNTRIES, 'JPN'],
    ['Russia', COUNTRIES, 'RUS'],
    ['Russian Federation', COUNTRIES, 'RUS'],
    ['South Korea', COUNTRIES, 'KOR'],
    ['Türkiye', COUNTRIES, 'TUR'],
    ['UK', COUNTRIES, 'GBR'],
    ['RUSS', COUNTRIES, 'RUS'],
    ['newest', ['-said', 'said', 'relevance'], '-said'],
    ['date', ['-said', 'said', 'relevance'], 'said'],
    ['-date', ['-said', 'said', 'relevance'], '-said'],
    ['-dat', ['-date', 'date'], '-date'],
    ['-published', ['-date', 'date'], '-date'],
    ['country', ['type', 'sourceCountry', 'targetCountry'], 'sourceCountry'],
  ])('by %s of %j is found', (text, options, value) => {
    expect(valueMeant(text, options)).toBe(value);
  });

  test.each([
    ['SUN', COUNTRIES],
    ['DDR', COUNTRIES],
    ['XYZ', COUNTRIES],
    ['Korea', COUNTRIES],
    ['Atlantis', COUNTRIES],
    ['tone', PloverType.options],
    ['maybe', EventStatus.options],
    ['funny', QuoteKind.options],
    ['', EventStatus.options],
    ['-', ['-date', 'date']],
  ])('by %s of %j is anyone’s guess', (text, options) => {
    expect(valueMeant(text, options)).toBeNull();
  });
});

test('no synonym is written as it is never read', () => {
  for (const [meant, typed] of [...PARAMETER_SYNONYMS, ...VALUE_SYNONYMS])
    for (const word of typed.split(' ')) {
      expect(word, meant).toMatch(/^-?[a-z0-9]+$/);
      expect(meant.split(' '), `${word} means itself`).not.toContain(word);
    }
});

test('any text is looked at without harm', () => {
  for (const text of ['__proto__', 'constructor', '[]', '!', 'filter[', '\u{1F642}', 'x'.repeat(10_000)])
    expect(namesMeant(text, ['type', 'q'])).toEqual([]);
});
