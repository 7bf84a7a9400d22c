// How SQLite finds two hundred thousand events by place, half of them in towns: by cells and in order, and reads little.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pagesRead } from '../../bench/statements.ts';
import type { Condition, Order, Region } from '../../src/query/condition.ts';
import type { Store } from '../../src/store/port/store.ts';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import type { ExecutedQuery } from '../../src/store/sqlite/serve/sqlite-reader.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { columnsAt, rendered } from '../support/records.ts';
import { publish } from '../support/stores.ts';

const SIZE = 200_000;
const TOWNS = 400;

const directory = temporaryDirectory();
const path = `${directory.path}/places.db`;
const runs: ExecutedQuery[] = [];
let store: Store;
let database: Database.Database;

/** Spreads numbers evenly over 0 to 1, always alike. */
function spread(n: number): number {
  return (Math.imul(n + 1, 0x9e3779b1) >>> 0) / 2 ** 32;
}

/** Where there is land, so to say: none lies between 160° and 120° west. */
function pointOf(n: number): [latitude: number, longitude: number] {
  if (n % 2 === 0) return [spread(n) * 130 - 50, spread(n * 7 + 1) * 300 - 120];
  const town = Math.floor(spread(n) ** 3 * TOWNS);
  return [spread(town) * 100 - 40 + spread(n * 3) * 0.04, spread(town * 5 + 2) * 280 - 110];
}

beforeAll(async () => {
  const events = Array.from({ length: SIZE }, (_, n) => {
    const day = `20${String(10 + (n % 20))}-0${1 + (n % 9)}-1${n % 10}`;
    return {
      id: `event-${n}`,
      days: [day, day] as const,
      columns: columnsAt(...pointOf(n)),
      terms: [`type:${n % 3 === 0 ? 'ASSAULT' : 'PROTEST'}`, 'status:occurred'],
    };
  });
  await publish(path, { records: { events: rendered('events', events) } });
  store = await openStore(path, { watch: (run) => runs.push(run) });
  database = new Database(path, { readonly: true });
}, 120_000);
beforeEach(() => {
  runs.length = 0;
});
afterAll(async () => {
  database.close();
  await store.close();
  directory.remove();
});

const near = (latitude: number, longitude: number, km: number): Region => ({
  kind: 'near',
  latitude,
  longitude,
  km,
});
const box = (west: number, south: number, east: number, north: number): Region => ({
  kind: 'box',
  west,
  south,
  east,
  north,
});
const [latitude, longitude] = pointOf(1);

const REGIONS: [string, Region][] = [
  ['a kilometre around a town', near(latitude, longitude, 1)],
  ['fifty kilometres around a town', near(latitude, longitude, 50)],
  ['a thousand kilometres', near(latitude, longitude, 1000)],
  ['half the earth', near(latitude, longitude, 10_000)],
  ['a small box', box(longitude, latitude, longitude + 0.05, latitude + 0.05)],
  ['a large box', box(-20, -30, 60, 60)],
  ['a box over the date line', box(175, -40, -115, 40)],
  ['an empty box, a twentieth of the earth', box(-159, -45, -125, 45)],
];

const NEWEST: Order = { by: 'key', direction: 'desc' };
const ORDERS: readonly Order[] = [NEWEST, { by: 'key', direction: 'asc' }];

/** Pages of 4 KB: what is read, with its seeks, and never a part of the file that grows with it. */
const MOST_PAGES = 800;
const ASSAULT: Condition = { kind: 'terms', match: 'any', terms: [{ field: 'type', value: 'ASSAULT' }] };

function steps(): string[] {
  return runs.flatMap(({ text, values }) => {
    const rows = database.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[];
    return rows.map(({ detail }) => detail);
  });
}

describe('a list by place', () => {
  it.each(REGIONS)('neither reads whole tables nor sorts, and reads little: %s', async (_, region) => {
    for (const conditions of [[region], [region, ASSAULT]])
      for (const order of ORDERS) {
        runs.length = 0;
        await store.list({ resource: 'events', conditions, order, after: null, limit: 20 });
        expect(steps().filter((step) => /^SCAN (?!page)|TEMP B-TREE/.test(step))).toEqual([]);
        expect(pagesRead(database, runs) ?? 0).toBeLessThan(MOST_PAGES);
      }
  });

  it('goes by cells, or by records where a quarter of them lie there', async () => {
    const driver = async (region: Region) => {
      runs.length = 0;
      await store.list({ resource: 'events', conditions: [region], order: NEWEST, after: null, limit: 20 });
      return /from "(\w+)" driver/.exec(runs.at(-1)?.text ?? '')?.[1];
    };
    expect(await driver(near(latitude, longitude, 50))).toBe('events_terms');
    expect(await driver(near(latitude, longitude, 10_000))).toBe('events');
  });
});

describe('a count by place', () => {
  it.each(REGIONS)(
    'reads the numbers of blocks, or the few records that may lie there: %s',
    async (_, region) => {
      const count = await store.count('events', [region]);
      const tables = new Set(runs.flatMap(({ text }) => text.match(/"events\w*"/g) ?? []));
      if (tables.has('"events_numbers"')) expect([...tables]).toEqual(['"events_numbers"']);
      else expect(count).toBeLessThan(5000);
      expect(steps().filter((step) => /^SCAN (?!page)(?!matches)/.test(step))).toEqual([]);
    },
  );
});
