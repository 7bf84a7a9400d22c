// Loads in tests: the invented dataset, changed as a test wants it, into a folder that goes away again.
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { engine } from '../../src/engine-choice.ts';
import { type LoadOptions, type LoadReport, type LoadResult, load } from '../../src/load/load.ts';
import type { ResourceName } from '../../src/query/condition.ts';
import { unpack } from '../../src/store/sql/packed-documents.ts';
import { copyFolder } from './folders.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

export const HARBOUR = fixture('harbour');
export const HARBOUR_TEXTS = fixture('harbour-texts');
/** An invented set in the manner of conflict event data. */
export const CODED = fixture('coded');

/** The database file, and what is not as it mostly is in tests. */
export type TestLoad = Partial<LoadOptions> & { readonly path: string };

/** Loads as the command line does; the invented dataset without texts, where nothing else is said. */
export function testLoad({ path, ...options }: TestLoad): Promise<LoadResult> {
  return load({
    location: path,
    dir: HARBOUR,
    texts: null,
    serve: 'passages',
    quarantine: null,
    engine,
    seedHash: null,
    replaceVersion: false,
    allowRemovals: true,
    onProgress: () => {},
    onPoint: () => {},
    signal: null,
    ...options,
  });
}

/** Loads what must load. */
export async function loaded(options: TestLoad): Promise<LoadReport> {
  const result = await testLoad(options);
  if (result.report === null)
    throw new Error(result.faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
  return result.report;
}

export type Edits = Readonly<Record<string, (text: string) => string>>;

/** A copy of the invented dataset with some files edited, as `copyFolder` makes it. */
export function harbourWith(edits: Edits, folder?: string): string {
  return copyFolder(HARBOUR, edits, folder);
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every type
export type AnyDocument = any;

/** The rendered documents of a database, by id. */
export function documentsIn(path: string, resource: ResourceName): Record<string, AnyDocument> {
  const database = new Database(path, { readonly: true });
  try {
    const read = (query: string) => database.prepare(query).pluck().all() as string[];
    const [phrases = ''] = read("SELECT value FROM meta WHERE name = 'phrases'");
    const documents = read(`SELECT document FROM ${resource}_documents ORDER BY key`);
    const records = documents.map((row) => JSON.parse(unpack(row, JSON.parse(phrases)[resource])));
    return Object.fromEntries(records.map((record) => [record.id, record]));
  } finally {
    database.close();
  }
}

/** One column of one query. */
export function valuesIn(path: string, sql: string, ...values: unknown[]): unknown[] {
  const database = new Database(path, { readonly: true });
  try {
    return database
      .prepare(sql)
      .pluck()
      .all(...values);
  } finally {
    database.close();
  }
}
