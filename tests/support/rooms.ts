// The rooms of the house, and what each may know: other rooms, packages, modules of Node.

export interface Room {
  /** What its paths begin with. */
  readonly at: string;
  /** The rooms it may import from besides its own files. */
  readonly rooms: readonly string[];
  /** The packages it may know, and what is below them. */
  readonly packages: readonly string[];
  /** The modules of Node it may know; null for any. */
  readonly node: readonly string[] | null;
}

/** What is pure hashes, and does nothing else that needs Node. */
export const PURE = ['node:crypto'];

const MODEL = ['src/model/'];
const QUERY = ['src/query/', ...MODEL];
const RESOURCES = ['src/resources/', ...QUERY];
const PORT = ['src/store/port/', ...RESOURCES];
const SQL = ['src/store/sql/', ...PORT];
export const SQL_COUNTS = ['src/store/sql/counts/', ...SQL];

const SERVER = ['src/version.ts', 'src/http/server/', ...PORT];
const CONTRACT = ['src/http/contract/', ...SERVER];
export const LISTS = ['src/http/lists/', 'src/http/records/', ...CONTRACT];

export const READ = ['src/load/progress.ts', 'src/load/thread.ts', 'src/load/read/', ...PORT];

const DEFINITIONS = ['src/load/definitions/', ...READ];

/** The one file that names an engine. */
export const ENGINE_CHOICE = 'src/engine-choice.ts';

/** The folder of each engine: what only it may know stays there. */
export const ENGINES = ['src/store/sqlite/'];

