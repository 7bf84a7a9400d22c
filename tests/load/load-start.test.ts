import { cpSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { planStart, type StartPlan, seedHashOf } from '../../src/load/start.ts';
import { makeFolder } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS, harbourWith, loaded } from '../support/load.ts';

const database = () => join(makeFolder(), 'demarche.db');

/** Plans a start without a database that was asked for. */
function plan(defaultPath: string, seedDir = HARBOUR): Promise<StartPlan> {
  return planStart({ location: null, defaultLocation: defaultPath, seedDir, engine });
}

describe('npm start without DATABASE_PATH', () => {
  test('builds the database where there is none', async () => {
    expect(await plan(database())).toMatchObject({ build: true, notice: null });
  });

  test('opens the one it has built, whatever the times of files say', async () => {
    const path = database();
    await loaded({ path, seedHash: seedHashOf(HARBOUR) });
    utimesSync(path, 0, 0);
    expect(await plan(path)).toMatchObject({ build: false, notice: null });
  });

  test('builds it again when the seed has changed', async () => {
    const path = database();
    await loaded({ path, seedHash: seedHashOf(HARBOUR) });
    const seedDir = harbourWith({ 'actors.yaml': (text) => `${text}# A comment.\n` });
    expect(await plan(path, seedDir)).toMatchObject({ build: true, notice: null });
  });

  test('serves another dataset as it is, and says what to run', async () => {
    const path = database();
    await loaded({ path });
    const { build, notice } = await plan(path);
    expect(build).toBe(false);
    expect(notice).toMatch(/was not built from the seed.*npm run seed/);
  });

  test('serves loaded texts as they are, although the seed has changed', async () => {
    const path = database();
    await loaded({ path, texts: HARBOUR_TEXTS, seedHash: seedHashOf(HARBOUR) });
    const seedDir = harbourWith({ 'actors.yaml': (text) => `${text}# A comment.\n` });
    const { build, notice } = await plan(path, seedDir);
    expect(build).toBe(false);
    expect(notice).toMatch(/holds loaded texts.*npm run seed/);
  });

  test('replaces no file that is not a Demarche database', async () => {
    const path = database();
    writeFileSync(path, 'notes');
    await expect(plan(path)).rejects.toThrow('not a Demarche database');
  });
});

describe('npm start with DATABASE_PATH', () => {
  test('opens what is there and never writes it', async () => {
    const path = database();
    await loaded({ path });
    const given = { location: path, defaultLocation: database(), seedDir: HARBOUR, engine };
    expect(await planStart(given)).toEqual({ location: path, build: false, notice: null });
  });

  test('builds it from the seed where it is missing', async () => {
    const path = database();
    const given = { location: path, defaultLocation: database(), seedDir: HARBOUR, engine };
    expect(await planStart(given)).toEqual({ location: path, build: true, notice: null });
  });
});

describe('the hash of the seed', () => {
  test('is the same in another folder, and differs with any byte of any file', () => {
    const copy = join(makeFolder(), 'copy');
    cpSync(HARBOUR, copy, { recursive: true });
    expect(seedHashOf(copy)).toBe(seedHashOf(HARBOUR));
    const changed = harbourWith({ 'retired.yaml': (text) => `${text} ` });
    expect(seedHashOf(changed)).not.toBe(seedHashOf(HARBOUR));
  });
});
