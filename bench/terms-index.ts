// Terms with postings against the classical index: a table of participation with a bitmask of roles, and indexed
// columns. The same events, keys in date order, documents and pragmas. docs/decisions/0001-terms-index.md quotes it.
//
//   node bench/terms-index.ts [events, 200000] [rounds, 21]
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Condition } from '../src/query/condition.ts';
import { rowWriter } from '../src/store/sqlite/row-writer.ts';
import { openStore } from '../src/store/sqlite/serve/open-store.ts';
import type { ExecutedQuery } from '../src/store/sqlite/serve/sqlite-reader.ts';
import { inFolder, median, megabytes, publishEvents, sizes, term } from './setup.ts';
import { syntheticEvents } from './synthetic-events.ts';

const { events: EVENTS, rounds: ROUNDS } = sizes({ rounds: 21 });
const [SOURCE, TARGET] = [1, 2];

function buildRoles(path: string): void {
  const database = new Database(path);
  for (const pragma of ['journal_mode=MEMORY', 'synchronous=OFF', 'cache_size=-65536'])
    database.pragma(pragma);
  database.exec(`
    create table events (key integer primary key, id text, type text, status text, earliest text, latest text) strict;
    create table events_documents (key integer primary key, document text) strict;
    create table arrived (actor_id text, key integer, roles integer) strict;
    create table event_actors (actor_id text, key integer, roles integer, primary key (actor_id, key)) strict, without rowid;`);
  const addEvents = rowWriter(database, 'events', ['key', 'id', 'type', 'status', 'earliest', 'latest']);
  const addDocuments = rowWriter(database, 'events_documents', ['key', 'document']);
  const addActors = rowWriter(database, 'arrived', ['actor_id', 'key', 'roles']);
  for (const batch of syntheticEvents(EVENTS))
    database.transaction(() => {
      addEvents(
        batch.map(({ key, type, status, record: { id, columns } }) => [
          key,
          id,
          type,
          status,
          columns.earliest,
          columns.latest,
        ]),
      );
      addDocuments(batch.map(({ key, record }) => [key, record.document]));
      addActors(
        batch.flatMap(({ key, source, target }) =>
          source === target
            ? [[source, key, SOURCE | TARGET]]
            : [
                [source, key, SOURCE],
                [target, key, TARGET],
              ],
        ),
      );
    })();
  database.exec(`
    insert into event_actors select * from arrived order by actor_id, key;
    drop table arrived;
    create index events_type on events (type); create index events_status on events (status);
    pragma analysis_limit = 1000; analyze; vacuum;`);
  database.close();
}

const page = (
  from: string,
) => `select documents.document from (select key from ${from} order by key desc limit 51) page
  cross join events_documents documents where documents.key = page.key order by page.key desc`;
const ofType = (name: string) => `exists (select 1 from events where events.key = ${name}.key and type = ?)`;

interface Case {
  readonly name: string;
  readonly conditions: Condition[];
  readonly isCount?: boolean;
  /** The same with roles and columns, as fast as we could make it. */
  readonly sql: string;
  readonly values: unknown[];
}

const HOT = 'actor-1';
const RARE = 'actor-4000';
const CASES: Case[] = [
  {
    name: 'actor, hot: newest 50',
    conditions: [term('actor', HOT)],
    sql: page('event_actors where actor_id = ?'),
    values: [HOT],
  },
  {
    name: 'actor, rare: newest 50',
    conditions: [term('actor', RARE)],
    sql: page('event_actors where actor_id = ?'),
    values: [RARE],
  },
  {
    name: 'source, hot: newest 50',
    conditions: [term('source', HOT)],
    sql: page('event_actors where actor_id = ? and roles & 1'),
    values: [HOT],
  },
  {
    name: 'type, common: newest 50',
    conditions: [term('type', 'TYPE-0')],
    sql: page('events where type = ?'),
    values: ['TYPE-0'],
  },
  {
    name: 'type and actor, both hot: newest 50',
    conditions: [term('type', 'TYPE-0'), term('actor', HOT)],
    sql: page(`event_actors actors where actor_id = ? and ${ofType('actors')}`),
    values: [HOT, 'TYPE-0'],
  },
  {
    name: 'rare type, hot actor: newest 50',
    conditions: [term('type', 'TYPE-15'), term('actor', HOT)],
    sql: page(`event_actors actors where actor_id = ? and ${ofType('actors')}`),
    values: [HOT, 'TYPE-15'],
  },
  {
    name: 'the same, roles driven by the type, told by hand',
    conditions: [term('type', 'TYPE-15'), term('actor', HOT)],
    sql: page(
      'events where type = ? and exists (select 1 from event_actors a where a.actor_id = ? and a.key = events.key)',
    ),
    values: ['TYPE-15', HOT],
  },
  {
    name: 'count actor, hot',
    isCount: true,
    conditions: [term('actor', HOT)],
    sql: 'select count(*) as count from event_actors where actor_id = ?',
    values: [HOT],
  },
  {
    name: 'count type, common',
    isCount: true,
    conditions: [term('type', 'TYPE-0')],
    sql: 'select count(*) as count from events where type = ?',
    values: ['TYPE-0'],
  },
  {
    name: 'count type and actor, both hot',
    isCount: true,
    conditions: [term('type', 'TYPE-0'), term('actor', HOT)],
    sql: `select count(*) as count from event_actors actors where actor_id = ? and ${ofType('actors')}`,
    values: [HOT, 'TYPE-0'],
  },
];

