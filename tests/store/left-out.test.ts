// What is read to count all events but a few: what the load has counted, and those few.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Condition } from '../../src/query/condition.ts';
import { ACTOR_SIDES } from '../../src/resources/event-sides.ts';
import type { Store } from '../../src/store/port/store.ts';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import type { ExecutedQuery } from '../../src/store/sqlite/serve/sqlite-reader.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { EVENTS } from '../support/invented-events.ts';
import { publish } from '../support/stores.ts';

const directory = temporaryDirectory();
const path = `${directory.path}/plans.db`;
const runs: ExecutedQuery[] = [];
let store: Store;
let database: Database.Database;

beforeAll(async () => {
  await publish(path, { records: { events: EVENTS } });
  store = await openStore(path, { watch: (run) => runs.push(run) });
  database = new Database(path, { readonly: true });
});
beforeEach(() => {
  runs.length = 0;
});
afterAll(async () => {
  database.close();
  await store.close();
  directory.remove();
});

const without = (field: string, value: string): Condition => ({
  kind: 'terms',
  match: 'none',
  terms: [{ field, value }],
});
const rowsOf = (pattern: RegExp) => runs.filter(({ text }) => pattern.test(text));

/** What SQLite does for each statement that ran. */
function plans(): string[] {
  return runs.flatMap(({ text, values }) => {
    const rows = database.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[];
    return rows.map(({ detail }) => detail);
  });
}

describe('counts that leave a few events out', () => {
  const leftOut = without('series', 'true');
  const ofNobody = without('type', 'AID');
  const query = { resource: 'events', groupBy: 'status', precision: 'month' } as const;

  it.each([
    ['of all', []],
    ['of some statuses', [without('status', 'planned')]],
    ['of some days', [{ kind: 'days', from: '2023-12-01', to: null, match: 'possible', undated: 'exclude' }]],
  ] satisfies [string, Condition[]][])(
    'by date take them off what the load has counted: %s',
    async (_, conditions) => {
      await store.countDates({ ...query, conditions: [...conditions, leftOut] });
      expect(rowsOf(/"events_rollups"/)).not.toEqual([]);
      // Of postings and records none but those of what is left out.
      const term = database.prepare("select id from terms where field = 'series'").pluck().get();
      for (const { values } of rowsOf(/events_terms|from "events"/)) expect(values).toContain(term);
      expect(plans().filter((step) => /^SCAN/.test(step))).toEqual([]);
    },
  );

  it('do not look at any where no record has what is left out', async () => {
    await store.countDates({ ...query, conditions: [ofNobody] });
    const fields = ['type', 'status'].map((field) => ({ field, pinned: [] }));
    await store.countFacets({ ...query, conditions: [ofNobody], fields, size: 20 });
    expect(rowsOf(/events_(blocks|numbers|terms)|from "events"/)).toEqual([]);
    expect(plans().filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([]);
  });

  it('in pairs, either way, read them from blocks, and no posting or record', async () => {
    const { total } = await store.countPairs({
      conditions: [leftOut],
      source: 'source.exact',
      target: 'target.exact',
      sides: ACTOR_SIDES,
      scored: { field: 'status', values: ['occurred'] },
      start: 0,
      limit: 50,
    });
    expect(total).toBeGreaterThan(0);
    expect(rowsOf(/events_terms|from "events"|documents/)).toEqual([]);
    expect(plans().filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([]);
  });
});