/** One room a line, from the ground up. The first that a path begins with is its room. */
export const ROOMS: readonly Room[] = [
  { at: 'src/version.ts', rooms: [], packages: ['zod'], node: ['node:fs'] },
  { at: 'src/model/', rooms: [], packages: ['zod', 'edtf', 'iso-3166', 'lru-cache'], node: PURE },
  { at: 'src/query/', rooms: MODEL, packages: ['zod', 'fastest-levenshtein'], node: PURE },
  { at: 'src/resources/', rooms: QUERY, packages: ['zod'], node: PURE },

  { at: 'src/store/port/', rooms: RESOURCES, packages: [], node: [] },
  { at: 'src/store/serving/', rooms: ['src/store/port/'], packages: [], node: ['node:worker_threads'] },
  { at: 'src/store/sql/counts/', rooms: SQL, packages: ['drizzle-orm'], node: [] },
  { at: 'src/store/sql/', rooms: SQL_COUNTS, packages: ['drizzle-orm', 'lru-cache', 'zod'], node: PURE },
  {
    at: 'src/store/sqlite/serve/',
    rooms: ['src/store/sqlite/', 'src/store/serving/', ...SQL],
    packages: ['better-sqlite3', 'drizzle-orm', 'lru-cache'],
    node: null,
  },
  {
    at: 'src/store/sqlite/publish/',
    rooms: ['src/store/sqlite/', ...SQL_COUNTS],
    packages: ['better-sqlite3'],
    node: null,
  },
  {
    at: 'src/store/sqlite/staging/',
    rooms: ['src/store/sqlite/', ...PORT],
    packages: ['better-sqlite3', 'lru-cache'],
    node: null,
  },
  {
    at: 'src/store/sqlite/sqlite-engine.ts',
    rooms: [
      'src/store/sqlite/serve/',
      'src/store/sqlite/publish/',
      'src/store/sqlite/staging/',
      'src/store/port/',
    ],
    packages: [],
    node: ['node:fs'],
  },
  { at: 'src/store/sqlite/', rooms: SQL, packages: ['better-sqlite3', 'drizzle-orm', 'zod'], node: null },

  { at: 'src/load/progress.ts', rooms: [], packages: [], node: [] },
  { at: 'src/load/thread.ts', rooms: [], packages: [], node: ['node:path', 'node:worker_threads'] },
  { at: 'src/load/read/', rooms: READ, packages: ['lru-cache', 'yaml', 'zod'], node: null },
  { at: 'src/load/definitions/', rooms: READ, packages: ['zod'], node: ['node:util'] },
  { at: 'src/load/check/', rooms: DEFINITIONS, packages: ['canonicalize', 'zod'], node: null },
  { at: 'src/load/render/', rooms: DEFINITIONS, packages: [], node: PURE },
  {
    at: 'src/load/publish/',
    rooms: ['src/load/render/', ...DEFINITIONS],
    packages: [],
    node: [...PURE, 'node:worker_threads'],
  },
  { at: 'src/load/', rooms: ['src/load/', ...PORT], packages: [], node: null },
  { at: 'src/annotate/', rooms: DEFINITIONS, packages: ['yaml'], node: null },
  {
    at: 'src/coverage/',
    rooms: ['src/load/read/', 'src/load/definitions/', 'src/load/check/', 'src/load/render/', ...PORT],
    packages: [],
    node: [],
  },

  {
    at: 'src/export/',
    rooms: ['src/load/check/', ...DEFINITIONS],
    packages: ['yaml'],
    node: ['node:fs', 'node:path'],
  },

  {
    at: 'src/http/server/',
    rooms: SERVER,
    packages: [
      '@fastify/accept-negotiator',
      '@fastify/rate-limit',
      'fastify',
      'helmet',
      'lru-cache',
      'prom-client',
      'zod-openapi',
    ],
    node: [
      'node:crypto',
      'node:http',
      'node:net',
      'node:perf_hooks',
      'node:stream',
      'node:timers/promises',
      'node:util',
      'node:zlib',
    ],
  },
  {
    at: 'src/http/contract/',
    rooms: SERVER,
    packages: ['@fastify/swagger', '@fastify/swagger-ui', 'fastify', 'yaml', 'zod', 'zod-openapi'],
    node: [...PURE, 'node:fs', 'node:path', 'node:url'],
  },
  { at: 'src/http/about/', rooms: CONTRACT, packages: ['zod'], node: [] },
  { at: 'src/http/records/', rooms: CONTRACT, packages: ['zod'], node: [] },
  { at: 'src/http/lists/', rooms: ['src/http/records/', ...CONTRACT], packages: ['zod'], node: [] },
  { at: 'src/http/counts/', rooms: LISTS, packages: ['zod'], node: [] },
  { at: 'src/http/search/', rooms: LISTS, packages: ['zod'], node: [] },
  {
    at: 'src/http/exports/',
    rooms: ['src/http/counts/', ...LISTS],
    packages: ['csv-stringify', 'zod'],
    node: [],
  },
  {
    at: 'src/http/citations/',
    rooms: ['src/http/records/', ...CONTRACT],
    packages: ['@citation-js/core', '@citation-js/plugin-bibtex', '@citation-js/plugin-csl', 'zod'],
    node: [],
  },
  { at: 'src/http/linked/', rooms: ['src/http/records/', ...CONTRACT], packages: ['zod'], node: [] },
  { at: 'src/http/routes.ts', rooms: ['src/http/', 'src/query/'], packages: [], node: [] },

  {
    at: ENGINE_CHOICE,
    rooms: ['src/store/sqlite/sqlite-engine.ts', 'src/store/port/'],
    packages: [],
    node: [],
  },
  { at: 'src/config.ts', rooms: MODEL, packages: ['zod'], node: ['node:os'] },
  {
    at: 'src/app.ts',
    rooms: [
      'src/http/routes.ts',
      'src/http/contract/',
      'src/http/server/',
      'src/config.ts',
      'src/store/port/',
    ],
    packages: ['fastify'],
    node: ['node:crypto', 'node:http'],
  },
  { at: 'src/address.ts', rooms: ['src/config.ts'], packages: [], node: ['node:net'] },
  {
    at: 'src/server.ts',
    rooms: ['src/app.ts', 'src/address.ts', 'src/config.ts', 'src/store/port/'],
    packages: ['fastify'],
    node: null,
  },
  {
    at: 'src/workers/',
    rooms: ['src/address.ts', 'src/config.ts', 'src/http/server/', 'src/store/port/'],
    packages: ['fastify'],
    node: ['node:cluster', 'node:path', 'node:url'],
  },
  {
    at: 'src/cli/',
    rooms: ['src/config.ts', ENGINE_CHOICE, 'src/load/read/', 'src/store/port/', 'src/workers/', ...MODEL],
    packages: ['commander'],
    node: [],
  },
  {
    at: 'src/worker.ts',
    rooms: ['src/cli/', 'src/config.ts', ENGINE_CHOICE, 'src/server.ts', 'src/store/port/', 'src/workers/'],
    packages: [],
    node: [],
  },
  {
    at: 'src/cli.ts',
    rooms: [
      'src/cli/',
      'src/config.ts',
      ENGINE_CHOICE,
      'src/server.ts',
      'src/workers/',
      'src/version.ts',
      'src/http/routes.ts',
      'src/http/contract/',
      'src/load/',
      'src/annotate/',
      'src/coverage/',
      'src/export/',
      'src/store/port/',
    ],
    packages: ['cli-progress', 'commander'],
    node: ['node:fs', 'node:os', 'node:path', 'node:url', 'node:v8', 'node:vm'],
  },
];

/** The room of a path: the longest that it begins with, so that a folder within a room can be one of its own. */
export function roomOf(path: string): Room | undefined {
  return ROOMS.filter(({ at }) => path.startsWith(at)).toSorted((a, b) => b.at.length - a.at.length)[0];
}