/** Microseconds for one run, over enough runs to take some milliseconds. */
function time(run: () => unknown): number {
  const begin = performance.now();
  let runs = 0;
  while (runs < 3 || performance.now() - begin < 4) {
    run();
    runs += 1;
  }
  return ((performance.now() - begin) / runs) * 1000;
}

async function compare(termsPath: string, rolesPath: string): Promise<void> {
  const runs: ExecutedQuery[] = [];
  const store = await openStore(termsPath, { watch: (run) => runs.push(run) });
  const open = (path: string) => {
    const database = new Database(path, { readonly: true });
    database.pragma('locking_mode=EXCLUSIVE');
    return database;
  };
  const [terms, roles] = [open(termsPath), open(rolesPath)];
  console.log('| | roles, µs | terms, µs | terms / roles | roles / roles (control) |\n|---|---|---|---|---|');
  for (const { name, conditions, isCount, sql, values } of CASES) {
    runs.length = 0;
    const query = {
      resource: 'events',
      conditions,
      order: { by: 'key', direction: 'desc' },
      after: null,
      limit: 50,
    } as const;
    const answer = isCount
      ? await store.count('events', conditions)
      : (await store.list(query)).documents.length;
    const steps = runs.map((run) => ({ statement: terms.prepare(run.text), values: run.values }));
    const byTerms = () => steps.map(({ statement, values }) => statement.all(...values)).at(-1);
    const classical = roles.prepare(sql);
    const byRoles = () => classical.all(...values);
    const found = isCount ? (byRoles()[0] as { count: number }).count : Math.min(50, byRoles().length);
    if (found !== answer) throw new Error(`${name}: ${answer} by terms, ${found} by roles`);
    const times = { roles: [] as number[], terms: [] as number[], control: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      const order = [
        () => times.roles.push(time(byRoles)),
        () => times.terms.push(time(byTerms)),
        () => times.control.push(time(byRoles)),
      ];
      for (const step of round % 2 === 0 ? order : order.reverse()) step();
    }
    const ratio = (others: number[]) =>
      median(others.map((value, round) => value / (times.roles[round] ?? 1)));
    console.log(
      `| ${name} | ${median(times.roles).toFixed(1)} | ${median(times.terms).toFixed(1)} | ${ratio(times.terms).toFixed(2)} | ${ratio(times.control).toFixed(2)} |`,
    );
  }
  console.log(
    `\nterms: postings ${megabytes(terms, 'events_terms')} MB, dictionary ${megabytes(terms, 'terms', 'terms_value')} MB`,
  );
  console.log(
    `roles: participation ${megabytes(roles, 'event_actors')} MB, indexes ${megabytes(roles, 'events_type', 'events_status')} MB`,
  );
  for (const database of [terms, roles]) database.close();
  await store.close();
}

await inFolder(async (folder) => {
  const [termsPath, rolesPath] = [join(folder, 'terms.db'), join(folder, 'roles.db')];
  const begin = performance.now();
  await publishEvents(termsPath, EVENTS);
  const between = performance.now();
  buildRoles(rolesPath);
  console.log(
    `${EVENTS} events; built in ${Math.round((between - begin) / 1000)} s (terms, all facts, checked), ${Math.round((performance.now() - between) / 1000)} s (roles, actors and two columns only)\n`,
  );
  await compare(termsPath, rolesPath);
});
