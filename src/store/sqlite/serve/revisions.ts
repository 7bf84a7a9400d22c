// The revisions that a process serves. A load renames a new file over the live one; it is noticed by polling
// (fs.watch is not reliable), opened, checked, and swapped in between requests. A bad file changes nothing.
import { stat } from 'node:fs/promises';
import type { Log, Revisions, Store } from '../../port/store.ts';
import { StoreError, type StoreErrorCode } from '../../port/store-error.ts';
import { type Keeping, keptStores } from '../../serving/kept-stores.ts';
import { type OpenedStore, openStore } from './open.ts';

export interface RevisionOptions extends Partial<Keeping> {
  readonly path: string;
  readonly logger: Log;
  /** How often the file is looked at, in milliseconds; 0 for never. */
  readonly pollMs?: number;
}

export interface PolledRevisions extends Revisions {
  /** Looks at the file now. */
  poll(): Promise<void>;
  /** Resolves when the check of the current file's content is done. */
  contentChecked(): Promise<void>;
}

const POLL_MS = 1000;
const KEEP_MS = 10 * 60 * 1000;
const KEEP_MOST = 3;
const GRACE_MS = 10 * 1000;
const HOLD_MS = 60 * 60 * 1000;

/** What is wrong with the file itself: it would be refused again. Anything else may pass, and is tried again. */
const VERDICTS: readonly StoreErrorCode[] = ['notADataset', 'otherFormat', 'truncated', 'damaged'];

/** Opens the database at `path` and follows it. Throws StoreError where the first file cannot be served. */
export async function openRevisions(options: RevisionOptions): Promise<PolledRevisions> {
  const { path, logger, pollMs = POLL_MS } = options;
  const { keepMs = KEEP_MS, keepMost = KEEP_MOST, graceMs = GRACE_MS, holdMs = HOLD_MS } = options;
  // The mark is taken first: a file that replaces this one while it opens is then seen by the next poll.
  let seen = await markOf(path);
  const damaged = new WeakSet<Store>();
  /** The file that could not be opened at the last attempt, and of which the log knows. */
  let failed: string | null = null;
  let current = await openStore(path);
  let checked = checkContent(current);
  let polling: Promise<void> | null = null;
  const kept = keptStores({ keepMs, keepMost, graceMs, holdMs });

  async function checkContent(store: OpenedStore): Promise<void> {
    try {
      if ((await store.isIntact()) !== false) return;
      damaged.add(store);
      logger.error(
        { path, revision: store.revision },
        'the database file is damaged: its bytes have changed',
      );
    } catch (error) {
      logger.error({ path, err: error }, 'the content of the database file could not be checked');
    }
  }

  async function follow(): Promise<void> {
    const mark = await markOf(path);
    if (mark === seen) return;
    if (mark === null) {
      seen = null;
      return logger.error({ path }, 'the database file is gone: the open one goes on being served');
    }
    try {
      swap(await openStore(path));
      seen = mark;
    } catch (error) {
      refuse(mark, error);
    }
  }

  function refuse(mark: string, error: unknown): void {
    const isVerdict = error instanceof StoreError && VERDICTS.includes(error.code);
    if (isVerdict) seen = mark;
    if (isVerdict || failed !== mark)
      logger.error(
        { path, err: error },
        `the new database file ${isVerdict ? 'is refused' : 'cannot be opened yet'}: the old one goes on being served`,
      );
    failed = mark;
  }

  function swap(next: OpenedStore): void {
    const previous = current;
    current = next;
    checked = checkContent(next);
    kept.add(previous);
    logger.info({ path, revision: next.revision, previous: previous.revision }, 'a new revision is served');
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
    at: (revision) => (current.revision === revision ? current : kept.find(revision)),
    trouble: () => (damaged.has(current) ? 'the database file is damaged' : null),
    poll,
    contentChecked: () => checked,
    close: async () => {
      clearInterval(timer);
      await polling;
      await Promise.all([current.close(), kept.close()]);
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
