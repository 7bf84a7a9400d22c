// The revisions that a process serves, for any engine. A new one is noticed by polling, opened, swapped in between
// requests, and its content checked meanwhile. One that cannot be served changes nothing.
import type { Log, Revisions } from '../port/revisions.ts';
import { StoreError } from '../port/store-error.ts';
import { type LeasedStore, type Retention, retainedStores } from './retained-stores.ts';

/** A store whose content can be checked while it is read from. */
export interface CheckableStore extends LeasedStore {
  /** Whether the content is as the load left it; null where the store is closed before that is known. */
  isIntact(): Promise<boolean | null>;
}

/** Where revisions come from: the part of following them that is the engine's own. */
export interface RevisionSource {
  readonly location: string;
  /** What stands there, in messages to the operator: "database file". */
  readonly noun: string;
  /** Tells one published revision from another without opening it; null where there is none. */
  version(): Promise<string | null>;
  open(): Promise<CheckableStore>;
}

export interface PollingOptions extends Partial<Retention> {
  readonly logger: Log;
  /** How often to look for a new revision, in milliseconds; 0 for never. */
  readonly pollMs?: number;
}

export interface PolledRevisions extends Revisions {
  /** Looks for a new revision now. */
  poll(): Promise<void>;
  /** Resolves when the check of the current revision's content is done. */
  contentChecked(): Promise<void>;
}

const DEFAULTS = {
  pollMs: 1000,
  keepMs: 10 * 60 * 1000,
  keepMost: 3,
  graceMs: 10 * 1000,
  leaseMs: 60 * 60 * 1000,
};

/** Opens the revision that is published and follows the source. Throws StoreError where that one cannot be served. */
export async function pollRevisions(
  source: RevisionSource,
  options: PollingOptions,
): Promise<PolledRevisions> {
  const { location, noun } = source;
  const { logger, pollMs, ...retention } = { ...DEFAULTS, ...options };
  // Asked first: what is published while this one opens is then seen by the next poll.
  let seen = await source.version();
  const damaged = new WeakSet<CheckableStore>();
  /** The version that could not be opened at the last attempt, and of which the log knows. */
  let failed: string | null = null;
  let current = await source.open();
  let checked = checkContent(current);
  let polling: Promise<void> | null = null;
  const retained = retainedStores(retention);

  async function checkContent(store: CheckableStore): Promise<void> {
    try {
      if ((await store.isIntact()) !== false) return;
      damaged.add(store);
      const { revision } = store;
      logger.error({ location, revision }, `the ${noun} is damaged: its bytes have changed`);
    } catch (error) {
      logger.error({ location, err: error }, `the content of the ${noun} could not be checked`);
    }
  }

  async function follow(): Promise<void> {
    const version = await source.version();
    if (version === seen) return;
    if (version === null) {
      seen = null;
      return logger.error({ location }, `the ${noun} is gone: the open one goes on being served`);
    }
    try {
      swap(await source.open());
      seen = version;
    } catch (error) {
      refuse(version, error);
    }
  }

  function refuse(version: string, error: unknown): void {
    const isFinal = error instanceof StoreError && error.isFinal;
    if (isFinal) seen = version;
    if (isFinal || failed !== version)
      logger.error(
        { location, err: error },
        `the new ${noun} ${isFinal ? 'is refused' : 'cannot be opened yet'}: the old one goes on being served`,
      );
    failed = version;
  }

  function swap(next: CheckableStore): void {
    const previous = current;
    current = next;
    checked = checkContent(next);
    retained.add(previous);
    const { revision } = next;
    logger.info({ location, revision, previous: previous.revision }, 'a new revision is served');
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
    at: (revision) => (current.revision === revision ? current : retained.find(revision)),
    trouble: () => (damaged.has(current) ? `the ${noun} is damaged` : null),
    poll,
    contentChecked: () => checked,
    close: async () => {
      clearInterval(timer);
      await polling;
      await Promise.all([current.close(), retained.close()]);
    },
  };
}
