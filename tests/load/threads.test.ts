// A large load shares its work among threads. What it publishes, refuses and leaves out is what one thread would.
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS, loaded, type TestLoad, testLoad } from '../support/load.ts';
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

/** Lines that are wrong, each in a way of its own. */
const BAD_LINES = [
  '{"id":"event-bad","date":{"edtf":"2024-13","basis":"stated"},"status":"occured"}',
  '{"id":"event-lost","date":{},"status":"occurred","participants":[{"actorId":"nobody","role":"source"}]}',
  'no JSON at all',
  '{"id":"event-0","date":{},"status":"occurred"}',
  `{"id":"event-deep","date":{},"status":"occurred","title":${JSON.stringify('x'.repeat(9 * 1024 * 1024))}}`,
  '{"id":"event-made","date":{"edtf":"2024","basis":"stated"},"status":"occurred","articleIds":[],"cautions":[]}',
];

/** The set with bad lines among its events, and its quotes packed into a file that is cut off where that is asked. */
function faultySet(name: string, isCutOff: boolean): string {
  cpSync(at('set'), at(name), { recursive: true });
  const [events, quotes] = [at(name, 'events.ndjson'), at(name, 'quotes.ndjson')];
  const lines = readFileSync(events, 'utf8').trimEnd().split('\n');
  writeFileSync(events, `${[...lines.slice(0, 40), ...BAD_LINES, '', ...lines.slice(40)].join('\n')}\n`);
  appendFileSync(events, Buffer.from([0x7b, 0xff, 0x7d]));
  if (isCutOff) {
    const packed = gzipSync(readFileSync(quotes));
    mkdirSync(at(name, 'quotes'));
    writeFileSync(at(name, 'quotes', 'second.ndjson.gz'), packed.subarray(0, packed.length - 20));
  }
  return at(name);
}

describe('a load in threads finds the faults that a load in one does', () => {
  test.each([
    ['of lines', false],
    ['of a packed file that is cut off', true],
  ])('%s', async (name, isCutOff) => {
    const dir = faultySet(`faults ${name}`, isCutOff);
    const alone = await testLoad({ path: at('faults.db'), dir, ...ALONE });
    const shared = await testLoad({ path: at('faults.db'), dir, ...IN_THREADS });
    expect(alone.faults?.length).toBeGreaterThan(BAD_LINES.length - 1);
    expect(shared).toEqual(alone);
  });

  test('and leaves out the same records where that is asked', async () => {
    const dir = faultySet('quarantined', false);
    const quarantine = { file: at('left-out.ndjson'), maxErrors: 100 };
    const rows = [];
    for (const threads of [ALONE, IN_THREADS]) {
      const path = at(`quarantine-${threads.threadsFrom}.db`);
      const { quarantined, ignoredFields } = await loaded({ path, dir, quarantine, ...threads });
      rows.push({ quarantined, ignoredFields, rows: rowsOf(path) });
    }
    expect(rows[0]?.ignoredFields).toEqual(['articleIds', 'cautions']);
    expect(rows[1]).toEqual(rows[0]);
  });
});

test('a load in threads that is stopped leaves nothing running and nothing behind', async () => {
  const stopping = new AbortController();
  const onPoint = (point: string) => {
    if (point === 'load:write:actors:500') stopping.abort(new Error('stopped'));
  };
  const load = testLoad({
    path: at('stopped.db'),
    dir: at('set'),
    onPoint,
    signal: stopping.signal,
    ...IN_THREADS,
  });
  await expect(load).rejects.toThrow('stopped');
  expect(readdirSync(directory.path).filter((name) => name.startsWith('stopped'))).toEqual([
    'stopped.db.lock',
  ]);
});
