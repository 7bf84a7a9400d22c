import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { LoadRefused } from '../../src/load/read/fault.ts';
import { LockedError, StoreError } from '../../src/store/port/store-error.ts';
import { makeFolder } from '../support/folders.ts';
import { documentsIn, HARBOUR_TEXTS, harbourWith, loaded, testLoad, valuesIn } from '../support/load.ts';

const database = () => join(makeFolder(), 'harbour.db');

describe('what a load publishes', () => {
  test('counts every record, proves every span and says what it is', async () => {
    const path = database();
    const report = await loaded({ path, texts: HARBOUR_TEXTS, serve: 'passages' });
    expect(report.counts).toEqual({
      articles: 4,
      actors: 11,
      events: 13,
      quotes: 17,
      statements: 17,
      disagreements: 3,
    });
    expect(report.textsLoaded).toBe(4);
    expect(report.spansVerified).toBe(46);
    const [row] = valuesIn(path, `SELECT value FROM meta WHERE name = 'dataset'`);
    const dataset = JSON.parse(row as string);
    expect(dataset).toMatchObject({
      id: 'harbour',
      version: '1.0.0',
      contentHash: report.contentHash,
      revision: report.revision,
      counts: report.counts,
      texts: { loaded: 4, total: 4, served: 'passages' },
    });
  });

  test('keeps retired ids with their successors', async () => {
    const path = database();
    await loaded({ path });
    expect(
      valuesIn(path, `SELECT type || ' ' || id || ' ' || ifnull(successor_id, '-') FROM retired`),
    ).toEqual(['actor o-velt oriane-velt', 'event harbour-fire -']);
  });

  test('leaves nothing but the database and its lock behind', async () => {
    const path = database();
    await loaded({ path });
    expect(readdirSync(join(path, '..')).sort()).toEqual(['harbour.db', 'harbour.db.lock']);
  });

  test('has another revision when other texts are loaded or other words are served', async () => {
    const path = database();
    const revisions = [
      (await loaded({ path })).revision,
      (await loaded({ path, texts: HARBOUR_TEXTS, serve: 'none' })).revision,
      (await loaded({ path, texts: HARBOUR_TEXTS, serve: 'passages' })).revision,
      (await loaded({ path, texts: HARBOUR_TEXTS, serve: 'full' })).revision,
    ];
    expect(new Set(revisions).size).toBe(4);
    expect((await loaded({ path })).revision).toBe(revisions[0]);
  });
});

const BROKEN: readonly (readonly [what: string, file: string, edit: (text: string) => string])[] = [
  ['an unknown code', 'events.yaml', (text) => text.replace('type: COERCE', 'type: COERSE')],
  ['an id that does not exist', 'quotes.yaml', (text) => text.replace('[oriane-velt]', '[oriane-vult]')],
  [
    'a span beyond its document',
    'articles.yaml',
    (text) => text.replace('characters: 707', 'characters: 600'),
  ],
  ['a file that is no YAML', 'actors.yaml', (text) => `${text}\n- {`],
  ['no dataset', 'dataset.yaml', () => ''],
];

