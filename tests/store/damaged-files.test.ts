// Bits of a file are flipped, anywhere in it. The whole file is hashed, so what holds for one page holds for documents,
// indexes, postings, blocks, words, meta and header alike, and for the seal itself.
import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StoreError } from '../../src/store/port/store-error.ts';
import type { PolledRevisions } from '../../src/store/serving/revision-polling.ts';
import { type OpenedStore, openStore } from '../../src/store/sqlite/serve/open-store.ts';
import { openRevisions } from '../../src/store/sqlite/serve/sqlite-revisions.ts';
import { overwrite, replaceBy } from '../support/damage.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { assertProperty, isLarge } from '../support/fuzz.ts';
import { HARBOUR_TEXTS, loaded } from '../support/load.ts';

const PAGE = 4096;
const FLIPS = isLarge ? 3000 : 150;

const directory = temporaryDirectory();
afterAll(() => directory.remove());
const path = join(directory.path, 'flipped.db');
const logger = { info: () => {}, error: () => {} };
let good: Buffer;
beforeAll(async () => {
  const published = join(directory.path, 'good.db');
  await loaded({ path: published, texts: HARBOUR_TEXTS, serve: 'full' });
  good = readFileSync(published);
});

/** The file with a bit flipped at a place between 0, its beginning, and 1. */
function flipped(place: number, bit: number): Buffer {
  const copy = Buffer.from(good);
  const at = Math.floor(place * copy.length);
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << bit), at);
  return copy;
}

const anyFlip = fc.record({
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  bit: fc.nat(7),
});

/** What a server gets to read: null where it is refused. */
async function opened(checkedAtOnce?: number): Promise<PolledRevisions | null> {
  const options = {
    location: path,
    logger,
    pollMs: 0,
    ...(checkedAtOnce !== undefined && { checkedAtOnce }),
  };
  return openRevisions(options).catch((error: unknown) => {
    // Not a fault of ours, and not one that is tried again.
    expect(error).toMatchObject({ name: 'StoreError', isFinal: true });
    return null;
  });
}

describe('a file with a flipped bit', () => {
  test('is refused at start, wherever the bit is', async () => {
    await assertProperty(
      fc.asyncProperty(anyFlip, async ({ place, bit }) => {
        replaceBy(path, flipped(place, bit));
        expect(await opened()).toBeNull();
      }),
      FLIPS,
    );
  });

  test('answers nothing where it is checked meanwhile, for each of its pages', async () => {
    const pages = good.length / PAGE;
    expect(pages).toBeGreaterThan(50);
    for (let page = 0; page < pages; page += 1) {
      replaceBy(path, flipped((page + ((page * 37) % 100) / 100) / pages, page % 8));
      const revisions = await opened(0);
      if (revisions === null) continue;
      expect(revisions.current().integrity(), `page ${page}`).toBe('unchecked');
      await revisions.contentChecked();
      expect(revisions.current().integrity(), `page ${page}`).toBe('damaged');
      await expect(revisions.current().check()).rejects.toBeInstanceOf(StoreError);
      await revisions.close();
    }
  });

  test('is refused at start for each bit of its header', async () => {
    for (let bit = 0; bit < 800; bit += 1) {
      const copy = Buffer.from(good);
      copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      replaceBy(path, copy);
      expect(await opened(), `bit ${bit}`).toBeNull();
    }
  });

  test('does not take the place of the good one, wherever the bit is', async () => {
    replaceBy(path, good);
    const revisions = (await opened()) as PolledRevisions;
    const begun = revisions.current();
    await assertProperty(
      fc.asyncProperty(anyFlip, async ({ place, bit }) => {
        replaceBy(path, flipped(place, bit));
        await revisions.poll();
        await revisions.contentChecked();
        expect(revisions.current()).toBe(begun);
        expect(begun.integrity()).toBe('intact');
      }),
      FLIPS / 3,
    );
    await revisions.close();
  });
});

/** Everything that a store is asked for here. */
async function read(store: OpenedStore): Promise<string> {
  const order = { by: 'key', direction: 'asc' } as const;
  const page = await store.list({ resource: 'quotes', conditions: [], order, after: null, limit: 50 });
  return JSON.stringify([
    page,
    await store.get('quotes', 'velt-doorstep'),
    await store.countDates({ resource: 'events', conditions: [], groupBy: null, precision: 'day' }),
    await store.text('halvia-warns', 0, 100),
    await store.changes({ since: null, limit: 10, after: null, types: [], kinds: [] } as never),
  ]);
}

describe('an open file in which a bit is flipped', () => {
  test('gives nothing that was read after the flip, wherever the bit is', async () => {
    await assertProperty(
      fc.asyncProperty(anyFlip, async ({ place, bit }) => {
        replaceBy(path, good);
        // A time that whoever writes into the file cannot meet by chance.
        utimesSync(path, 1, 1);
        const store = await openStore(path);
        try {
          expect(await store.isIntact()).toBe(true);
          overwrite(path, flipped(place, bit));
          expect(store.integrity()).toBe('unchecked');
          await expect(read(store)).rejects.toMatchObject({ name: 'StoreError' });
          expect(await store.isIntact()).toBe(false);
          expect(store.integrity()).toBe('damaged');
          // Good bytes do not mend what SQLite has read in between.
          overwrite(path, good);
          expect(store.integrity()).toBe('damaged');
          await expect(read(store)).rejects.toMatchObject({ name: 'StoreError' });
        } finally {
          await store.close();
        }
      }),
      FLIPS / 3,
    );
  });

  test('is damaged as soon as reading meets what no load writes, though its times were kept', async () => {
    replaceBy(path, good);
    utimesSync(path, 1, 1);
    const store = await openStore(path);
    expect(await store.isIntact()).toBe(true);
    overwrite(path, Buffer.concat([good.subarray(0, PAGE), Buffer.alloc(good.length - PAGE, 0xa5)]));
    utimesSync(path, 1, 1);
    expect(store.integrity()).toBe('intact');
    await expect(read(store)).rejects.toMatchObject({ code: 'damaged' });
    expect(store.integrity()).toBe('damaged');
    await store.close();
  });
});
