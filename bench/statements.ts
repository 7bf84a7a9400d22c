// Watches what SQLite is asked in this process, whoever asks, and asks it again to see how much of the file it reads.
import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

export interface Executed {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Run = (this: Database.Statement, ...values: unknown[]) => unknown;
type Runs = Record<(typeof WAYS)[number], Run>;

/** How a statement is run. */
const WAYS = ['all', 'get', 'iterate'] as const;

/**
 * From now on until `stop`. The driver's statements share one prototype, so it misses none.
 * @returns `take`, which gives what ran since it was last called
 */
export function watchStatements(): { take(): Executed[]; stop(): void } {
  const database = new Database(':memory:');
  const shared = Object.getPrototypeOf(database.prepare('select 1')) as Runs;
  database.close();
  const original = Object.fromEntries(WAYS.map((way) => [way, shared[way]])) as Runs;
  let runs: Executed[] = [];
  for (const way of WAYS)
    shared[way] = function (...values) {
      runs.push({ text: this.source, values });
      return original[way].apply(this, values);
    };
  return {
    take: () => {
      const taken = runs;
      runs = [];
      return taken;
    },
    stop: () => {
      Object.assign(shared, original);
    },
  };
}

const IO = '/proc/self/io';

/**
 * Pages of the file that the statements read, with a page cache that keeps next to none: what rows and postings are
 * visited lies on them. Null where the system does not count what a process reads.
 */
export function pagesRead(database: Database.Database, runs: readonly Executed[]): number | null {
  if (!existsSync(IO)) return null;
  database.pragma('cache_size = 20');
  const size = Number(database.pragma('page_size', { simple: true }));
  const prepared = runs.map(({ text, values }) => ({ statement: database.prepare(text), values }));
  const before = bytesRead();
  // What counting itself reads.
  const own = bytesRead() - before;
  const begin = bytesRead();
  for (const { statement, values } of prepared) statement.raw().all(...values);
  return Math.max(0, Math.round((bytesRead() - begin - own) / size));
}

function bytesRead(): number {
  return Number(/^rchar: (\d+)/.exec(readFileSync(IO, 'utf8'))?.[1]);
}
