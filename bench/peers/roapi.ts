// roapi over NDJSON, which it reads into memory: lists by its REST parameters, and SQL where these do not suffice. SQL is
// asked by POST alone, which our generator does not send, so there is no list by actor and there are no facets.
import { join } from 'node:path';
import { startServer } from '../server-process.ts';
import { installFromPyPI } from './installing.ts';
import type { Peer } from './peer.ts';

export const roapi: Peer = {
  name: 'roapi',
  note: 'joins and groups by POST alone, which is not asked here',
  most: Number.POSITIVE_INFINITY,
  addresses: {
    list: ({ actor, type, country, to = '' }) => {
      if (actor !== undefined) return null;
      const filters = {
        ...(type && { 'filter[type]': `'${type}'` }),
        ...(country && { 'filter[country]': `'${country}'` }),
        'filter[date]lte': `'${to}'`,
      };
      return `/api/tables/events?${new URLSearchParams({ ...filters, sort: '-date', limit: '20' })}`;
    },
    record: (id) => `/api/tables/events?${new URLSearchParams({ 'filter[id]': `'${id}'`, limit: '1' })}`,
    facets: () => null,
  },
  install: (folder) => installFromPyPI(folder, 'roapi'),
  start: ({ folder, flat }) =>
    startServer({
      command: join(folder, 'python/bin/roapi'),
      args: (port) => ['-a', `127.0.0.1:${port}`, '-t', `events=${flat.events},format=ndjson`],
      ready: '/api/tables/events?limit=1',
    }),
};
