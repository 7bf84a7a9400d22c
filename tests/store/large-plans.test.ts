// What SQLite reads of two hundred thousand events: by postings, cells, figures and blocks, in order, and little of them.
import Database from 'better-sqlite3';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Executed, pagesRead, watchStatements } from '../../bench/statements.ts';
import { buildApp } from '../../src/app.ts';
import { chordSquared, chordSquaredOf, vectorOf } from '../../src/model/sphere.ts';
import type { Revisions } from '../../src/store/port/revisions.ts';
import { openRevisions } from '../../src/store/sqlite/serve/sqlite-revisions.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { COUNTED, FEW_FIGURES, FILTERS, near, ORDERED, QUOTE_FILTERS } from '../support/large-questions.ts';
import { idOf, isLocated, isUndated, LARGE, pointOf, publishLargeSet } from '../support/large-set.ts';

const directory = temporaryDirectory();
const path = `${directory.path}/large.db`;
let watched: ReturnType<typeof watchStatements>;
let revisions: Revisions & { close(): Promise<void> };
let app: FastifyInstance;
let database: Database.Database;

beforeAll(async () => {
  await publishLargeSet(path);
  const logger = { info: () => {}, error: () => {} };
  revisions = await openRevisions({
    location: path,
    logger,
    pollMs: 0,
    keepMs: 0,
    graceMs: 0,
    leaseMs: 60_000,
  });
  // No answer is kept: each comes from the store.
  app = await buildApp({ revisions, config: { publicUrl: '', cacheBytes: 0 } });
  database = new Database(path, { readonly: true });
  watched = watchStatements();
  while ((await app.inject('/readyz')).statusCode !== 200) await new Promise(setImmediate);
}, 120_000);
afterAll(async () => {
  watched.stop();
  database.close();
  await app.close();
  await revisions.close();
  directory.remove();
});

/** Asks once, and gives what the answer has and what SQLite ran for it. */
async function ask(url: string): Promise<{ body: ReturnType<typeof JSON.parse>; runs: Executed[] }> {
  watched.take();
  const answer = await app.inject(url);
  const runs = watched.take();
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  return { body: answer.json(), runs };
}

/** Steps that read all rows of a table or an index, or sort. What a part of the query gives is no table. */
function readsAndSorts(runs: readonly Executed[]): string[] {
  return runs.flatMap(({ text, values }) => {
    const rows = database.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[];
    const steps = rows.map(({ detail }) => detail);
    const isPart = (name: string) =>
      steps.some((step) => step === `CO-ROUTINE ${name}` || step === `MATERIALIZE ${name}`);
    return steps.filter((step) => {
      const [, name = ''] = /^SCAN (\S+)/.exec(step) ?? [];
      // FTS5 calls its own look-up a scan: `VIRTUAL TABLE INDEX … M` is one by words.
      const isScan = name !== '' && !isPart(name) && !/VIRTUAL TABLE INDEX .*M/.test(step);
      return isScan || step.includes('TEMP B-TREE');
    });
  });
}

function count(code: string): unknown {
  return database.prepare("select count from terms where field = 'code' and value = ?").pluck().get(code);
}

/** Few are read and sorted: 5,000 at most. */
function isDrivenByFewFigures({ text }: Executed): boolean {
  return /select \+driver.key as key from "events_figures" driver/.test(text);
}

function pages(runs: readonly Executed[]): number {
  const read = pagesRead(database, runs) ?? 0;
  watched.take();
  return read;
}

/** What a page of a list reads of the file in pages of 4 KB, of which it has some 35,000. */
const MOST_PAGES = 1000;
describe.each(['-date', 'date'])('a list of events in the order %s', (sort) => {
  it.each(FILTERS)('neither reads whole tables nor sorts, and reads little: %s', async (filter) => {
    const { runs } = await ask(`/v1/events?${filter}&sort=${sort}&limit=20`);
    expect(readsAndSorts(runs.filter((run) => !isDrivenByFewFigures(run)))).toEqual([]);
    expect(pages(runs)).toBeLessThan(MOST_PAGES);
  });

  it.each(FEW_FIGURES)('sorts the few figures within bounds, and reads no others: %s', async (filter) => {
    const { runs } = await ask(`/v1/events?${filter}&sort=${sort}&limit=20`);
    expect(runs.filter(isDrivenByFewFigures).length).toBeGreaterThan(0);
    expect(pages(runs)).toBeLessThan(MOST_PAGES / 2);
  });
});

