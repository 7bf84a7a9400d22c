// A load of 20,000 records is killed at fifty named points and more, in processes of its own. Whatever is published must be
// whole: the old data before the rename, the new after it, and the next load works among the ruins.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import { inParallel, runChild } from '../support/crash.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { loaded } from '../support/load.ts';
import { writeLoadSet } from '../support/load-set.ts';

const SIZE = 20_000;
/** One for each core that continuous integration has. */
const AT_A_TIME = 2;

/** In the order in which a load comes to them. */
const BEFORE_THE_RENAME = [
  'target:locked',
  'target:swept',
  'target:created',
  'target:tables',
  'target:scratch',
  'load:locked',
  'load:read:500',
  'load:read:2500',
  'load:read:5000',
  'load:read:7500',
  'load:read:10000',
  'load:read:12500',
  'load:read:15000',
  'load:read:17500',
  'load:read:20000',
  'load:staged',
  'load:related',
  'load:checked',
  'target:wrote:articles',
  'target:wrote:annotations',
  'load:write:articles:200',
  'load:wrote:articles',
  'target:wrote:actors',
  'load:write:actors:5000',
  'load:wrote:actors',
  'load:write:events:500',
  'target:wrote:events',
  'load:wrote:events',
  'load:write:quotes:500',
  'load:wrote:statements',
  'load:wrote:disagreements',
  'load:wrote:retired',
  'load:comparing',
  'target:wrote:hashes',
  'target:wrote:changes',
  'target:wrote:revisions',
  'load:compared',
  'target:finishing',
  'target:terms:articles',
  'target:terms:events',
  'target:terms:quotes',
  'target:names',
  'target:scratch-removed',
  'target:indexed:articles',
  'target:indexed:events',
  'target:indexed:quotes',
  'target:references-checked',
  'target:counted',
  'target:checked',
  'target:analysed',
  'target:meta',
  'target:closed',
  'target:file-synced',
  'load:finished',
  'target:mode-copied',
] as const;
const AFTER_THE_RENAME = ['target:renamed', 'target:directory-synced', 'load:published'] as const;

const directory = temporaryDirectory();
afterAll(() => directory.remove());
const [oldSet, newSet, codeCache] = ['old', 'new', 'code'].map((name) => join(directory.path, name)) as [
  string,
  string,
  string,
];
/** Content hashes of the two versions. */
const hashes = { old: '', new: '' };
/** One folder for each process that runs at a time, so that every crash leaves its ruins for the next. */
const folders = Array.from({ length: AT_A_TIME }, (_, index) => join(directory.path, `live-${index}`));

beforeAll(async () => {
  writeLoadSet({ dir: oldSet, size: 400, version: '1' });
  writeLoadSet({ dir: newSet, size: SIZE, version: '2' });
  const path = join(directory.path, 'old.db');
  hashes.old = (await loaded({ path, dir: oldSet })).contentHash;
  for (const folder of folders) {
    mkdirSync(folder);
    cpSync(path, join(folder, 'live.db'));
  }
});

/** The content hash of a database that opens, is intact and answers. */
async function contentOf(path: string): Promise<string> {
  const store = await openStore(path);
  try {
    expect(await store.isIntact(), 'every byte is as it was published').toBe(true);
    expect(await store.get('events', 'event-7')).toContain('"id":"event-7"');
    return store.meta.contentHash;
  } finally {
    await store.close();
  }
}

test(`the old data is served after a kill at each of ${BEFORE_THE_RENAME.length} points, the new at ${AFTER_THE_RENAME.length} more`, {
  timeout: 900_000,
}, async () => {
  const reached: string[] = [];
  const crash = async (at: string, folder: string) => {
    const path = join(folder, 'live.db');
    const log = join(folder, `${at.replaceAll(':', '-')}.log`);
    const { signal, points, output } = await runChild({ dir: newSet, path, log, at, codeCache });
    expect({ at, signal, last: points.at(-1), output }).toEqual({
      at,
      signal: 'SIGKILL',
      last: at,
      output: '',
    });
    reached.push(at);
    return contentOf(path);
  };

  await inParallel(folders, AT_A_TIME, async (folder, index) => {
    for (const [turn, at] of BEFORE_THE_RENAME.entries())
      if (turn % AT_A_TIME === index) expect(await crash(at, folder), `after ${at}`).toBe(hashes.old);
  });

  // The next load is not hindered by what the others left.
  await inParallel(folders, AT_A_TIME, async (folder) => {
    const log = join(folder, 'whole.log');
    const { code, output } = await runChild({
      dir: newSet,
      path: join(folder, 'live.db'),
      log,
      at: null,
      codeCache,
    });
    expect({ code, output }).toEqual({ code: 0, output: '' });
    hashes.new = await contentOf(join(folder, 'live.db'));
    expect(hashes.new).not.toBe(hashes.old);
    expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });

  await inParallel([...AFTER_THE_RENAME], AT_A_TIME, async (at, index) => {
    const folder = join(directory.path, `renamed-${index}`);
    mkdirSync(folder);
    cpSync(join(directory.path, 'old.db'), join(folder, 'live.db'));
    expect(await crash(at, folder), `after ${at}`).toBe(hashes.new);
  });
  expect(reached.sort()).toEqual([...BEFORE_THE_RENAME, ...AFTER_THE_RENAME].sort());
});
