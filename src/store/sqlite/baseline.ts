// What a database file is before a load fills it: the marks of its format, and the statements that make it, which are
// drizzle-kit's baseline and what drizzle-kit cannot say.
import { readdirSync, readFileSync } from 'node:fs';
import { RESOURCE_NAMES } from '../../query/condition.ts';
import { rollupsTable, termsTable } from '../sql/table-names.ts';
import { schemaHashOf } from './schema-hash.ts';

export const MIGRATIONS = new URL('../../../migrations/sqlite/', import.meta.url);

/** In the file's header, at byte 68: "DMRC". */
export const APPLICATION_ID = 0x444d5243;
/** In the file's header, at byte 60. Raised when a file that an older Demarche wrote can no longer be served. */
export const FORMAT_VERSION = 5;

/** Tables that are little more than their key: as WITHOUT ROWID they are stored once, in its order. */
const WITHOUT_ROWID: readonly string[] = [
  'names',
  'words',
  'days',
  'record_hashes',
  ...RESOURCE_NAMES.flatMap((resource) => [termsTable(resource), rollupsTable(resource)]),
];
/** The dictionary is looked up while terms arrive; every other index is quicker to build when all rows are there. */
const NEEDED_WHILE_WRITING = 'terms_value';

export interface Baseline {
  /** Tables, views and what must be indexed while rows arrive. */
  readonly tables: readonly string[];
  readonly indexes: readonly { readonly table: string; readonly statement: string }[];
  /** SHA-256 of all statements and of what a load writes: files with another one cannot be served. */
  readonly schemaHash: string;
}

export function readBaseline(): Baseline {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
  const text = files.sort().map((name) => readFileSync(new URL(name, MIGRATIONS), 'utf8'));
  return baselineOf(text.join('\n--> statement-breakpoint\n'));
}

export function baselineOf(text: string): Baseline {
  const statements = text
    .split('--> statement-breakpoint')
    .map((statement) => amend(statement.trim()))
    .filter((statement) => statement !== '');
  const isIndex = (statement: string) =>
    /^CREATE (UNIQUE )?INDEX/.test(statement) && !statement.includes(`\`${NEEDED_WHILE_WRITING}\``);
  return {
    tables: statements.filter((statement) => !isIndex(statement)),
    indexes: statements
      .filter(isIndex)
      .map((statement) => ({ table: / ON `(\w+)`/.exec(statement)?.[1] ?? '', statement })),
    schemaHash: schemaHashOf(statements),
  };
}

/** STRICT on every table, since drizzle-kit writes neither that nor WITHOUT ROWID. */
function amend(statement: string): string {
  const table = /^CREATE TABLE `(\w+)`/.exec(statement)?.[1];
  if (table === undefined) return statement;
  const options = WITHOUT_ROWID.includes(table) ? 'STRICT, WITHOUT ROWID' : 'STRICT';
  return statement.replace(/\);$/, `) ${options};`);
}