describe('a dataset with faults', () => {
  test.each(BROKEN)('that has %s changes no live data', async (_, file, edit) => {
    const path = database();
    await loaded({ path });
    const before = readFileSync(path);
    const result = await testLoad({ path, dir: harbourWith({ [file]: edit }) });
    expect(result.faults?.length).toBeGreaterThan(0);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(join(path, '..')).sort()).toEqual(['harbour.db', 'harbour.db.lock']);
  });

  test.each([
    ['an offset', 'quotes.yaml', 'start: 231, end: 291', 'start: 230, end: 290', 18, 'velt-doorstep'],
    ['a word', 'quotes.yaml', 'Whoever builds that wall', 'Whoever builds that mall', 17, 'velt-doorstep'],
    ['a hash', 'events.yaml', '4b96b5e7a305', '5b96b5e7a305', 41, 'strait-closed'],
    [
      'the offset of an event',
      'events.yaml',
      'start: 412, end: 545',
      'start: 413, end: 546',
      69,
      'ardrey-rejects-warning',
    ],
    ['the hash of a document', 'articles.yaml', '2575c63b65b8', '3575c63b65b8', 17, 'merrow-answers'],
    ['a length', 'articles.yaml', 'characters: 554', 'characters: 555', 17, 'merrow-answers'],
    [
      'the offset of a title',
      'actors.yaml',
      'start: 293, end: 316',
      'start: 293, end: 317',
      24,
      'oriane-velt',
    ],
  ])('with one character changed in %s names file, line and id', async (_, file, from, to, line, id) => {
    const path = database();
    const dir = harbourWith({ [file]: (text) => text.replace(from, to) });
    const { faults } = await testLoad({ path, dir, texts: HARBOUR_TEXTS });
    expect(faults?.map((fault) => [fault.file, fault.line, fault.recordId])).toEqual([[file, line, id]]);
    expect(faults?.[0]?.cure).not.toBeNull();
    expect(existsSync(path)).toBe(false);
  });
});

describe('a version', () => {
  const retitled = (version: string) =>
    harbourWith({
      'events.yaml': (text) => text.replace('The old mole falls', 'The mole falls'),
      ...(version === '1.0.0'
        ? {}
        : { 'dataset.yaml': (text: string) => text.replace('"1.0.0"', `"${version}"`) }),
    });

  test('that is live is refused with other content, and the message says what to do', async () => {
    const path = database();
    const { contentHash } = await loaded({ path });
    await expect(testLoad({ path, dir: retitled('1.0.0') })).rejects.toThrow(
      /^version 1\.0\.0 of "harbour" is live with other content.*raise `version`/,
    );
    expect((await engine.readLiveDataset(path))?.contentHash).toBe(contentHash);
  });

  test('that is live may be loaded again with the same content', async () => {
    const path = database();
    const { contentHash } = await loaded({ path });
    expect((await loaded({ path, texts: HARBOUR_TEXTS })).contentHash).toBe(contentHash);
  });

  test('that is new brings new content', async () => {
    const path = database();
    await loaded({ path });
    await loaded({ path, dir: retitled('1.1.0') });
    expect(documentsIn(path, 'events')['mole-falls'].title).toBe('The mole falls');
  });

  test('is checked as a refusal, which is no failure of ours', async () => {
    const path = database();
    await loaded({ path });
    await expect(testLoad({ path, dir: retitled('1.0.0') })).rejects.toBeInstanceOf(LoadRefused);
  });
});

describe('a load that may not go on', () => {
  test('is told which process holds the lock', async () => {
    const path = database();
    const target = await engine.openTarget({ location: path, onPoint: () => {} });
    await expect(testLoad({ path })).rejects.toThrow(new LockedError(process.pid).message);
    await target.discard();
    await loaded({ path });
  });

  test('replaces no file that is not a Demarche database', async () => {
    const path = database();
    writeFileSync(path, 'my notes');
    await expect(testLoad({ path })).rejects.toBeInstanceOf(StoreError);
    expect(readFileSync(path, 'utf8')).toBe('my notes');
  });

  test.each([
    'load:staged',
    'load:write:quotes',
    'load:compared',
    'target:terms:events',
    'target:indexed:events',
    'target:checked',
    'target:file-synced',
  ])('that is stopped at %s leaves the live data and no other files', async (point) => {
    const path = database();
    await loaded({ path });
    const before = readFileSync(path);
    const stop = new AbortController();
    const onPoint = (name: string) => name.startsWith(point) && stop.abort(new Error('stopped'));
    await expect(testLoad({ path, texts: HARBOUR_TEXTS, onPoint, signal: stop.signal })).rejects.toThrow(
      'stopped',
    );
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(join(path, '..')).sort()).toEqual(['harbour.db', 'harbour.db.lock']);
  });
});
