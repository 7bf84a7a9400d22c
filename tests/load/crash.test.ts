// A load that dies: at each of its named points, and at moments that nobody chose. What is live must be whole, the old
// data before the rename and the new after it, and the next load must work among what was left.
//
// A killed process loses what it holds in memory and can clean up nothing; what it has written to files stays, since
// the system keeps that. A copy of the folder, made by another process while the load waits at a point, is just that,
// so one load gives the copies for all points. Some loads are killed in earnest, to show that they leave the same
// bytes as were copied. Neither is a power cut, which takes what the system has not brought to the disk as well:
// against that a load syncs its file before the rename and the folder after it, and no test here sees it happen.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import { type ChildEnd, copyAside, crampedEngine, filesLeft, loadInChild } from '../support/crash.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { isLarge } from '../support/fuzz.ts';
import { loaded } from '../support/load.ts';
import { writeLoadSet } from '../support/load-set.ts';

/** Enough for more than one batch of events and quotes, and for postings that are sorted in files. */
const SIZE = 10_000;

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
  'load:staged',
  'load:related',
  'load:checked',
  'target:wrote:codebooks',
  'target:wrote:articles',
  'target:wrote:annotations',
  'load:write:articles:100',
  'load:wrote:articles',
  'target:terms:articles',
  'target:texts:articles',
  'target:words:articles',
  'target:indexed:articles',
  'target:wrote:actors',
  'load:write:actors:500',
  'load:write:actors:5000',
  'load:wrote:actors',
  'target:terms:actors',
  'target:texts:actors',
  'target:words:actors',
  'target:indexed:actors',
  'target:wrote:events',
  'load:write:events:500',
  'load:wrote:events',
  'target:terms:events',
  'target:texts:events',
  'target:words:events',
  'target:indexed:events',
  'target:wrote:quotes',
  'load:write:quotes:500',
  'load:wrote:quotes',
  'target:terms:quotes',
  'target:texts:quotes',
  'target:words:quotes',
  'target:indexed:quotes',
  'target:wrote:statements',
  'load:write:statements:500',
  'load:wrote:statements',
  'target:terms:statements',
  'target:texts:statements',
  'target:words:statements',
  'target:indexed:statements',
  'target:wrote:disagreements',
  'load:write:disagreements:50',
  'load:wrote:disagreements',
  'load:wrote:retired',
  'load:comparing',
  'target:wrote:hashes',
  'target:wrote:changes',
  'target:wrote:revisions',
  'load:compared',
  'target:terms:disagreements',
  'target:texts:disagreements',
  'target:words:disagreements',
  'target:indexed:disagreements',
  'target:finishing',
  'target:names',
  'target:scratch-removed',
  'target:indexed',
  'target:counted',
  'target:analysed',
  'target:meta',
  'target:closed',
  'target:file-synced',
  'target:checked',
  'load:finished',
  'target:mode-copied',
] as const;
const AFTER_THE_RENAME = ['target:renamed', 'target:directory-synced', 'load:published'] as const;
const POINTS: readonly string[] = [...BEFORE_THE_RENAME, ...AFTER_THE_RENAME];

/** Half staged, postings in files, half indexed, closed but not synced, and on either side of the rename. */
const KILLED_AT: readonly string[] = [
  'load:read:5000',
  'load:write:events:500',
  'target:indexed:events',
  'target:closed',
  'target:mode-copied',
  'target:renamed',
];
const RANDOM_KILLS = isLarge ? 20 : 3;

const directory = temporaryDirectory();
afterAll(() => directory.remove());
const at = (...names: string[]) => join(directory.path, ...names);
const sets = { old: at('old-set'), new: at('new-set'), next: at('next-set') };
/** Content hashes of the three versions. */
const hashes = { old: '', new: '', next: '' };
/** Every point that the copied load came to, in order. */
const reached: string[] = [];
/** What `filesLeft` finds in the copies of the points at which loads are killed too. */
const copied = new Map<string, Readonly<Record<string, string>>>();
const copyOf = (point: string) => at(`copy-${point.replaceAll(':', '-')}`);

/** A folder in which the old data is live. */
function liveFolder(name: string): string {
  mkdirSync(at(name));
  copyFileSync(at('old.db'), at(name, 'live.db'));
  return at(name);
}

