// How SQLite finds what it is asked for: by postings and in order, never by reading every record.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Condition, Order, ResourceName } from '../../src/query/condition.ts';
import { dayNodes } from '../../src/query/day-nodes.ts';
import { parseTextQuery } from '../../src/query/text/text-query.ts';
import type { Store } from '../../src/store/port/store.ts';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import type { ExecutedQuery } from '../../src/store/sqlite/serve/sqlite-reader.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { EVENTS, SCHEME_FIELD } from '../support/invented-events.ts';
import { rendered } from '../support/records.ts';
import { publish } from '../support/stores.ts';

const NEWEST: Order = { by: 'key', direction: 'desc' };
const OLDEST: Order = { by: 'key', direction: 'asc' };
const TITLE: Order = { by: 'title', direction: 'asc' };

const directory = temporaryDirectory();
const path = `${directory.path}/plans.db`;
const runs: ExecutedQuery[] = [];
let store: Store;
let database: Database.Database;

beforeAll(async () => {
  const articles = Array.from({ length: 500 }, (_, index) => ({
    id: `article-${index}`,
    columns: { title: `Title ${index % 90}` },
    terms: [
      'language:en',
      `tag:${index}`,
      `@other:20`,
      `@other:2024-0${1 + (index % 9)}`,
      index === 250 ? 'publisher:rare' : 'publisher:common',
    ],
  }));
  await publish(path, {
    records: { events: EVENTS, articles: rendered('articles', articles) },
    countedBy: { events: [SCHEME_FIELD] },
  });
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
const days = (from: string | null, to: string | null): Condition => ({
  kind: 'days',
  from,
  to,
  match: 'possible',
  undated: 'exclude',
});

async function list(
  conditions: Condition[],
  order = NEWEST,
  resource: ResourceName = 'events',
): Promise<void> {
  await store.list({ resource, conditions, order, after: null, limit: 3 });
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

const text = (q: string): Condition => ({ kind: 'text', query: parseTextQuery(q), fields: null });

const quantity = (name: string, min: number | null, max: number | null): Condition => ({
  kind: 'quantity',
  name,
  min,
  max,
});

const QUERIES: [string, Condition[]][] = [
  ['no conditions', []],
  ['one term', [any('type', 'THREATEN')]],
  ['several terms', [any('type', 'THREATEN', 'ACCUSE'), any('actor', 'halvia')]],
  ['every one of several terms', [{ ...any('code', 'deep:a', 'deep:b'), match: 'all' } as Condition]],
  ['no such term', [{ ...any('type', 'THREATEN'), match: 'none' } as Condition]],
  ['dates', [days('2023-12-01', '2024-01-04')]],
  ['dates and terms', [days('2023-12-01', null), any('actor', 'merrow')]],
  ['a number', [{ kind: 'number', column: 'plover', min: -5, max: null }]],
  ['a bound of figures', [quantity('deaths', 3, null)]],
  ['bounds of figures and terms', [quantity('deaths', null, 9), any('type', 'THREATEN')]],
  ['bounds of figures and dates', [quantity('deaths', 1, 9), days('2023-12-01', null)]],
  ['words', [text('harbour closed')]],
  ['words and dates', [text('closed'), days('2023-12-01', '2024-01-04')]],
  ['words and terms', [text('closed'), any('actor', 'halvia'), any('type', 'THREATEN')]],
  ['ids', [{ kind: 'ids', ids: ['event-1', 'event-2'], match: 'any' }]],
];

describe('a list in order of dates', () => {
  it.each(QUERIES)('neither reads whole tables nor sorts: %s', async (_, conditions) => {
    for (const order of [NEWEST, OLDEST]) await list(conditions, order);
    expect(runs.length).toBeGreaterThan(0);
    // FTS5 calls its own look-up a scan: `VIRTUAL TABLE INDEX … M` is one by words.
    const isScan = (step: string) =>
      /^SCAN (?!page|matches)|TEMP B-TREE/.test(step) && !/VIRTUAL TABLE INDEX .*M/.test(step);
    expect(plans().filter(isScan)).toEqual([]);
  });

  it('is driven by the nodes of a range of other days, and sorts none of them', async () => {
    const range = dayNodes('2023-12-30', '2024-03-02');
    const terms = range.own.map((value) => ({ field: '@other', value }));
    const others: Condition = { kind: 'terms', match: 'any', terms };
    for (const order of [NEWEST, OLDEST]) await list([others, any('language', 'en')], order, 'articles');
    expect(runs.at(-1)?.text).toContain('"articles_terms" driver');
    expect(runs.at(-1)?.values[0]).toBe(termId('@other', '2024-01'));
    expect(plans().filter((step) => /^SCAN (?!page|matches)|TEMP B-TREE/.test(step))).toEqual([]);
  });

  it.each([
    [[any('type', 'THREATEN'), any('identifier', 'acled:HAL7')]],
    [[any('identifier', 'acled:HAL7'), any('type', 'THREATEN')]],
    [[any('identifier', 'acled:HAL7'), any('type', 'THREATEN', 'CONSULT'), any('actor', 'halvia')]],
  ])('is driven by the rarest term, wherever it stands: %o', async (conditions) => {
    await list(conditions);
    const page = runs.at(-1);
    expect(page?.text).toContain('"events_terms" driver');
    expect(page?.values[0]).toBe(termId('identifier', 'acled:HAL7'));
  });

  it('is driven by what has the words, unless far fewer records have a term', async () => {
    await list([text('closed'), any('actor', 'halvia')]);
    expect(runs.at(-1)?.text).toContain('"events_text" match ?) driver');
    await list([text('closed'), any('identifier', 'acled:HAL7')]);
    expect(runs.at(-1)?.text).toContain('"events_terms" driver');
    await list([text('mole'), { kind: 'ids', ids: ['event-1'], match: 'any' }]);
    expect(runs.at(-1)?.text).toContain('"events" driver');
  });

  it('reads no more matches of words than it takes to choose', async () => {
    await list([text('closed'), any('identifier', 'acled:HAL7')]);
    const peek = runs.find(({ text: sql }) => sql.includes('select 1 from (select rowid'));
    expect(peek?.values.at(-1)).toBe(31);
  });

  it('does not run for a term that no record has', async () => {
    await list([any('type', 'AID'), any('actor', 'halvia')]);
    expect(runs.map(({ text }) => text).filter((text) => text.includes('documents'))).toEqual([]);
  });
});

describe('a list in order of a column', () => {
  it('follows the index of the column, where most records match', async () => {
    await list([any('publisher', 'common')], TITLE, 'articles');
    expect(plans().join('\n')).toContain('INDEX articles_title');
  });

  it('is driven by postings, where few records match', async () => {
    await list([any('publisher', 'rare')], TITLE, 'articles');
    expect(plans().join('\n')).not.toContain('articles_title');
    expect(runs.at(-1)?.values[0]).toBe(termId('publisher', 'rare'));
  });
});

describe('a count', () => {
  it.each([
    ['everything', []],
    ['one term', [any('type', 'THREATEN')]],
    ['all but one term', [{ ...any('type', 'THREATEN'), match: 'none' } as Condition]],
    ['unknown dates', [{ ...days(null, null), undated: 'only' } as Condition]],
  ])('of %s looks at no record and no posting', async (_, conditions) => {
    expect(await store.count('events', conditions)).toBeGreaterThan(0);
    expect(runs.filter(({ text }) => !text.includes('from terms'))).toEqual([]);
  });
});

describe('counts of all events, or of those of some statuses', () => {
  const counts = async (conditions: Condition[]) => {
    const fields = ['type', 'status', 'actor', SCHEME_FIELD].map((field) => ({ field, pinned: [] }));
    await store.countFacets({ resource: 'events', conditions, fields, size: 20, groupBy: 'status' });
    await store.countDates({ resource: 'events', conditions, groupBy: 'status', precision: 'month' });
  };

  it.each([
    ['all', []],
    ['those of a status', [any('status', 'occurred')]],
    ['those of two statuses', [any('status', 'occurred', 'ongoing')]],
    ['those of every other status', [{ ...any('status', 'planned'), match: 'none' } as Condition]],
  ])('look at no block, no record and no posting: %s', async (_, conditions) => {
    await counts(conditions);
    expect(runs.length).toBeLessThan(18);
    expect(runs.filter(({ text }) => /events_(blocks|numbers|terms)|from "events"/.test(text))).toEqual([]);
    expect(plans().filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([]);
  });

  it('by date within a range of days do neither', async () => {
    const query = { resource: 'events', groupBy: 'status', precision: 'month' } as const;
    await store.countDates({ ...query, conditions: [days('2023-12-01', '2024-01-04')] });
    expect(runs.filter(({ text }) => /events_(blocks|numbers|terms)|from "events"/.test(text))).toEqual([]);
  });
});

describe('dyads', () => {
  it('are counted with their first page: one further on reads no pair that it does not show', async () => {
    const query = {
      conditions: [any('type', 'THREATEN', 'ACCUSE')],
      source: 'source.exact',
      target: 'target.exact',
      sides: null,
      scored: { field: 'status', values: ['occurred'] },
      limit: 1,
    };
    const isOrder = ({ text }: ExecutedQuery) => /select id from terms .* order by value/.test(text);
    const { total } = await store.countPairs({ ...query, start: 0 });
    expect(runs.filter(isOrder)).toHaveLength(2);
    runs.length = 0;
    await store.countPairs({ ...query, start: 1 });
    expect(runs.filter(isOrder)).toEqual([]);
    runs.length = 0;
    await store.countPairs({ ...query, start: total });
    expect(runs.filter(({ text }) => text.includes('events_'))).toEqual([]);
  });
});

describe('the words of an index', () => {
  it('are read from where they begin, no more than asked for', async () => {
    expect(await store.vocabulary('events', 'harb', 1)).toEqual([
      { word: 'harbour', count: expect.any(Number) },
    ]);
    expect((await store.vocabulary('events', '', 1000)).map(({ word }) => word)).toEqual(
      expect.arrayContaining(['harbour', 'harbours', 'uberfahrt', 'wall']),
    );
    expect(runs.map(({ text }) => /limit \?$/.test(text))).toEqual([true, true]);
    expect(new Set(plans())).toEqual(
      new Set(['SEARCH words USING PRIMARY KEY (resource=? AND word>? AND word<?)']),
    );
  });
});

describe('statements', () => {
  it('are the same for lists of two, three and four values', async () => {
    const texts = new Set<string>();
    for (const values of [
      ['halvia', 'merrow'],
      ['halvia', 'merrow', 'strait-fleet'],
      ['halvia', 'merrow', 'strait-fleet', 'harbour-office'],
    ]) {
      runs.length = 0;
      await list([any('actor', ...values)]);
      const lists = runs.map(({ text }) => text).filter((sql) => sql.includes('documents'));
      texts.add(lists.join('\n'));
    }
    expect(texts.size).toBe(1);
  });

  it('are the same for unions of any length up to two hundred, but for five', async () => {
    const shapes = new Map<string, number[]>();
    for (const length of [1, 2, 4, 5, 16, 17, 50, 51, 120, 199, 200]) {
      runs.length = 0;
      const tags = Array.from({ length }, (_, index) => String(index));
      await list([any('tag', ...tags)], NEWEST, 'articles');
      const text = runs.at(-1)?.text ?? '';
      shapes.set(text, [...(shapes.get(text) ?? []), length]);
    }
    expect([...shapes.values()]).toEqual([[1], [2, 4], [5, 16], [17, 50], [51, 120, 199, 200]]);
  });

  it('find in a padded union each record once, and no other', async () => {
    const tags = Array.from({ length: 60 }, (_, index) => String(index));
    expect(await store.count('articles', [any('tag', ...tags)])).toBe(60);
    expect(await store.count('articles', [any('tag', ...tags), any('publisher', 'common')])).toBe(60);
  });

  it('hold no value of a request', async () => {
    await list([any('actor', 'halvia'), days('2023-12-01', '2024-01-04')]);
    expect(runs.map(({ text }) => text).join('\n')).not.toMatch(/halvia|2023|2024/);
  });
});
