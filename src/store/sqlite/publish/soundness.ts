// Whether a new file is sound: every row that another names is there, and SQLite finds nothing wrong with its pages.
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** A fifth of a second of reading: a thread takes as long to start. */
const THREAD_FROM = 64 * 1024 * 1024;

/** What is wrong with a closed file; nothing where it is sound. A thread of its own reads a large one. */
export async function faultsOf(path: string): Promise<readonly string[]> {
  if (statSync(path).size < THREAD_FROM) return findFaults(path);
  // The ending of this very file: `.ts` in development, `.js` once built.
  const code = new URL(`./soundness-thread${extname(import.meta.url)}`, import.meta.url);
  const [faults] = await once(new Worker(code, { workerData: path }), 'message');
  return faults as readonly string[]; // as the thread posts them
}

/** The same, found by this thread. */
export function findFaults(path: string): readonly string[] {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const unmet = database.pragma('foreign_key_check') as { table: string; parent: string }[];
    const [first] = unmet;
    const verdict = database.pragma('integrity_check(1)', { simple: true });
    return [
      ...(first === undefined
        ? []
        : [`${unmet.length} rows of ${first.table} have no row in ${first.parent}`]),
      ...(verdict === 'ok' ? [] : [String(verdict)]),
    ];
  } finally {
    database.close();
  }
}
