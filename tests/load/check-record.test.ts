import { describe, expect, test } from 'vitest';
import { checkRecord, stagedRecords } from '../../src/load/check/check-record.ts';
import type { Conventions, Profile } from '../../src/load/definitions/definition.ts';
import { isFault, type RawType } from '../../src/load/read/raw-record.ts';
import { placesIn, readJson } from '../../src/load/read/read-json.ts';
import { sha256 } from '../../src/load/read/texts.ts';
import { raw } from '../support/raw-record.ts';

const words = 'Begge parter må snakke';
const OPEN: Conventions = { profile: 'open', measures: [], codebooks: [], schemes: [], areKnown: true };

const QUOTE = {
  id: 'q',
  articleId: 'a',
  speakerIds: ['s'],
  attribution: 'name',
  kind: 'direct',
  form: 'marks',
  gist: 'Both must talk.',
  said: { edtf: '2031-02', basis: 'inferred' },
  segments: [{ text: words, span: { start: 10, end: 32, sha256: sha256(words) }, statementId: 't' }],
};

function staged(value: object, type: Exclude<RawType, 'dataset'> = 'quote', profile: Profile = 'curated') {
  const { record, faults } = checkRecord(raw(type, value), {
    profile,
    measures: [],
    codebooks: [],
    schemes: [],
    areKnown: true,
  });
  if (record === null) throw new Error(JSON.stringify(faults));
  const [own] = stagedRecords(type, record, raw(type, value));
  if (own === undefined) throw new Error('nothing is staged');
  return own;
}

describe('a staged record', () => {
  test('has the same hash whether defaults are left out or written out, and in any order of fields', () => {
    const { id, ...rest } = QUOTE;
    const written = { ...rest, viaIds: [], cue: null, extra: {}, confidence: null, id };
    expect(staged(written).hash).toBe(staged(QUOTE).hash);
    expect(staged({ ...QUOTE, gist: 'Both sides must talk.' }).hash).not.toBe(staged(QUOTE).hash);
  });

  test('hashes as RFC 8785 JSON, which any language can compute', () => {
    const record = staged({ type: 'actor', id: 'old', reason: 'Märe 🌊' }, 'retired');
    const canonical = '{"id":"old","reason":"Märe 🌊","successorId":null,"type":"actor"}';
    expect(record.hash).toBe(sha256(canonical));
  });

  test('is the same bytes for the same data', () => {
    const one = staged({ ...QUOTE, extra: { a: 1, b: 2 } });
    const two = staged({ ...QUOTE, extra: { b: 2, a: 1 } });
    expect(two.json).toBe(one.json);
    expect(two.hash).toBe(one.hash);
  });

  test('has whole spans: they name their article, and a quote of one segment has its span', () => {
    const quote = JSON.parse(staged(QUOTE).json);
    expect(quote.span).toEqual({ articleId: 'a', start: 10, end: 32, sha256: sha256(words) });
    expect(quote.segments[0].span).toEqual(quote.span);
  });

  test('names every mention of another record, with its place, and where its passages end', () => {
    const { references } = staged({
      ...QUOTE,
      viaIds: ['v', 'w'],
      performsEventId: 'e',
      aboutEventIds: ['f'],
    });
    expect(references.map(({ path, type, id, end }) => [path, type, id, end])).toEqual([
      ['articleId', 'article', 'a', null],
      ['speakerIds[0]', 'actor', 's', null],
      ['viaIds[0]', 'actor', 'v', null],
      ['viaIds[1]', 'actor', 'w', null],
      ['segments[0].statementId', 'statement', 't', null],
      ['performsEventId', 'event', 'e', null],
      ['aboutEventIds[0]', 'event', 'f', null],
      ['said', 'quote', 'q', null], // of itself, for faults of the date
      ['segments[0].span', 'article', 'a', 32],
    ]);
    expect(references[1]).toMatchObject({ file: 'quotes.json', line: 1, column: 42 });
  });

  test.each([
    [{ edtf: '2031-02-03', basis: 'stated' }, '2031-02-03'],
    [{ edtf: '2031-02', basis: 'stated' }, '2031-02-01'],
    [{ edtf: '[..2031-02]', basis: 'stated' }, '..2031-02-28'],
    [{ edtf: null }, null],
  ])('sorts by the first day that its date can mean, or before all by the last: %j', (said, day) => {
    expect(staged({ ...QUOTE, said }).day).toBe(day);
  });

  test('is the same whichever way its language tag is written', () => {
    const [written, canonical] = ['EN-us', 'en-US'].map((language) => staged({ ...QUOTE, language }));
    expect(written).toEqual(canonical);
    expect(JSON.parse(written?.json ?? '').language).toBe('en-US');
  });
});

