// What a load compares itself with, and what it does where it cannot.
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { writeChangeLog } from '../../src/load/publish/write-change-log.ts';
import type { Passages } from '../../src/load/read/passages.ts';
import { loadLines } from '../../src/load/report.ts';
import type { PreviousRevision } from '../../src/store/port/change-log.ts';
import type { Staging } from '../../src/store/port/staging.ts';
import type { Target } from '../../src/store/port/target.ts';
import { makeFolder } from '../support/folders.ts';
import { SECOND } from '../support/harbour-versions.ts';
import { HARBOUR, harbourWith, loaded, valuesIn } from '../support/load.ts';

const database = () => join(makeFolder(), 'harbour.db');
const changesIn = (path: string) =>
  valuesIn(path, `select kind || ' ' || type || ' ' || id from changes order by position`);
const revisionsIn = (path: string) => valuesIn(path, 'select revision from revisions order by sequence');

/** Damages the file without a trace in its structure: a letter of a document. */
function flipByte(path: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, 'x', statSync(path).size - 2000);
  closeSync(file);
}

function pragma(path: string, text: string): void {
  const file = new Database(path);
  file.pragma(text);
  file.close();
}

describe('a load over an earlier revision', () => {
  test('says in a line what it changed', async () => {
    const path = database();
    const first = await loaded({ path });
    const { changes, hasReplaced } = await loaded({ path, dir: harbourWith(SECOND) });
    expect(changes).toEqual({ added: 1, changed: 1, retired: 1, removed: 1, since: first.revision });
    const lines = (report: typeof first) => loadLines(report, { path, texts: null, quarantine: null });
    const report = { ...first, changes, hasReplaced };
    expect(lines(report)[1]).toBe(
      `1 added, 1 changed, 1 retired, 1 removed since revision ${first.revision}. ` +
        'What is removed should stand in retired.yaml: its addresses answer 404.',
    );
    expect(lines(first)).toHaveLength(2);
    expect(lines({ ...report, changes: null })[1]).toContain('the list of changes begins here');
    const none = { added: 0, changed: 0, retired: 0, removed: 0, since: first.revision };
    expect(lines({ ...report, changes: none })[1]).toBe(`Nothing changed since revision ${first.revision}.`);
  });

  test('keeps a hash of every record for the next one, those that it made included', async () => {
    const path = database();
    const { counts } = await loaded({ path });
    const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(valuesIn(path, 'select count(*) from record_hashes')).toEqual([records]);
    expect(valuesIn(path, 'select count(*) from record_hashes where length(hash) <> 32')).toEqual([0]);
  });

  test('that is the same again adds nothing', async () => {
    const path = database();
    const { revision } = await loaded({ path });
    const second = (await loaded({ path, dir: harbourWith(SECOND) })).revision;
    const before = changesIn(path);
    await loaded({ path, dir: harbourWith(SECOND) });
    expect(changesIn(path)).toEqual(before);
    expect(revisionsIn(path)).toEqual([revision, second]);
  });

  test('lists a statement that follows from a quote, and says which of its fields changed', async () => {
    const path = database();
    await loaded({ path });
    const edit = (text: string) =>
      text.replace("Halvia will close the strait to Merrow's", 'Halvia will shut out');
    await loaded({ path, dir: harbourWith({ 'quotes.yaml': edit }), replaceVersion: true });
    expect(changesIn(path)).toEqual(['changed quote velt-closure', 'changed statement velt-closure']);
    expect(valuesIn(path, 'select fields from changes')).toEqual(['gist', 'gist']);
  });

  test('does not call a record changed that is only written in another way', async () => {
    const path = database();
    await loaded({ path });
    const edit = (text: string) =>
      text.replace('start: 231, end: 291', 'articleId: halvia-warns, start: 231, end: 291');
    await loaded({ path, dir: harbourWith({ 'quotes.yaml': edit }) });
    expect(changesIn(path)).toEqual([]);
  });
});