describe('a list of quotes', () => {
  it.each(QUOTE_FILTERS)('does neither, and reads little: %s', async (filter) => {
    const { body, runs } = await ask(`/v1/quotes?${filter}&limit=20`);
    expect(body.data.length).toBeGreaterThan(0);
    expect(readsAndSorts(runs)).toEqual([]);
    expect(pages(runs)).toBeLessThan(MOST_PAGES);
  });
});

describe.each(['-quantity', 'quantity'])('a list of events in the order %s', (sort) => {
  it.each(ORDERED)(
    'follows the figures, or sorts a rare group, and reads little: %s',
    async (filter, how) => {
      const { runs } = await ask(`/v1/events?${filter}&sort=${sort}&limit=20`);
      const steps = readsAndSorts(runs);
      expect(steps.filter((step) => !step.includes('TEMP B-TREE'))).toEqual([]);
      expect(steps.length > 0).toBe(how === 'sorts');
      expect(pages(runs)).toBeLessThan(MOST_PAGES);
    },
  );

  it('reads no more figures than the group has events, where none of these has one', async () => {
    const { runs } = await ask(`/v1/events?code=acts:A2&measure=tone&sort=${sort}&limit=20`);
    expect(runs.filter(({ text }) => /from "events_figures" driver where driver/.test(text))).toHaveLength(1);
    expect(runs.find(({ text }) => text.includes('limit ?) driver'))?.values).toContain(count('acts:A2'));
  });

  it('reads no more for a page far down, nor for the last', async () => {
    const url = `/v1/events?caution=anachronism&measure=tone.local&sort=${sort}&limit=50`;
    let found = 0;
    for (let next: string | null = ''; next !== null; ) {
      const { body, runs } = await ask(`${url}${next}`);
      expect(pages(runs)).toBeLessThan(MOST_PAGES);
      found += body.data.length;
      next = body.page.nextCursor && `&cursor=${body.page.nextCursor}`;
    }
    expect(found).toBe(LARGE / 40);
  });
});

/** Pages of what looks at every match of a frequent group, or at the blocks of all events: a tenth of the file. */
const MOST_COUNTED = 4000;

describe('a count of matches', () => {
  it.each(FILTERS)('looks at blocks, or at what drives it: %s', async (filter) => {
    const { runs } = await ask(`/v1/events?${filter}&total=true&limit=1`);
    expect(readsAndSorts(runs.filter((run) => !isDrivenByFewFigures(run)))).toEqual([]);
    expect(pages(runs)).toBeLessThan(MOST_COUNTED);
  });
});

describe('counts by values, days and pairs', () => {
  it.each(COUNTED)('look at blocks, and at the postings of filters: %s', async (question, tables) => {
    const { runs } = await ask(`/v1/events/${question}`);
    const looked = runs.flatMap(({ text }) =>
      [...text.matchAll(/"events_?(\w*)"/g)].map(([, table]) => table),
    );
    expect([...new Set(looked)].sort()).toEqual(tables);
    // The few values of a field that counts are divided by are put in order of their ids.
    const ofDictionary = /^select id, value from terms where resource = \? and field = \? order by id limit/;
    expect(readsAndSorts(runs.filter(({ text }) => !ofDictionary.test(text.replace(/\s+/g, ' '))))).toEqual(
      [],
    );
    expect(pages(runs)).toBeLessThan(MOST_COUNTED);
  });
});

describe('a list by place', () => {
  it('goes by cells, or by records where a quarter of them lie there', async () => {
    const driver = async (region: string) => {
      const { runs } = await ask(`/v1/events?${region}&limit=20`);
      return runs.flatMap(({ text }) => /documents.*from "(\w+)" driver/s.exec(text)?.[1] ?? []);
    };
    expect(await driver(near(50))).toEqual(['events_terms']);
    expect(await driver('near=10,20&withinKm=15000')).toEqual(['events']);
  });

  it.each(['-date', 'date'])('has each event of its cells once, in the order %s', async (sort) => {
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await ask(`/v1/events?near=10,20&withinKm=5000&sort=${sort}&limit=200${cursor}`);
      found.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.page.nextCursor && `&cursor=${body.page.nextCursor}`;
    } while (cursor !== null);
    const point = vectorOf(10, 20);
    const within = Array.from({ length: LARGE }, (_, n) => n)
      .filter(isLocated)
      .filter((n) => {
        const { x, y, z } = vectorOf(...pointOf(n));
        return chordSquared(x, y, z, point) <= chordSquaredOf(5000);
      });
    const dated = within.filter((n) => !isUndated(n));
    const undated = within.filter(isUndated);
    const expected =
      sort === 'date' ? [...dated, ...undated] : [...dated.toReversed(), ...undated.toReversed()];
    expect(found).toEqual(expected.map((n) => idOf('event', n)));
  });
});
