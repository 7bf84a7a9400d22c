// Facets, timelines and dyads over blocks, against what a relational design does first: a table of (key, term) that
// matches are joined to, and rows that are grouped. The same events, conditions and answers.
// docs/decisions/0008-facets-and-blocks.md and 0013-what-a-load-counts.md quote it.
//
//   node bench/counts.ts [events, 200000] [rounds, 9]
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Condition } from '../src/query/condition.ts';
import type { RenderedRecord } from '../src/store/port/target.ts';
import { type OpenedStore, openStore } from '../src/store/sqlite/serve/open-store.ts';
import { inFolder, median, megabytes, publishEvents, sizes, term } from './setup.ts';

const { events: EVENTS, rounds: ROUNDS } = sizes({ rounds: 9 });
const FIELDS = ['type', 'status', 'quadClass', 'actor', 'source', 'target', 'sourceCountry', 'targetCountry'];
const EXACT = ['actor', 'source', 'target'];
/** The events whose scores dyads average. */
const SCORED = { field: 'status', values: ['occurred', 'planned'] };

/** With the fields that pairs are made of. */
function withExact(record: RenderedRecord): RenderedRecord {
  const exact = record.terms.filter(({ field }) => EXACT.includes(field));
  return {
    ...record,
    terms: [...record.terms, ...exact.map(({ field, value }) => ({ field: `${field}.exact`, value }))],
  };
}

/** The other side: postings by record, in a file of its own. */
function buildByKey(path: string, byKeyPath: string): Database.Database {
  const database = new Database(byKeyPath);
  database.pragma('synchronous=OFF');
  database.prepare('attach database ? as live').run(path);
  const fields = [...FIELDS, 'source.exact', 'target.exact'].map((field) => `'${field}'`).join(', ');
  database.exec(`create table by_key (key integer, term_id integer, primary key (key, term_id)) strict, without rowid;
    insert into by_key select key, term_id from live.events_terms join live.terms on id = term_id
      where field in (${fields}) order by 1, 2`);
  return database;
}

const CASES: readonly { name: string; conditions: Condition[]; where: string }[] = [
  { name: 'every event', conditions: [], where: 'select key from live.events' },
  {
    name: 'one status, nine in ten',
    conditions: [term('status', 'occurred')],
    where: postings('status', 'occurred'),
  },
  {
    name: 'a frequent type',
    conditions: [term('type', 'TYPE-0')],
    where: postings('type', 'TYPE-0'),
  },
  {
    name: 'a frequent actor',
    conditions: [term('actor', 'actor-1')],
    where: postings('actor', 'actor-1'),
  },
  {
    name: 'a rare actor',
    conditions: [term('actor', 'actor-4000')],
    where: postings('actor', 'actor-4000'),
  },
];

function postings(field: string, value: string): string {
  return `select key from live.events_terms where term_id =
    (select id from live.terms where resource = 'events' and field = '${field}' and value = '${value}')`;
}

/** Leaves nothing out, and asks what was not asked before: dyads are remembered. */
function anew(round: number): Condition {
  return { kind: 'ids', ids: [`no-such-event-${round}`], match: 'none' };
}

/** Milliseconds of processor time, which other work on the machine disturbs least. */
async function time(run: (round: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = process.cpuUsage();
    await run(round);
    const { user, system } = process.cpuUsage(begin);
    times.push((user + system) / 1000);
  }
  return median(times);
}

async function compare(store: OpenedStore, byKey: Database.Database): Promise<void> {
  console.log('| | matches | facets by rows, ms | facets, ms | timeline, ms | dyads, ms | next page, ms |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  const asked = FIELDS.map((field) => ({ field, pinned: [] }));
  for (const { name, conditions, where } of CASES) {
    const total = await store.count('events', conditions);
    const grouped = byKey.prepare(
      `select by_key.term_id, count(*) from (${where}) matches cross join by_key on by_key.key = matches.key group by 1`,
    );
    const pairs = {
      conditions,
      source: 'source.exact',
      target: 'target.exact',
      sides: null,
      scored: SCORED,
      start: 0,
      limit: 50,
    };
    const cells = [
      await time(() => grouped.raw().all()),
      await time(() =>
        store.countFacets({ resource: 'events', conditions, fields: asked, size: 20, groupBy: 'status' }),
      ),
      await time(() =>
        store.countDates({ resource: 'events', conditions, groupBy: 'status', precision: 'month' }),
      ),
      await time((round) => store.countPairs({ ...pairs, conditions: [...conditions, anew(round)] })),
      await time((round) => store.countPairs({ ...pairs, start: 50 * round })),
    ];
    console.log(`| ${name} | ${total} | ${cells.map((cell) => cell.toFixed(1)).join(' | ')} |`);
  }
}

/** The longest time for which nothing else is answered while the heaviest count runs. */
async function longestWait(store: OpenedStore): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const pairs = {
    source: 'source.exact',
    target: 'target.exact',
    sides: null,
    scored: SCORED,
    start: 0,
    limit: 50,
  };
  for (let round = 0; round < 3; round++)
    await store.countPairs({ conditions: [term('status', 'occurred')], ...pairs });
  clearInterval(timer);
  return longest;
}

await inFolder(async (folder) => {
  const path = join(folder, 'counts.db');
  const begin = performance.now();
  await publishEvents(path, EVENTS, withExact);
  console.log(`${EVENTS} events, built in ${Math.round((performance.now() - begin) / 1000)} s\n`);
  const byKey = buildByKey(path, join(folder, 'by-key.db'));
  const store = await openStore(path);
  await compare(store, byKey);
  console.log(`\nlongest wait of others during dyads: ${(await longestWait(store)).toFixed(0)} ms`);
  const live = new Database(path, { readonly: true });
  const names = [
    'events_blocks',
    'events_numbers',
    'events_terms',
    'terms',
    'terms_value',
    'terms_count',
    'events_rollups',
  ];
  console.log(
    `file ${(statSync(path).size / 1e6).toFixed(0)} MB; ${names.map((name) => `${name} ${megabytes(live, name)} MB`).join(', ')}`,
  );
  console.log(`postings by record: ${megabytes(byKey, 'by_key')} MB`);
  live.close();
  byKey.close();
  await store.close();
});
