// What SQLite and the system say of a file, in words for the operator.
import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreError } from '../port/store-error.ts';
import { FORMAT_VERSION } from './baseline.ts';

/** Codes that speak of the system and not of the bytes: the same file may open the next time. */
const PASSING = /^SQLITE_(CANTOPEN|IOERR|BUSY|LOCKED|NOMEM|PERM|AUTH|READONLY)/;

/** Leaves alone what SQLite did not throw. */
export function readError(error: unknown, damaged = 'the database file is damaged'): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (PASSING.test(error.code))
    return new StoreError('unreadable', `the database file cannot be read (${error.code})`, { cause: error });
  return new StoreError('damaged', damaged, { cause: error });
}

/** @param version of a file's format, later than ours */
export function newerFormat(version: number): StoreError {
  return new StoreError(
    'otherFormat',
    `the database was made by a newer Demarche (its format is ${version}, this one knows ${FORMAT_VERSION}), and is ` +
      'neither served nor replaced: update Demarche, or remove the file and load again',
  );
}

/**
 * What the system says of the file that a path leads to; null where there is nothing.
 * @throws StoreError for what is not a plain file, and for a symbolic link that leads nowhere
 */
export function statPlainFile(path: string): Stats | null {
  const stats = followLinks(path);
  if (stats === null) return null;
  if (stats.isFile()) return stats;
  const what = stats.isDirectory() ? 'a folder' : 'not a plain file';
  throw new StoreError('notADataset', `the database must be a file, and ${path} is ${what}`);
}

/**
 * The path without symbolic links, so that a load replaces the file and not a link to it, and all links to a file have
 * one lock.
 * @throws StoreError as `statPlainFile` does
 */
export function withoutLinks(path: string): string {
  return statPlainFile(path) === null ? path : realpathSync(path);
}

function followLinks(path: string): Stats | null {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined) return stats;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ELOOP') throw cause;
    throw new StoreError('missing', `the links at ${path} lead in a circle: name the database file`, {
      cause,
    });
  }
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return null;
  const target = readlinkSync(path);
  throw new StoreError(
    'missing',
    `${path} is a link to ${target}, where there is nothing: mend the link, or name the database file`,
  );
}
