// What every store answers about single records and what belongs to them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/port/store.ts';
import { rendered } from '../support/records.ts';
import { STORES } from '../support/stores.ts';

const ACTORS = rendered('actors', [
  { id: 'zorin-press', names: ['zorin-press', 'the-spokeswoman'] },
  { id: 'halvia', names: ['halvia', 'the-islands'] },
  { id: 'merrow-ministry', names: ['ministry-of-merrow'] },
]);
/** Two that share a name, and names that are equally near to one that nobody has. */
const ALIKE = rendered('statements', [
  { id: 'tide-a', names: ['ebb-tide', 'spring-tide'], texts: { gist: 'port Port ports 2023 ab port' } },
  { id: 'tide-b', names: ['ebb-tide'], texts: { gist: 'port', occasion: `port ${'x'.repeat(41)} 20th` } },
  { id: 'tide-c', names: ['ebb-side'], texts: { gist: 'Überfahrt portal 港口封鎖' } },
]);
const MANY = Array.from({ length: 120 }, (_, index) => ({ id: `article-${String(index).padStart(3, '0')}` }));
const TEXT = 'Hárbour 🚢 shut.\nTide e\u0301bbs.';

describe.each(STORES)('the $name store', ({ build }) => {
  let store: Store;
  beforeAll(async () => {
    store = await build({
      records: { actors: ACTORS, articles: rendered('articles', MANY), statements: ALIKE },
      annotations: { 'article-001': ['{"n":0}', '{"n":1}', '{"n":2}'] },
      texts: { 'article-001': TEXT },
      retired: [
        { type: 'actor', id: 'old-halvia', successorId: 'halvia', reason: 'Renamed.' },
        { type: 'event', id: 'old-halvia', successorId: null, reason: 'Never happened.' },
      ],
      revision: 'fedcba9876543210',
    });
  });
  afterAll(() => store.close());

  it('says its revision and its dataset, and passes its own check', async () => {
    expect(store.revision).toBe('fedcba9876543210');
    expect(await store.dataset()).toBe('{"id":"invented"}');
    await store.check();
  });

  it('gives a document by id, byte for byte, and null for an id that does not exist', async () => {
    expect(await store.get('actors', 'halvia')).toBe(ACTORS.find(({ id }) => id === 'halvia')?.document);
    expect(await store.get('actors', 'Halvia')).toBeNull();
    expect(await store.get('events', 'halvia')).toBeNull();
  });

  it('gives many documents in byte order of id, each once, leaving out what does not exist', async () => {
    const asked = [...MANY.map(({ id }) => id).reverse(), 'article-007', 'nothing'];
    const documents = await store.getMany('articles', asked);
    expect(documents.map((document) => JSON.parse(document).id)).toEqual(MANY.map(({ id }) => id));
    expect(await store.getMany('articles', [])).toEqual([]);
  });

  it('names the ids that do not exist, in the order asked', async () => {
    expect(await store.unknown('actors', ['nobody', 'halvia', 'anyone'])).toEqual(['nobody', 'anyone']);
    expect(await store.unknown('actors', [])).toEqual([]);
  });

  it.each([
    ['sorin-press', 'zorin-press'],
    ['Halvja', 'halvia'],
    ['The Spokeswomen', 'zorin-press'],
    ['ministry of merow', 'merrow-ministry'],
    ['harbour-authority', null],
    ['', null],
    ['%', null],
  ])('suggests for %o the record %o', async (text, expected) => {
    expect(await store.suggest('actors', text)).toBe(expected);
  });

  it.each([
    ['ebb-tide', 'tide-a', 'the first of those that have the name'],
    ['ebb-hide', 'tide-a', 'the last name of those that are as near'],
    ['tide-d', 'tide-c', 'the last id of those that are as near'],
  ])('suggests for %s the statement %s: %s', async (text, expected) => {
    expect(await store.suggest('statements', text)).toBe(expected);
  });

  it('gives the words of the texts in byte order, with how many records have them, without short ones and numbers', async () => {
    expect(await store.vocabulary('statements', '', 10)).toEqual([
      { word: '20th', count: 1 },
      { word: 'port', count: 2 },
      { word: 'portal', count: 1 },
      { word: 'ports', count: 1 },
      { word: 'uberfahrt', count: 1 },
    ]);
    expect(await store.vocabulary('statements', 'port', 2)).toEqual([
      { word: 'port', count: 2 },
      { word: 'portal', count: 1 },
    ]);
    expect(await store.vocabulary('actors', '', 10)).toEqual([]);
  });

  it('keeps what was retired by type, with its successor or without', async () => {
    expect(await store.retired('actor', 'old-halvia')).toEqual({ successorId: 'halvia', reason: 'Renamed.' });
    expect(await store.retired('event', 'old-halvia')).toEqual({
      successorId: null,
      reason: 'Never happened.',
    });
    expect(await store.retired('quote', 'old-halvia')).toBeNull();
  });

  it('gives slices of annotations in their order, with how many there are', async () => {
    expect(await store.annotations('article-001', 1, 5)).toEqual({
      annotations: ['{"n":1}', '{"n":2}'],
      total: 3,
    });
    expect(await store.annotations('article-001', 0, 1)).toEqual({ annotations: ['{"n":0}'], total: 3 });
    expect(await store.annotations('article-001', 9, 1)).toEqual({ annotations: [], total: 3 });
    expect(await store.annotations('article-002', 0, 5)).toEqual({ annotations: [], total: 0 });
  });

  it('slices a text by code points, and has none where none was loaded', async () => {
    expect(await store.text('article-001', 0, [...TEXT].length)).toBe(TEXT);
    expect(await store.text('article-001', 8, 9)).toBe('🚢');
    expect(await store.text('article-001', 16, [...TEXT].length)).toBe('Tide e\u0301bbs.'.slice(-11));
    expect(await store.text('article-002', 0, 9)).toBeNull();
  });
});
