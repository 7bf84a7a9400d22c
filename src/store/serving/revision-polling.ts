// The revisions that a process serves, for any engine. A new one is noticed by polling, opened, checked byte by byte, and
// swapped in between requests. One that cannot be served changes nothing.
import type { Log, Revisions } from '../port/revisions.ts';
import type { Integrity, Store } from '../port/store.ts';
import { StoreError } from '../port/store-error.ts';
import { type CheckableStore, contentChecks, damageError } from './content-checks.ts';
import { type Retention, retainedStores } from './retained-stores.ts';

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
  /** Up to this size the first revision is checked before it is opened to anybody, and beyond it meanwhile. */
  readonly checkedAtOnce?: number;
}

export interface PolledRevisions extends Revisions {
  /** Looks for a new revision now. */
  poll(): Promise<void>;
  /** Resolves when no check of the current revision's content is under way. */
  contentChecked(): Promise<void>;
}

const DEFAULTS = {
  pollMs: 1000,
  /** Half a second of hashing (measured). */
  checkedAtOnce: 256 * 1024 * 1024,
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
  const { logger, pollMs, checkedAtOnce, ...retention } = { ...DEFAULTS, ...options };
  // Asked first: what is published while this one opens is then seen by the next poll.
  let seen = await source.version();
  /** The version that could not be opened at the last attempt, and of which the log knows. */
  let failed: string | null = null;
  let current = await openFirst(source, checkedAtOnce);
  /** A new revision while it is checked. */
  let candidate: CheckableStore | null = null;
  let polling: Promise<void> | null = null;
  let isClosed = false;
  const retained = retainedStores(retention);
  const checks = contentChecks(source, logger);
  if (current.integrity() === 'unchecked') checks.begin(current);

  async function look(): Promise<void> {
    await follow();
    checks.notice(current);
    if (current.integrity() === 'unchecked') checks.begin(current);
  }

  async function follow(): Promise<void> {
    const version = await source.version();
    if (version === seen) return;
    if (version === null) {
      seen = null;
      return logger.error({ location }, `the ${noun} is gone: the open one goes on being served`);
    }
    try {
      candidate = await source.open();
      if (isClosed) await candidate.close();
      const isIntact = await candidate.isIntact();
      if (isIntact === null) return;
      if (!isIntact) throw damageError(noun);
      swap(candidate);
      seen = version;
    } catch (error) {
      await candidate?.close();
      refuse(version, error);
    } finally {
      candidate = null;
    }
  }

  function refuse(version: string, error: unknown): void {
    const isFinal = error instanceof StoreError && error.isFinal;
    if (isFinal) {
      seen = version;
      // It may be the file that is served, changed in place with its times kept.
      checks.begin(current);
    }
    if (isFinal || failed !== version)
      logger.error(
        { location, err: error },
        `the new ${noun} ${isFinal ? 'is refused' : 'cannot be opened yet'}: ${
          current.integrity() === 'intact'
            ? 'the old one goes on being served'
            : 'nothing is answered before there is a good one'
        }`,
      );
    failed = version;
  }

  function swap(next: CheckableStore): void {
    const previous = current;
    current = next;
    retained.add(previous);
    const { revision } = next;
    logger.info(
      { location, revision, previous: previous.revision },
      revision === previous.revision ? `the ${noun} was opened anew` : 'a new revision is served',
    );
  }

  const poll = () => {
    polling ??= look().finally(() => {
      polling = null;
    });
    return polling;
  };
  const timer = pollMs > 0 ? setInterval(poll, pollMs).unref() : undefined;
  const intact = (store: Store | null) => (store?.integrity() === 'intact' ? store : null);

  return {
    current: () => current,
    at: (revision) => intact(current.revision === revision ? current : retained.find(revision)),
    trouble: () => TROUBLE[current.integrity()](noun),
    poll,
    contentChecked: () => checks.ended(current),
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await candidate?.close();
      await polling;
      await Promise.all([current.close(), retained.close()]);
    },
  };
}

/** Throws StoreError where it is damaged, as far as that is known at once. */
async function openFirst({ noun, open }: RevisionSource, checkedAtOnce: number): Promise<CheckableStore> {
  const store = await open();
  try {
    if (store.size <= checkedAtOnce && (await store.isIntact()) === false) throw damageError(noun);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Why a process is not ready, by what is known of its current store. */
const TROUBLE: Readonly<Record<Integrity, (noun: string) => string | null>> = {
  intact: () => null,
  unchecked: (noun) => `the ${noun} is being checked`,
  damaged: (noun) => `the ${noun} is damaged`,
};
