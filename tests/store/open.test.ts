import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { planStart, seedHashOf } from '../../src/load/start.ts';
import { readLiveDataset } from '../../src/store/sqlite/serve/live-dataset.ts';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { EVENTS } from '../support/invented-events.ts';
import { HARBOUR, loaded } from '../support/load.ts';
import { publish } from '../support/stores.ts';

const directory = temporaryDirectory();
const good = `${directory.path}/good.db`;

beforeAll(() => publish(good, { records: { events: EVENTS } }));
afterAll(() => directory.remove());

/** A copy of the good file with something done to it. */
function changed(name: string, change: (path: string) => void): string {
  const path = `${directory.path}/${name}.db`;
  copyFileSync(good, path);
  change(path);
  return path;
}

const run = (sql: string) => (path: string) => {
  const database = new Database(path);
  database.exec(sql);
  database.close();
};

const OTHER_HASH = run("update meta set value = 'x' where name = 'schemaHash'");

const REFUSED: [string, string, (path: string) => void][] = [
  ['an empty file', 'notADataset', (path) => writeFileSync(path, '')],
  [
    'a file of something else',
    'notADataset',
    (path) => writeFileSync(path, 'title: not a database\n'.repeat(99)),
  ],
  ['another database', 'notADataset', run('pragma application_id = 7')],
  ['a file of a later format', 'otherFormat', run('pragma user_version = 99')],
  ['a file of an earlier format', 'otherFormat', run('pragma user_version = 0')],
  ['a file that writes ahead', 'damaged', run('pragma journal_mode = wal')],
  ['a file without a seal', 'damaged', run('alter table seal rename to sea')],
  ['a file whose load made other things', 'otherFormat', OTHER_HASH],
  [
    'a file that was cut off',
    'truncated',
    (path) => writeFileSync(path, readFileSync(path).subarray(0, -4096)),
  ],
  [
    'a file cut off in its header',
    'notADataset',
    (path) => writeFileSync(path, readFileSync(path).subarray(0, 60)),
  ],
  ['a file that no load finished', 'damaged', run('delete from meta')],
  ['a file without its revision', 'damaged', run("delete from meta where name = 'revision'")],
];

describe('opening', () => {
  it.each(REFUSED)('refuses %s: %s', async (name, code, change) => {
    const path = changed(name.replaceAll(' ', '-'), change);
    const error = await openStore(path).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'StoreError', code });
    expect((error as Error).message).not.toMatch(/SQLITE|select|\/tmp/i);
  });

  it.each(['-journal', '-wal'])('refuses a file with a %s beside it until that is gone', async (end) => {
    const path = changed(`beside${end}`, (copy) => writeFileSync(`${copy}${end}`, 'left by another program'));
    await expect(openStore(path)).rejects.toMatchObject({ code: 'unreadable', isFinal: false });
    await expect(openStore(path)).rejects.toThrow(`beside${end}.db${end} stands beside the database file`);
    rmSync(`${path}${end}`);
    await (await openStore(path)).close();
  });

  it('refuses a path where there is no file', async () => {
    await expect(openStore(`${directory.path}/none.db`)).rejects.toMatchObject({ code: 'missing' });
  });

  it.each([
    ['a folder', 'a folder', (path: string) => mkdirSync(path)],
    ['a pipe', 'not a plain file', (path: string) => execFileSync('mkfifo', [path])],
  ])('refuses %s in plain words, and so does a load', async (_, words, make) => {
    const path = `${directory.path}/${words.replaceAll(' ', '-')}`;
    make(path);
    await expect(openStore(path)).rejects.toMatchObject({ name: 'StoreError', code: 'notADataset' });
    await expect(openStore(path)).rejects.toThrow(`the database must be a file, and ${path} is ${words}`);
    expect(() => readLiveDataset(path)).toThrow('the database must be a file');
  });

  it('has the operator load again, and npm start build again, what another version made', async () => {
    const path = `${directory.path}/seeded.db`;
    await loaded({ path, seedHash: seedHashOf(HARBOUR) });
    const plan = () => planStart({ location: null, defaultLocation: path, seedDir: HARBOUR, engine });
    expect((await plan()).build).toBe(false);
    OTHER_HASH(path);
    expect(await plan()).toMatchObject({ build: true, notice: null });
    await expect(openStore(path)).rejects.toThrow('load it again');
  });

  it('refuses or names the damage of a file in which any page is overwritten', async () => {
    const pages = readFileSync(good).length / 4096;
    for (let page = 0; page < pages; page += 5) {
      const path = changed('overwritten', (copy) => {
        const bytes = readFileSync(copy);
        bytes.fill(0xa5, page * 4096 + 1000, page * 4096 + 1016);
        writeFileSync(copy, bytes);
      });
      const store = await openStore(path).catch(() => null);
      if (store === null) continue;
      expect(await store.isIntact(), `page ${page}`).toBe(false);
      await store.close();
    }
  });

  it('finds an untouched file intact', async () => {
    const store = await openStore(good);
    expect(await store.isIntact()).toBe(true);
    await store.close();
  });

  it('never writes: not to the file, and no file beside it', async () => {
    const before = readFileSync(good);
    const store = await openStore(good);
    await store.list({
      resource: 'events',
      conditions: [],
      order: { by: 'key', direction: 'desc' },
      after: null,
      limit: 9,
    });
    await store.close();
    expect(readFileSync(good).equals(before)).toBe(true);
  });
});
