// One load at a time for one database. The lock is SQLite's own, on an empty file beside the database: the system
// frees it with the process, also after SIGKILL. The file stays, since removing it could let two loads in.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { LockedError } from '../sql/store-error.ts';

/** Locks loads of the database at `path`. Returns how to unlock, or throws LockedError. */
export function lockLoads(path: string): () => void {
  const pidFile = `${path}.lock.pid`;
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw isBusy ? new LockedError(readPid(pidFile)) : error;
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return () => {
    rmSync(pidFile, { force: true });
    lock.close();
  };
}

function readPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isNaN(pid) ? null : pid;
  } catch {
    return null;
  }
}
