// The house of the design, held by its import lines: which room may know which.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  ENGINE_CHOICE,
  ENGINES,
  LISTS,
  PURE,
  READ,
  ROOMS,
  type Room,
  roomOf,
  SQL_COUNTS,
} from './support/rooms.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = filesBelow('src');

const IMPORT =
  /(?:^(?:import|export)\b[^;'"]*?\bfrom\s*|^import\s*|\b(?:import|require)\(\s*)(['"`])([^'"`\n]+)\1/gm;

/** The names that a text imports, however they are quoted, statically or not. */
function namesIn(text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, , name = '']) => name);
}

const localImports = (file: string) =>
  namesIn(read(file))
    .filter((name) => name.startsWith('.'))
    .map((name) => join(dirname(file), name));

/** What a file imports that its room may not know. A permitted folder does not permit the rooms within it. */
function strangers(file: string, { at, rooms, packages, node }: Room): string[] {
  const others = namesIn(read(file)).filter((name) => !name.startsWith('.'));
  const isKnown = (name: string) =>
    name.startsWith('node:')
      ? node === null || node.includes(name)
      : packages.some((known) => name === known || name.startsWith(`${known}/`));
  return [
    ...localImports(file).filter((path) => !isPermitted(path, [at, ...rooms])),
    ...others.filter((name) => !isKnown(name)),
  ];
}

function isPermitted(path: string, rooms: readonly string[]): boolean {
  const { at } = roomOf(path) ?? { at: path };
  return rooms.some(
    (room) =>
      room === at ||
      (room === 'src/http/' && at.startsWith(room)) ||
      (room === 'src/load/' && at.startsWith(room)),
  );
}

/** The first circle that is found from a file, as the files on it; empty for none. `done` are known to have none. */
function circleFrom(file: string, path: readonly string[], done: Set<string>): readonly string[] {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (done.has(file) || !sources.includes(file)) return [];
  for (const next of localImports(file)) {
    const circle = circleFrom(next, [...path, file], done);
    if (circle.length > 0) return circle;
  }
  done.add(file);
  return [];
}

const LITERAL = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const STATEMENT = /\b(select\b[\s\S]+?\bfrom|insert into|create table|delete from)\b/i;

/** Whether a text or template of the source holds SQL; comments may speak of it. */
function holdsSql(source: string): boolean {
  return (source.match(LITERAL) ?? []).some((part) => !part.startsWith('/') && STATEMENT.test(part));
}

/** Every way to reach the environment: of the process, by any name. */
const ENVIRONMENT = /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[|=\s*process\s*;|['"`](node:)?process['"`]/;

/** The process prints, listens and exits in these files only. */
const SPEAKERS = ['src/server.ts', 'src/cli.ts', 'src/worker.ts', 'src/address.ts'];

describe('the house', () => {
  test.each(sources)('%s imports only what its room may know', (file) => {
    const room = roomOf(file);
    if (room === undefined) throw new Error('every source file lives in a room of the design');
    expect(strangers(file, room)).toEqual([]);
  });

  test('has no circles', () => {
    const done = new Set<string>();
    expect(sources.map((file) => circleFrom(file, [], done)).filter(({ length }) => length > 0)).toEqual([]);
  });

  test('permits nothing that is not used', () => {
    const unused = ROOMS.flatMap(({ at, rooms, packages, node }) => {
      const own = sources.filter((file) => roomOf(file)?.at === at);
      const names = own.flatMap((file) => [...localImports(file), ...namesIn(read(file))]);
      const isUsed = (permitted: string) => names.some((name) => name.startsWith(permitted));
      // What is pure may hash, and may know what lies under it, whether it does today or not.
      const permitted = [...packages, ...(node ?? []).filter((name) => !PURE.includes(name))];
      const further = rooms.filter((room) => ![...SQL_COUNTS, ...LISTS, ...READ].includes(room));
      return [...permitted, ...further].filter((each) => !isUsed(each)).map((each) => `${at}: ${each}`);
    });
    expect(unused).toEqual([]);
  });

  test('only the configuration reads the environment', () => {
    expect(sources.filter((file) => ENVIRONMENT.test(read(file)))).toEqual(['src/config.ts']);
  });

  test('only servers and the command line print, listen or exit', () => {
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

  test('no two files have one name', () => {
    const names = sources.map((file) => basename(file)).filter((name) => name !== 'index.ts');
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('one file chooses the engine', () => {
    const importers = ENGINES.flatMap((engine) =>
      sources.filter(
        (file) => !file.startsWith(engine) && localImports(file).some((path) => path.startsWith(engine)),
      ),
    );
    expect(importers).toEqual([ENGINE_CHOICE]);
  });

  test('only an engine knows the errors of its driver, and where its files are', () => {
    const outside = sources.filter((file) => !ENGINES.some((engine) => file.startsWith(engine)));
    expect(outside.filter((file) => /SQLITE_|existsSync/.test(read(file)))).toEqual([]);
  });

  test('SQL is written in the store alone', () => {
    const outside = sources.filter((file) => !/^src\/store\/(sql|sqlite)\//.test(file));
    expect(outside.filter((file) => holdsSql(read(file)))).toEqual([]);
  });
});

describe('these rules', () => {
  test.each([
    ['const q = sql`select key\n  from events`;', true],
    ["const q = 'Delete From events';", true],
    ['const q = "insert into events values (1)";', true],
    ['// select what is asked for from the list', false],
    ["const words = 'select one of these';", false],
  ])('see SQL in texts, in any case and over lines: %j', (source, held) => {
    expect(holdsSql(source)).toBe(held);
  });

  test.each([
    ['import a from "./a.ts";', './a.ts'],
    ["import type { B } from './b.ts';", './b.ts'],
    ["export * from './c.ts';", './c.ts'],
    ["import 'd';", 'd'],
    ['const e = await import(`e`);', 'e'],
    ["const g = require('g');", 'g'],
    ["import {\n  f,\n} from 'node:fs';", 'node:fs'],
  ])('see the import in %j', (source, name) => {
    expect(namesIn(source)).toEqual([name]);
  });

  test.each([
    'process.env.PORT',
    "process['env']",
    "import { env } from 'node:process';",
    'import process from "process";',
    'const { env } = process;',
  ])('see the environment in %j', (source) => {
    expect(ENVIRONMENT.test(source)).toBe(true);
  });
});