test('a quote of an open dataset has one hash, whether it writes out the span that a load would give it or not', () => {
  const segment = (start: number) => ({
    text: words,
    span: { start, end: start + 22, sha256: sha256(words) },
  });
  const quote = { ...QUOTE, segments: [segment(10), segment(50)] };
  const hashOf = (value: object) => staged(value, 'quote', 'open').hash;
  expect(hashOf({ ...quote, span: { articleId: 'a', start: 10, end: 72, sha256: null } })).toBe(
    hashOf(quote),
  );
  expect(hashOf({ ...quote, span: { start: 5, end: 72 } })).not.toBe(hashOf(quote));
});

describe('what cannot be kept is refused, and nothing else in the record is lost sight of', () => {
  test.each([
    ['{"id":"x","__proto__":{"a":1}}', 'no field can be named __proto__'],
    ['{"id":"x","name":"a\\u0000b"}', 'name holds a NUL character'],
    ['{"id":"x","name":"a\\ud800"}', 'name holds half a character'],
    ['{"id":"x","extra":{"n":9007199254740993}}', 'extra.n is a number that is not kept exactly'],
    ['{"id":"x","extra":{"n":1e999}}', 'extra.n is a number that is not kept exactly'],
    ['{"id":"x","extra":{"\\u0000":1}}', 'a field name that cannot be kept'],
    ['[]', 'this is no record'],
  ])('%s', (json, message) => {
    const [item] = [...readJson('actor', `[${json}]`, 'actors.json')];
    if (item === undefined || isFault(item)) throw new Error('no record');
    const { record, faults } = checkRecord(item, OPEN);
    expect(record).toBeNull();
    expect(faults.map((fault) => fault.message)).toContain(message);
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });

  test('a rule is checked although another field is wrong, and a field is told once', () => {
    const { faults } = checkRecord(
      raw('quote', { ...QUOTE, speakerIds: 'x', confidence: 1, kind: 'indirect' }),
      { profile: 'curated', measures: [], codebooks: [], schemes: [], areKnown: true },
    );
    expect(faults.map(({ path }) => path)).toEqual(['speakerIds', 'confidence', 'segments[0].text']);
  });
});

test('the dataset must cover a time that does not end before it begins', () => {
  const dataset = {
    id: 'd',
    title: 'D',
    description: 'D',
    profile: 'open',
    version: '1',
    license: { name: 'none' },
  };
  expect(checkRecord(raw('dataset', dataset), OPEN).faults).toEqual([]);
  const coverage = { from: '2031-02-01', to: '2031-01-01', scope: 'All.' };
  expect(checkRecord(raw('dataset', { ...dataset, coverage }), OPEN).faults).toMatchObject([
    { path: 'coverage.to', cure: 'write the earlier day as from' },
  ]);
});

test('lines and columns count from 1', () => {
  const placeAt = placesIn('a\nbc\n', 'x');
  expect([0, 2, 3].map((offset) => placeAt(offset))).toEqual([
    { file: 'x', line: 1, column: 1 },
    { file: 'x', line: 2, column: 1 },
    { file: 'x', line: 2, column: 2 },
  ]);
});
