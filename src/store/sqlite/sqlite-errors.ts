// What SQLite and the system say of a file, in words for the operator.
import { type Stats, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreError } from '../port/store-error.ts';

/** Codes that speak of the system and not of the bytes: the same file may open the next time. */
const PASSING = /^SQLITE_(CANTOPEN|IOERR|BUSY|LOCKED|NOMEM|PERM|AUTH)/;

/** Leaves alone what SQLite did not throw. */
export function readError(error: unknown, damaged = 'the database file is damaged'): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (PASSING.test(error.code))
    return new StoreError('unreadable', `the database file cannot be read (${error.code})`, { cause: error });
  return new StoreError('damaged', damaged, { cause: error });
}

/** What the system says of a path; null where there is nothing. Throws StoreError for what is not a plain file. */
export function statPlainFile(path: string): Stats | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (stats.isFile()) return stats;
  const what = stats.isDirectory() ? 'a folder' : 'not a plain file';
  throw new StoreError('notADataset', `the database must be a file, and ${path} is ${what}`);
}
