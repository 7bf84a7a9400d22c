// What a load does with the path that it is given: links to the file, and a file that it must not replace.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { planStart, seedHashOf } from '../../src/load/start.ts';
import { LockedError } from '../../src/store/port/store-error.ts';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import { makeFolder } from '../support/folders.ts';
import { SECOND } from '../support/harbour-versions.ts';
import { HARBOUR, harbourWith, loaded, testLoad, valuesIn } from '../support/load.ts';

/** A folder with a database behind two links, one of them to the other. */
async function linked() {
  const folder = makeFolder({ 'files/.keep': '', 'links/.keep': '' });
  const file = join(folder, 'files', 'harbour.db');
  const [link, further] = [join(folder, 'links', 'live.db'), join(folder, 'links', 'further.db')];
  await loaded({ path: file });
  symlinkSync('../files/harbour.db', link);
  symlinkSync('live.db', further);
  return { folder, file, link, further };
}

describe('a database path that is a symbolic link', () => {
  test('stays a link: the load replaces the file that it leads to, and leaves nothing beside the link', async () => {
    const { folder, file, link, further } = await linked();
    for (const path of [link, further]) {
      const { revision } = await loaded({ path, dir: harbourWith(SECOND), replaceVersion: true });
      expect(valuesIn(file, `select value from meta where name = 'revision'`)).toEqual([revision]);
      expect(lstatSync(path).isSymbolicLink()).toBe(true);
      expect(realpathSync(path)).toBe(realpathSync(file));
    }
    expect(readdirSync(join(folder, 'links')).sort()).toEqual(['.keep', 'further.db', 'live.db']);
    expect(readdirSync(join(folder, 'files')).sort()).toEqual(['.keep', 'harbour.db', 'harbour.db.lock']);
  });

  test('has the lock of the file, whichever link a load is given', async () => {
    const { file, link, further } = await linked();
    for (const [held, tried] of [
      [link, further],
      [further, file],
      [file, link],
    ] as const) {
      const target = await engine.openTarget({ location: held });
      await expect(testLoad({ path: tried })).rejects.toBeInstanceOf(LockedError);
      await target.discard();
    }
    await loaded({ path: link });
  });

  test('is compared with the revision behind it', async () => {
    const { link } = await linked();
    const { changes } = await loaded({ path: link, dir: harbourWith(SECOND) });
    expect(changes).toMatchObject({ added: 1, changed: 1, retired: 1, removed: 1 });
  });

  test.each([
    ['nowhere', 'nowhere.db', 'is a link to nowhere.db, where there is nothing: mend the link'],
    ['to a folder', 'folder', 'is a folder'],
    ['to itself', 'live.db', 'lead in a circle'],
  ])('that leads %s is refused in plain words, by a load and by a server', async (_, target, words) => {
    const folder = makeFolder();
    const path = join(folder, 'live.db');
    mkdirSync(join(folder, 'folder'));
    symlinkSync(target, path);
    await expect(testLoad({ path })).rejects.toThrow(words);
    await expect(openStore(path)).rejects.toMatchObject({ name: 'StoreError' });
    await expect(openStore(path)).rejects.toThrow(words);
    expect(readdirSync(folder).sort()).toEqual(['folder', 'live.db']);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
  });
});

describe('a database of a newer format', () => {
  const WORDS = /made by a newer Demarche \(its format is 999.*update Demarche, or remove the file/;

  async function newer(seedHash: string | null): Promise<string> {
    const path = join(makeFolder(), 'harbour.db');
    await loaded({ path, seedHash });
    const file = new Database(path);
    file.pragma('user_version = 999');
    file.close();
    return path;
  }

  test('is not replaced by a load', async () => {
    const path = await newer(null);
    const before = readFileSync(path);
    await expect(testLoad({ path, replaceVersion: true })).rejects.toThrow(WORDS);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}.lock.pid`)).toBe(false);
  });

  test('is neither built again nor served by `npm start`', async () => {
    const path = await newer(seedHashOf(HARBOUR));
    const start = { location: null, defaultLocation: path, seedDir: HARBOUR, engine };
    await expect(planStart(start)).rejects.toThrow(WORDS);
    expect(await planStart({ ...start, location: path })).toMatchObject({ build: false });
    await expect(openStore(path)).rejects.toThrow(WORDS);
  });
});
