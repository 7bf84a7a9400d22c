// Documents are held in less space than they are answered in, and not a character of them is lost.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RESOURCE_NAMES } from '../../src/query/condition.ts';
import { packer, unpack } from '../../src/store/sql/packed-documents.ts';
import { phrasesOf } from '../../src/store/sqlite/publish/phrases.ts';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { documentsIn, HARBOUR, loaded, valuesIn } from '../support/load.ts';
import { writeLoadSet } from '../support/load-set.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
const path = `${directory.path}/live.db`;

/** Each in a way of its own like the others: in all of a phrase, in a part of it, and in none. */
const ALIKE = Array.from({ length: 40 }, (_, n) =>
  JSON.stringify({
    id: `record-${n}`,
    title: ['Harbour "shut"', '港口封鎖', 'a\nb\u0001\u001e\\', '🚢\\"', ''][n % 5],
    kind: n % 7 === 0 ? 'rare' : 'usual',
    place: { name: null, country: null },
    ...(n % 3 === 0 ? {} : { note: null, list: [], more: { edtf: null, basis: null } }),
  }),
);

describe('a document that was packed', () => {
  test('is what it was, whatever is written in it', () => {
    const phrases = phrasesOf(ALIKE);
    expect(phrases.length).toBeGreaterThan(2);
    const pack = packer(phrases);
    for (const document of [...ALIKE, '{}', '""', '[1,"\\u0001"]']) {
      const packed = pack(document);
      expect(unpack(packed, phrases)).toBe(document);
      expect(packed.length).toBeLessThanOrEqual(document.length);
    }
  });

  test('is what it was where documents are long, and cut within a character when they are looked at', () => {
    for (const name of ['even', 'uneven']) {
      const alike = Array.from({ length: 20 }, (_, n) => JSON.stringify({ [name]: '🚢'.repeat(5000), n }));
      const phrases = phrasesOf(alike);
      const pack = packer(phrases);
      for (const document of alike) {
        expect(pack(document).isWellFormed()).toBe(true);
        expect(unpack(pack(document), phrases)).toBe(document);
      }
    }
  });

  test('is as it was where a sample has nothing in common, or nothing at all', () => {
    for (const sample of [[], ['{}'], ['1', '"a"', '[true]']]) expect(phrasesOf(sample)).toEqual([]);
    expect(packer([])('{"a":1}')).toBe('{"a":1}');
  });
});

describe('a file of some thousand records', () => {
  beforeAll(async () => {
    writeLoadSet({ dir: `${directory.path}/set`, size: 2500, version: '1' });
    await loaded({ path, dir: `${directory.path}/set` });
  });

  test('holds documents in half of their length', async () => {
    const [packed] = valuesIn(path, 'SELECT sum(length(document)) FROM actors_documents');
    const whole = Object.values(documentsIn(path, 'actors')).map((record) => JSON.stringify(record).length);
    expect(Number(packed)).toBeLessThan(whole.reduce((sum, length) => sum + length, 0) / 2);
  });

  test('answers each as it was rendered, alone and in a list', async () => {
    const store = await openStore(path);
    try {
      for (const resource of RESOURCE_NAMES) {
        const order = { by: 'key', direction: 'asc' } as const;
        const page = await store.list({ resource, conditions: [], order, after: null, limit: 200 });
        for (const document of page.documents) {
          expect(document).toBe(JSON.stringify(JSON.parse(document)));
          expect(await store.get(resource, JSON.parse(document).id)).toBe(document);
        }
      }
    } finally {
      await store.close();
    }
  });

  test('names no phrases of a resource with few records', async () => {
    const small = `${directory.path}/small.db`;
    await loaded({ path: small, dir: HARBOUR });
    const database = new Database(small, { readonly: true });
    const phrases = database.prepare("SELECT value FROM meta WHERE name = 'phrases'").pluck().get();
    database.close();
    expect(Object.values(JSON.parse(String(phrases))).flat()).toEqual([]);
  });
});
