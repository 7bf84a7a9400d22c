// The house of the design, held by its import lines: which room may know which.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = filesBelow('src');

const MODEL = ['src/model/'];
const QUERY = ['src/query/', ...MODEL];
const RESOURCES = ['src/resources/', ...QUERY];
const PORT = ['src/store/store.ts', ...RESOURCES];
const SQL = ['src/store/sql/', ...PORT];

/** Each room and the rooms it may import from, itself included. The first prefix of a path is its room. */
const ROOMS: readonly (readonly [room: string, mayImport: readonly string[]])[] = [
  ['src/model/', MODEL],
  ['src/query/', QUERY],
  ['src/resources/', RESOURCES],
  ['src/store/store.ts', RESOURCES],
  ['src/store/sql/', SQL],
  ['src/store/sqlite/', ['src/store/sqlite/', ...SQL]],
  ['src/load/', ['src/load/', ...PORT]],
  ['src/http/', ['src/http/', 'src/config.ts', ...PORT]],
  ['src/config.ts', MODEL],
  ['src/app.ts', ['src/http/', 'src/config.ts', ...PORT]],
  ['src/server.ts', ['src/']],
  ['src/cli.ts', ['src/']],
];

/** Packages that only some rooms may know. */
const PACKAGES: readonly (readonly [pattern: RegExp, rooms: readonly string[]])[] = [
  [/^drizzle-orm/, ['src/store/sql/', 'src/store/sqlite/']],
  [/^better-sqlite3/, ['src/store/sqlite/']],
  [/^(fastify|@fastify\/)/, ['src/http/', 'src/app.ts', 'src/server.ts']],
  [/^zod-openapi/, ['src/http/']],
  [/^(commander|cli-progress)/, ['src/cli.ts']],
];

function importsOf(file: string): { local: string[]; packages: string[] } {
  const names = [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return {
    local: names.filter((name) => name.startsWith('.')).map((name) => join(dirname(file), name)),
    packages: names.filter((name) => !name.startsWith('.') && !name.startsWith('node:')),
  };
}

/** The process prints, listens and exits in these files only. */
const SPEAKERS = ['src/server.ts', 'src/cli.ts'];

describe('the house', () => {
  test.each(sources)('%s imports only from rooms it may know', (file) => {
    const room = ROOMS.find(([prefix]) => file.startsWith(prefix));
    expect(room, 'every source file lives in a room of the design').toBeDefined();
    const { local, packages } = importsOf(file);
    expect(local.filter((path) => !room?.[1].some((prefix) => path.startsWith(prefix)))).toEqual([]);
    const forbidden = packages.filter((name) =>
      PACKAGES.some(
        ([pattern, rooms]) => pattern.test(name) && !rooms.some((prefix) => file.startsWith(prefix)),
      ),
    );
    expect(forbidden).toEqual([]);
  });

  test('only the configuration reads the environment', () => {
    expect(sources.filter((file) => read(file).includes('process.env'))).toEqual(['src/config.ts']);
  });

  test('only the server and the command line print, listen or exit', () => {
    const loud = sources.filter((file) =>
      /console\.|process\.(exit|stdout|stderr)|\.listen\(/.test(read(file)),
    );
    expect(loud.filter((file) => !SPEAKERS.includes(file))).toEqual([]);
  });

  test('no file is longer than 300 lines, and none has a name that says nothing', () => {
    const files = [...sources, ...['tests', 'bench', 'bin'].flatMap(filesBelow)];
    expect(files.filter((file) => read(file).split('\n').length > 301)).toEqual([]);
    const empty = /(^|[/-])(utils?|helpers?|common|misc|manager|service)(\.|\/|-)/;
    expect(files.filter((file) => empty.test(file))).toEqual([]);
  });

  test('SQL is written in the store alone', () => {
    const outside = sources.filter((file) => !file.startsWith('src/store/sql'));
    expect(
      outside.filter((file) => /\b(SELECT .+ FROM|INSERT INTO|CREATE TABLE)\b/.test(read(file))),
    ).toEqual([]);
  });
});
