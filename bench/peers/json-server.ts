// json-server 0.17, the last that filters by ranges: all records in memory, each request looks at every one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../server-process.ts';
import { flatEvents } from './flat-set.ts';
import { installFromNpm } from './installing.ts';
import type { Peer } from './peer.ts';

const MOST = 10_000;

export const jsonServer: Peer = {
  name: 'json-server',
  note: `of ${MOST.toLocaleString('en')} events: it looks at each for every list`,
  most: MOST,
  addresses: {
    list: ({ actor, type, country, to = '' }) =>
      `/events?${new URLSearchParams({
        ...(type && { type }),
        ...(country && { country }),
        ...(actor && { actors_like: `\\b${actor}\\b` }),
        date_lte: to,
        _sort: 'date',
        _order: 'desc',
        _limit: '20',
      })}`,
    record: (id) => `/events/${id}`,
    facets: () => null,
  },
  install: (folder) => installFromNpm(folder, 'json-server@0.17.4'),
  start: async ({ folder, set }) => {
    const events: object[] = [];
    for await (const { event, actors } of flatEvents(set)) {
      if (events.length === MOST) break;
      events.push({ ...event, actors: actors.map(({ actorId }) => actorId) });
    }
    const file = join(folder, 'db.json');
    writeFileSync(file, JSON.stringify({ events }));
    return startServer({
      command: process.execPath,
      args: (port) => [
        join(folder, 'node_modules/json-server/lib/cli/bin.js'),
        '--quiet',
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        file,
      ],
      cwd: folder,
      ready: '/events?_limit=1',
    });
  },
};
