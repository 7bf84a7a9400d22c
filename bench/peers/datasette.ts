// Datasette over a SQLite file with the indexes that its questions need. It has no join, so the actors of an event are
// found through a table of their own, by a query of one's own SQL, as its documentation advises.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startServer } from '../server-process.ts';
import { flatEvents } from './flat-set.ts';
import { installFromPyPI } from './installing.ts';
import type { Peer } from './peer.ts';

const BY_ACTOR = `select events.* from participations join events on events.id = eventId
  where actorId = :actor and participations.date <= :to order by participations.date desc limit 20`;

/** `_facet=type` does the same, but over most of the set it runs into Datasette's limit of 200 ms. */
const BY_TYPE = 'select type, count(*) n from events where date <= :to group by type';

export const datasette: Peer = {
  name: 'Datasette',
  note: 'by actor and by type with SQL of our own: it has no joins, and a limit of 200 ms on its facets',
  most: Number.POSITIVE_INFINITY,
  addresses: {
    list: ({ actor, type, country, to = '' }) => {
      if (actor !== undefined) return `/peer.json?${query({ sql: BY_ACTOR, actor, to, _shape: 'objects' })}`;
      return `/peer/events.json?${query({
        ...(type && { type__exact: type }),
        ...(country && { country__exact: country }),
        date__lte: to,
        _sort_desc: 'date',
        _size: '20',
        _shape: 'objects',
        _nocount: '1',
        _nofacet: '1',
      })}`;
    },
    record: (id) => `/peer/events/${id}.json?_shape=objects`,
    facets: ({ to = '' }) => `/peer.json?${query({ sql: BY_TYPE, to, _shape: 'objects' })}`,
  },
  install: (folder) => installFromPyPI(folder, 'datasette'),
  start: async ({ folder, set }) => {
    const path = join(folder, 'peer.db');
    await writeDatabase(path, set);
    return startServer({
      command: join(folder, 'python/bin/datasette'),
      args: (port) => ['serve', '-i', path, '-p', String(port), '-h', '127.0.0.1', ...UNLIMITED],
      ready: '/-/versions.json',
    });
  },
};

function query(parameters: Readonly<Record<string, string>>): string {
  return String(new URLSearchParams(parameters));
}

/** A busy machine would else fail answers after a second. */
const UNLIMITED = ['--setting', 'sql_time_limit_ms', '30000'];

async function writeDatabase(path: string, set: string): Promise<void> {
  const database = new Database(path);
  database.pragma('journal_mode = off');
  database.pragma('synchronous = off');
  database.exec(`create table events (id text primary key, title, type, status, country, date, document);
    create table participations (eventId, actorId, date);
    begin`);
  const addEvent = database.prepare(
    'insert into events values (@id, @title, @type, @status, @country, @date, @document)',
  );
  const addActor = database.prepare('insert into participations values (@eventId, @actorId, @date)');
  for await (const { event, actors } of flatEvents(set)) {
    addEvent.run(event);
    for (const each of actors) addActor.run(each);
  }
  database.exec(`commit;
    create index by_date on events (date);
    create index by_type on events (type, date);
    create index by_type_country on events (type, country, date);
    create index by_actor on participations (actorId, date, eventId);
    analyze`);
  database.close();
}