beforeAll(async () => {
  writeLoadSet({ dir: sets.old, size: 400, version: '1' });
  writeLoadSet({ dir: sets.new, size: SIZE, version: '2' });
  writeLoadSet({ dir: sets.next, size: 20, version: '3' });
  hashes.old = (await loaded({ path: at('old.db'), dir: sets.old })).contentHash;
  hashes.next = (await loaded({ path: at('next.db'), dir: sets.next })).contentHash;
  const folder = liveFolder('copied');
  const onPoint = (point: string) => {
    if (POINTS.includes(point) && !reached.includes(point)) {
      copyAside(folder, copyOf(point));
      if (KILLED_AT.includes(point)) copied.set(point, filesLeft(copyOf(point)));
    }
    reached.push(point);
  };
  const path = join(folder, 'live.db');
  const options = { dir: sets.new, serve: 'none', engine: crampedEngine, onPoint } as const;
  hashes.new = (await loaded({ path, ...options })).contentHash;
});

/** The content hash of a database that opens as for a server, is intact and answers. */
async function contentOf(folder: string): Promise<string> {
  const store = await openStore(join(folder, 'live.db'));
  try {
    expect(await store.isIntact(), 'every byte is as it was published').toBe(true);
    expect(await store.get('events', 'event-0')).toContain('"id":"event-0"');
    return store.meta.contentHash;
  } finally {
    await store.close();
  }
}

async function expectNextLoadToWork(folder: string): Promise<void> {
  await loaded({ path: join(folder, 'live.db'), dir: sets.next });
  expect(await contentOf(folder)).toBe(hashes.next);
  expect(readdirSync(folder).sort()).toEqual(['live.db', 'live.db.lock']);
}

test('a load comes to every named point in this order, and to none of another kind', () => {
  expect([...new Set(reached)].filter((point) => POINTS.includes(point))).toEqual(POINTS);
  const kindsOf = (points: readonly string[]) =>
    [...new Set(points.map((point) => point.replace(/\d+$/, 'N')))].sort();
  expect(kindsOf(reached)).toEqual(kindsOf(POINTS));
  expect(new Set(Object.values(hashes)).size).toBe(3);
});

test('a load of this size sorts postings in files', () => {
  const names = readdirSync(copyOf('load:wrote:quotes'));
  expect(names.filter((name) => name.endsWith('-scratch-events'))).toHaveLength(1);
  expect(names.filter((name) => name.endsWith('-scratch-quotes'))).toHaveLength(1);
});

test.each(BEFORE_THE_RENAME)(
  'a load that dies before its rename leaves the old data live, and the next load works: %s',
  async (point) => {
    expect(await contentOf(copyOf(point))).toBe(hashes.old);
    await expectNextLoadToWork(copyOf(point));
  },
);

test.each(AFTER_THE_RENAME)(
  'a load that dies after its rename leaves the new data live, and the next load works: %s',
  async (point) => {
    expect(await contentOf(copyOf(point))).toBe(hashes.new);
    await expectNextLoadToWork(copyOf(point));
  },
);

/** The new set, loaded over the old one by a process that dies. */
function dyingLoad(folder: string, fatal: string | number | null): Promise<ChildEnd> {
  const [path, log] = [join(folder, 'live.db'), `${folder}.log`];
  return loadInChild({ dir: sets.new, path, log, fatal, codeCache: at('code') });
}

test.each(KILLED_AT)(
  'a load that is killed leaves the files that were copied at the point, byte for byte: %s',
  async (point) => {
    const folder = liveFolder(`killed-${point.replaceAll(':', '-')}`);
    const { signal, points, errors } = await dyingLoad(folder, point);
    expect({ signal, last: points.at(-1), errors }).toEqual({ signal: 'SIGKILL', last: point, errors: '' });
    expect(filesLeft(folder)).toEqual(copied.get(point));
    await expectNextLoadToWork(folder);
  },
);

test(`a load that is killed at a random moment leaves the old data or the new, and the next load works: ${RANDOM_KILLS} loads`, async () => {
  const whole = liveFolder('whole');
  const began = performance.now();
  const { code, errors } = await dyingLoad(whole, null);
  const took = performance.now() - began;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(await contentOf(whole)).toBe(hashes.new);

  // One folder, so that each load finds what those before it have left.
  const folder = liveFolder('often-killed');
  for (let kill = 0; kill < RANDOM_KILLS; kill += 1) {
    copyFileSync(at('old.db'), join(folder, 'live.db'));
    const moment = took * (0.2 + 0.8 * Math.random());
    const { points, errors } = await dyingLoad(folder, moment);
    const where = `killed after ${moment.toFixed(0)} of ${took.toFixed(0)} ms, last at ${points.at(-1)}: ${errors}`;
    const possible = [
      ...(points.includes('target:renamed') ? [] : [hashes.old]),
      ...(points.includes('target:mode-copied') ? [hashes.new] : []),
    ];
    expect(possible, where).toContain(await contentOf(folder));
  }
  await expectNextLoadToWork(folder);
});
