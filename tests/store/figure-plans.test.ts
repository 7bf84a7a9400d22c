// How SQLite finds figures and adds them up: in order of their index, and from blocks.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Condition, Order } from '../../src/query/condition.ts';
import type { Store } from '../../src/store/port/store.ts';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import type { ExecutedQuery } from '../../src/store/sqlite/serve/sqlite-reader.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { EVENTS } from '../support/invented-events.ts';
import { publish } from '../support/stores.ts';

const directory = temporaryDirectory();
const path = `${directory.path}/figures.db`;
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

const any = (field: string, ...values: string[]): Condition => ({
  kind: 'terms',
  match: 'any',
  terms: values.map((value) => ({ field, value })),
});
const quantity = (name: string, min: number | null, max: number | null): Condition => ({
  kind: 'quantity',
  name,
  min,
  max,
});

async function list(conditions: Condition[]): Promise<void> {
  const order: Order = { by: 'key', direction: 'desc' };
  await store.list({ resource: 'events', conditions, order, after: null, limit: 3 });
}

/** What SQLite does for each statement that ran. */
function plans(): string[] {
  return runs.flatMap(({ text, values }) => {
    const rows = database.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[];
    return rows.map(({ detail }) => detail);
  });
}

function termId(field: string, value: string): unknown {
  return database.prepare('select id from terms where field = ? and value = ?').pluck().get(field, value);
}

describe('a list in order of figures', () => {
  const DEADLIEST: Order = { by: 'quantity', direction: 'desc', measure: 'deaths' };
  const isScan = (step: string) => /^SCAN (?!page|match)/.test(step);

  it.each([
    ['no conditions', []],
    ['most records', [any('status', 'occurred', 'planned', 'ongoing')]],
    ['a bound', [quantity('deaths', 1, null)]],
  ] satisfies [string, Condition[]][])(
    'follows the figures, and sorts nothing: %s',
    async (_, conditions) => {
      await store.list({ resource: 'events', conditions, order: DEADLIEST, after: null, limit: 3 });
      const steps = plans();
      expect(steps.join('\n')).toContain('events_figures_order');
      expect(steps.filter((step) => isScan(step) || step.includes('TEMP B-TREE'))).toEqual([]);
    },
  );

  it('goes on from a position by the index', async () => {
    await store.list({
      resource: 'events',
      conditions: [],
      order: DEADLIEST,
      after: [3, 'event-1'],
      limit: 3,
    });
    expect(plans().filter((step) => isScan(step) || step.includes('TEMP B-TREE'))).toEqual([]);
  });

  it('is driven by few matches, which alone are sorted', async () => {
    await store.list({
      resource: 'events',
      conditions: [any('identifier', 'acled:HAL7')],
      order: DEADLIEST,
      after: null,
      limit: 3,
    });
    expect(runs.some(({ values }) => values[0] === termId('identifier', 'acled:HAL7'))).toBe(true);
    expect(plans().filter(isScan)).toEqual([]);
  });

  it('gives what has no figure in order of ids, and asks for it only where figures come to an end', async () => {
    await store.list({ resource: 'events', conditions: [], order: DEADLIEST, after: null, limit: 3 });
    expect(runs.filter(({ text }) => text.includes('not exists'))).toEqual([]);
    await store.list({
      resource: 'events',
      conditions: [],
      order: DEADLIEST,
      after: ['', 'event-2'],
      limit: 3,
    });
    expect(runs.filter(({ text }) => text.includes('not exists'))).toHaveLength(1);
    expect(plans().filter((step) => isScan(step) || step.includes('TEMP B-TREE'))).toEqual([]);
  });
});

describe('few figures within bounds', () => {
  it('drive a list, a count and counts, and are read once for each', async () => {
    const conditions = [quantity('deaths', 10, null)];
    await list(conditions);
    expect(runs.at(-1)?.text).toContain('"events_figures" driver');
    await store.count('events', conditions);
    expect(runs.at(-1)?.text).toContain('"events_figures" driver');
  });
});

describe('sums of figures', () => {
  it('of all events read blocks alone: no document, no record and no posting', async () => {
    const fields = [{ field: 'type', pinned: [] }];
    const query = { resource: 'events', conditions: [], groupBy: 'status', measure: 'deaths' } as const;
    await store.countFacets({ ...query, fields, size: 20 });
    await store.countDates({ ...query, precision: 'month' });
    expect(runs.filter(({ text }) => /events_(terms|documents|figures)|from "events"/.test(text))).toEqual(
      [],
    );
    expect(runs.some(({ text }) => text.includes('"events_numbers"'))).toBe(true);
  });

  it('within bounds of figures do too, where these are many', async () => {
    await store.countDates({
      resource: 'events',
      conditions: [quantity('deaths', 0, null)],
      groupBy: 'status',
      precision: 'month',
      measure: 'deaths',
    });
    const peek = /^select count/;
    expect(
      runs.filter(
        ({ text }) => /events_(terms|documents|figures)|from "events"/.test(text) && !peek.test(text),
      ),
    ).toEqual([]);
  });
});
