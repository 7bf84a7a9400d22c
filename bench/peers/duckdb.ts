// DuckDB in the process of a Fastify (duckdb-server.ts): what one would write oneself for counts.
import { fileURLToPath } from 'node:url';
import { startServer } from '../server-process.ts';
import { installFromNpm } from './installing.ts';
import type { Peer } from './peer.ts';

const SERVER = fileURLToPath(new URL('duckdb-server.ts', import.meta.url));

export const duckdb: Peer = {
  name: 'DuckDB behind Fastify',
  note: 'tables in memory, sorted by date; statements prepared for each request',
  most: Number.POSITIVE_INFINITY,
  addresses: {
    list: (wanted) => `/events?${new URLSearchParams({ ...wanted })}`,
    record: (id) => `/events/${id}`,
    facets: ({ to = '' }) => `/facets?${new URLSearchParams({ to })}`,
  },
  install: (folder) => installFromNpm(folder, '@duckdb/node-api'),
  start: ({ folder, flat }) =>
    startServer({
      command: process.execPath,
      args: (port) => [SERVER, String(port), folder, flat.events, flat.participations],
      ready: '/events/event-0',
    }),
};
