// A large load shares its work among threads. What it publishes, refuses and leaves out is what one thread would.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS, loaded, type TestLoad } from '../support/load.ts';
import { writeLoadSet } from '../support/load-set.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
const at = (...names: string[]) => join(directory.path, ...names);

const ALONE = { threadsFrom: Number.POSITIVE_INFINITY };
const IN_THREADS = { threadsFrom: 0 };

beforeAll(() => writeLoadSet({ dir: at('set'), size: 2500, version: '1' }));

/** Every row of every table of a published file, those of the search index included. */
function rowsOf(path: string): Record<string, unknown[]> {
  const database = new Database(path, { readonly: true });
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'seal' AND sql NOT LIKE 'CREATE VIRTUAL%'`,
    )
    .pluck()
    .all() as string[];
  const rows = tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).raw().all()]);
  database.close();
  return Object.fromEntries(rows);
}

async function published(name: string, options: Omit<TestLoad, 'path'>): Promise<Record<string, unknown[]>> {
  await loaded({ path: at(name), ...options });
  return rowsOf(at(name));
}

describe('a load in threads publishes row for row what a load in one does', () => {
  test.each<[string, () => Omit<TestLoad, 'path'>]>([
    ['of more than one batch', () => ({ dir: at('set') })],
    ['with documents', () => ({ dir: HARBOUR, texts: HARBOUR_TEXTS, serve: 'full' })],
  ])('%s', async (name, options) => {
    const alone = await published(`${name}-alone.db`, { ...options(), ...ALONE });
    const shared = await published(`${name}-shared.db`, { ...options(), ...IN_THREADS });
    expect(Object.keys(shared)).toContain('events_text_data');
    expect(shared).toEqual(alone);
  });
});
