// One load at a time for one database. The lock is SQLite's own, on an empty file beside the database: the system
// frees it with the process, also after SIGKILL. The file stays, since removing it could let two loads in.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { LockedError, StoreError } from '../../port/store-error.ts';

/**
 * Locks loads of the database at `path`. Returns how to unlock.
 * @throws LockedError where another load holds the lock, StoreError where the folder cannot hold one
 */
export function lockLoads(path: string): () => void {
  const pidFile = `${path}.lock.pid`;
  let lock: Database.Database | null = null;
  try {
    lock = new Database(`${path}.lock`, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    lock?.close();
    throw lockError(error, path, pidFile);
  }
  const held = lock;
  return () => {
    rmSync(pidFile, { force: true });
    held.close();
  };
}

function lockError(error: unknown, path: string, pidFile: string): StoreError {
  const { code } = error as { code?: string };
  if (code?.startsWith('SQLITE_BUSY')) return new LockedError(readPid(pidFile));
  const message = `a load must be able to write in ${dirname(path)}, and cannot lock its database there (${code})`;
  return new StoreError('unwritable', message, { cause: error });
}

function readPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isNaN(pid) ? null : pid;
  } catch {
    return null;
  }
}