describe('a load that would remove more than half of the live records of a type', () => {
  /** A set of so many events and actors, numbered from the first. */
  function setOf(version: string, events: number, actors: number, { first = 0, retired = '' } = {}): string {
    const records = (count: number, more: object) =>
      JSON.stringify(Array.from({ length: count }, (_, at) => ({ id: `r${first + at}`, ...more })));
    const dataset = { id: 'set', title: 'S', description: 'S', profile: 'open', license: { name: 'CC0' } };
    return makeFolder({
      'dataset.json': JSON.stringify({ ...dataset, version }),
      'events.json': records(events, { date: {}, status: 'occurred' }),
      'actors.json': records(actors, { name: 'A', kind: 'unnamed' }),
      'retired.yaml': retired,
    });
  }
  const load = (path: string, dir: string, allowRemovals = false) => loaded({ path, dir, allowRemovals });

  test('is refused with what would go, and changes nothing', async () => {
    const path = database();
    const { revision } = await load(path, setOf('1', 10, 3));
    const dir = setOf('2', 4, 1);
    await expect(load(path, dir)).rejects.toThrow(
      'this load would remove 2 of 3 actors, 6 of 10 events that are live, and retired.yaml does not name them. ' +
        `If that is meant, load with --allow-removals; if not, look for what is missing from ${dir}`,
    );
    expect(revisionsIn(path)).toEqual([revision]);
    expect((await load(path, dir, true)).changes).toMatchObject({ removed: 8 });
  });

  test.each([
    ['half of them go', () => setOf('2', 5, 3)],
    ['they are named as retired', () => setOf('2', 9, 1, { retired: retiredActors('r1', 'r2') })],
    ['others come, and few go', () => setOf('2', 10, 3, { first: 1 })],
  ])('is not refused where %s', async (_, dir) => {
    const path = database();
    await load(path, setOf('1', 10, 3));
    expect((await load(path, dir())).changes).not.toBeNull();
  });

  test('is refused where it is another dataset, of whatever version of Demarche the live one is', async () => {
    const path = database();
    await loaded({ path });
    for (const format of [null, 'user_version = 1']) {
      if (format !== null) pragma(path, format);
      await expect(load(path, otherDataset())).rejects.toThrow(
        'the dataset "harbour" is live there, and this load would put "another-harbour" in its place: ' +
          'name another --database, or load with --allow-removals',
      );
    }
    expect((await load(path, otherDataset(), true)).changes).toBeNull();
  });

  test('is refused where as many others come with other ids', async () => {
    const path = database();
    await load(path, setOf('1', 10, 3));
    await expect(load(path, setOf('2', 10, 3, { first: 6 }))).rejects.toThrow('6 of 10 events');
  });
});

function retiredActors(...ids: string[]): string {
  return ids.map((id) => `- { type: actor, id: ${id}, reason: Gone. }\n`).join('');
}

describe('a long history', () => {
  /** A hundred revisions with a change each, of a dataset that has since lost its one record. */
  const revisions = Array.from({ length: 100 }, (_, index) => ({
    sequence: index + 1,
    revision: String(index),
    version: '1',
    lastPosition: index,
  }));

  test('loses its oldest revision for a new one, and the changes that led to the next', async () => {
    const asked: number[] = [];
    const written: unknown[] = [];
    const previous = {
      revisions,
      states: async function* () {
        yield { type: 'actor', id: 'gone', hash: 'h', retired: null };
      },
      changesAfter: async function* (sequence: number) {
        asked.push(sequence);
        yield [];
      },
    } as unknown as PreviousRevision;
    const target = {
      writeHashes: async () => {},
      writeChanges: async (changes: object[]) => written.push(...changes),
      writeRevisions: async (kept: object[]) => written.push(kept),
    } as unknown as Target;
    const counts = await writeChangeLog({
      previous,
      target,
      staging: { states: () => [] } as unknown as Staging,
      passages: {} as Passages,
      dataset: { revision: 'new', version: '2' },
      signal: null,
    });
    expect(counts).toMatchObject({ removed: 1, since: '99' });
    expect(asked).toEqual([2]);
    expect(written).toEqual([
      expect.objectContaining({ id: 'gone', kind: 'removed', position: 100, sequence: 101 }),
      [...revisions.slice(1), { sequence: 101, revision: 'new', version: '2', lastPosition: 100 }],
    ]);
  });
});

describe('a load begins the history anew', () => {
  test.each([
    ['over another dataset', (path: string) => loaded({ path, dir: otherDataset() })],
    ['over a file whose bytes were changed', async (path: string) => flipByte(path)],
    ['over a file of an older format', async (path: string) => pragma(path, 'user_version = 0')],
    ['over an empty file', async (path: string) => closeSync(openSync(path, 'w'))],
  ])('%s', async (_, spoil) => {
    const path = database();
    await loaded({ path });
    await loaded({ path, dir: harbourWith(SECOND) });
    await spoil(path);
    const { revision, changes } = await loaded({ path, dir: HARBOUR, replaceVersion: true });
    expect(changes).toBeNull();
    expect(revisionsIn(path)).toEqual([revision]);
    expect(changesIn(path)).toEqual([]);
  });

  test('where nothing is there', async () => {
    const path = database();
    expect(await engine.openPreviousRevision(path)).toBeNull();
    const { changes, hasReplaced } = await loaded({ path });
    expect({ changes, hasReplaced }).toEqual({ changes: null, hasReplaced: false });
  });
});

function otherDataset(): string {
  return harbourWith({ 'dataset.yaml': (text) => text.replace('id: harbour', 'id: another-harbour') });
}
