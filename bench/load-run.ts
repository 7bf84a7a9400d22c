// Loads a set as a user does, and says what it took.
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { SetSizes } from './news-set.ts';
import { HAS_PROC, type Usage, usageOf } from './process-usage.ts';

export interface LoadRun {
  /** Authored records of every type. */
  readonly records: number;
  readonly seconds: number;
  /** Seconds of processor time; null where there is no /proc to read it from. */
  readonly cpu: number | null;
  /** The most bytes that were resident; null likewise. */
  readonly peak: number | null;
  /** Of the file. */
  readonly bytes: number;
  /** Of the tables and indexes of events alone. */
  readonly eventBytes: number;
}

const DEMARCHE = fileURLToPath(new URL('../bin/demarche.js', import.meta.url));

/**
 * @param sizes of the set
 * @throws where the load fails
 */
export async function loadRun(set: string, database: string, sizes: SetSizes): Promise<LoadRun> {
  const begin = performance.now();
  const child = spawn(process.execPath, [DEMARCHE, 'load', set, '--database', database], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (data) => {
    complaints = `${complaints}${data}`.slice(-2000);
  });
  let usage: Usage | null = null;
  const watch = setInterval(async () => {
    const now = HAS_PROC ? await usageOf(child).catch(() => null) : null;
    // One that is ending has no memory left to tell of.
    if (now !== null) usage = { ...now, peak: Math.max(now.peak, usage?.peak ?? 0) };
  }, 100);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  const seconds = (performance.now() - begin) / 1000;
  if (code !== 0) throw new Error(`The load ended with ${code}:\n${complaints}`);
  const taken = usage as Usage | null;
  return {
    records: Object.values(sizes).reduce((sum, count) => sum + count, 0),
    seconds,
    cpu: taken && taken.cpu / 1000,
    peak: taken?.peak ?? null,
    bytes: statSync(database).size,
    eventBytes: eventBytes(database),
  };
}

/** What SQLite keeps of events: rows, indexes, postings, words and blocks. */
function eventBytes(path: string): number {
  const database = new Database(path, { readonly: true });
  const size = database
    .prepare("select sum(pgsize) from dbstat where name glob 'events*' and aggregate = 1")
    .pluck()
    .get();
  database.close();
  return Number(size);
}
