// The revisions that a process serves. A load renames a new file over the live one; it is noticed by polling
// (fs.watch is not reliable), opened, checked, and swapped in between requests. A bad file changes nothing.
import { stat } from 'node:fs/promises';
import type { Revisions, Store } from '../store.ts';
import { type OpenedStore, openStore } from './open.ts';

/** What of a logger is used; pino's and Fastify's are such. */
export interface RevisionLogger {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface RevisionOptions {
  readonly path: string;
  readonly logger: RevisionLogger;
  /** How often the file is looked at, in milliseconds; 0 for never. */
  readonly pollMs?: number;
  /** How long a revision that was replaced stays open, in milliseconds, for cursors and exports. */
  readonly keepMs?: number;
}

export interface PolledRevisions extends Revisions {
  /** Looks at the file now. */
  poll(): Promise<void>;
  /** Resolves when the check of the current file's content is done. */
  contentChecked(): Promise<void>;
}

const POLL_MS = 1000;
const KEEP_MS = 10 * 60 * 1000;

interface Kept {
  readonly store: OpenedStore;
  readonly timer: NodeJS.Timeout;
}

/** Opens the database at `path` and follows it. Throws StoreError where the first file cannot be served. */
export async function openRevisions(options: RevisionOptions): Promise<PolledRevisions> {
  const { path, logger, pollMs = POLL_MS, keepMs = KEEP_MS } = options;
  // The mark is taken first: a file that replaces this one while it opens is then seen by the next poll.
  let seen = await markOf(path);
  let current = await openStore(path);
  let checked = checkContent(current);
  let damaged: Store | null = null;
  let polling: Promise<void> | null = null;
  const kept = new Set<Kept>();

  async function checkContent(store: OpenedStore): Promise<void> {
    try {
      if ((await store.isIntact()) !== false) return;
      damaged = store;
      logger.error(
        { path, revision: store.revision },
        'the database file is damaged: its bytes have changed',
      );
    } catch (error) {
      logger.error({ path, error }, 'the content of the database file could not be checked');
    }
  }

  async function follow(): Promise<void> {
    const mark = await markOf(path);
    if (mark === seen) return;
    seen = mark;
    if (mark === null)
      return logger.error({ path }, 'the database file is gone: the open one goes on being served');
    try {
      swap(await openStore(path));
    } catch (error) {
      logger.error({ path, error }, 'the new database file is refused: the old one goes on being served');
    }
  }

  function swap(next: OpenedStore): void {
    const previous = current;
    current = next;
    checked = checkContent(next);
    const entry: Kept = { store: previous, timer: setTimeout(() => drop(entry), keepMs).unref() };
    kept.add(entry);
    logger.info({ path, revision: next.revision, previous: previous.revision }, 'a new revision is served');
  }

  function drop(entry: Kept): void {
    kept.delete(entry);
    void entry.store.close();
  }

  const poll = () => {
    polling ??= follow().finally(() => {
      polling = null;
    });
    return polling;
  };
  const timer = pollMs > 0 ? setInterval(poll, pollMs).unref() : undefined;

  return {
    current: () => current,
    at: (revision) =>
      [current, ...[...kept].reverse().map(({ store }) => store)].find(
        (store) => store.revision === revision,
      ) ?? null,
    trouble: () => (damaged === current ? 'the database file is damaged' : null),
    poll,
    contentChecked: () => checked,
    close: async () => {
      clearInterval(timer);
      await polling;
      for (const entry of kept) clearTimeout(entry.timer);
      await Promise.all([current, ...[...kept].map(({ store }) => store)].map((store) => store.close()));
      kept.clear();
    },
  };
}

/** What changes when the file is replaced; null where there is none. */
async function markOf(path: string): Promise<string | null> {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return null;
  }
}
