// The revisions that a process finds by itself, for any engine. A new one is noticed by polling, opened, checked byte by
// byte, and swapped in between requests, when all other processes that serve it have opened it too. One that cannot be
// served changes nothing.
import type { Log, RevisionAgreement, Revisions } from '../port/revisions.ts';
import { StoreError } from '../port/store-error.ts';
import { type CheckableStore, contentChecks, damageError } from './content-checks.ts';
import type { Retention } from './retained-stores.ts';
import type { RevisionSource } from './revision-source.ts';
import { servedStores } from './served-stores.ts';

export interface PollingOptions extends Partial<Retention> {
  readonly logger: Log;
  /** How often to look for a new revision, in milliseconds; 0 for never. */
  readonly pollMs?: number;
  /** Up to this size the first revision is checked before it is opened to anybody, and beyond it meanwhile. */
  readonly checkedAtOnce?: number;
  /** With the processes that follow this one; without it, there is none. */
  readonly agreement?: RevisionAgreement;
}

export interface PolledRevisions extends Revisions {
  /** Looks for a new revision now. */
  poll(): Promise<void>;
  /** Resolves when no check of the current revision's content is under way. */
  contentChecked(): Promise<void>;
}

const ALONE: RevisionAgreement = { prepare: async () => {}, abandon: () => {}, serve: () => {} };

const DEFAULTS = {
  pollMs: 1000,
  /** Half a second of hashing (measured). */
  checkedAtOnce: 256 * 1024 * 1024,
  agreement: ALONE,
};

/** Opens the revision that is published and follows the source. Throws StoreError where that one cannot be served. */
export async function pollRevisions(
  source: RevisionSource,
  options: PollingOptions,
): Promise<PolledRevisions> {
  const { location, noun } = source;
  const { logger, pollMs, checkedAtOnce, agreement, ...retention } = { ...DEFAULTS, ...options };
  // Asked first: what is published while this one opens is then seen by the next poll.
  let seen = await source.version();
  /** The version that could not be opened at the last attempt, and of which the log knows. */
  let failed: string | null = null;
  const served = servedStores(await openFirst(source, checkedAtOnce), noun, retention);
  const { current } = served;
  /** A new revision while it is checked. */
  let candidate: CheckableStore | null = null;
  let polling: Promise<void> | null = null;
  let isClosed = false;
  const checks = contentChecks(source, logger);
  const tell = () => agreement.serve(current().version, current().integrity());
  tell();
  if (current().integrity() === 'unchecked') checks.begin(current());

  async function look(): Promise<void> {
    await follow();
    checks.notice(current());
    if (current().integrity() === 'unchecked') checks.begin(current());
    tell();
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
      await agreement.prepare(candidate.version);
      if (isClosed) return;
      swap(candidate);
      seen = version;
    } catch (error) {
      if (candidate !== null) agreement.abandon(candidate.version);
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
      checks.begin(current());
    }
    if (isFinal || failed !== version)
      logger.error(
        { location, err: error },
        `the new ${noun} ${isFinal ? 'is refused' : 'cannot be opened yet'}: ${
          current().integrity() === 'intact'
            ? 'the old one goes on being served'
            : 'nothing is answered before there is a good one'
        }`,
      );
    failed = version;
  }

  function swap(next: CheckableStore): void {
    const previous = current().revision;
    served.swap(next);
    tell();
    const { revision } = next;
    logger.info(
      { location, revision, previous },
      revision === previous ? `the ${noun} was opened anew` : 'a new revision is served',
    );
  }

  const poll = () => {
    polling ??= look().finally(() => {
      polling = null;
    });
    return polling;
  };
  const timer = pollMs > 0 ? setInterval(poll, pollMs).unref() : undefined;

  return {
    current,
    at: served.at,
    trouble: served.trouble,
    poll,
    contentChecked: () => checks.ended(current()),
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await candidate?.close();
      await polling;
      await served.close();
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
