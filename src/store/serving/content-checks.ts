// Checks of stores while they are open, and what the log learns from them.
import type { Log } from '../port/revisions.ts';
import type { Integrity } from '../port/store.ts';
import { StoreError } from '../port/store-error.ts';
import type { LeasedStore } from './retained-stores.ts';

/** A store whose content can be checked while it is read from. */
export interface CheckableStore extends LeasedStore {
  /** Of what is checked, in bytes. */
  readonly size: number;
  /** Of what was opened, to the byte. */
  readonly version: string;
  /**
   * Whether the content is as the load left it; null where the store is closed before that is known.
   * @throws StoreError where the content changes meanwhile
   */
  isIntact(): Promise<boolean | null>;
  /** Takes the word of another process that has checked this version. */
  judge(isSound: boolean): void;
}

export interface ContentChecks {
  /** Begins a check of the store, unless one is under way. The log is told what goes wrong. */
  begin(store: CheckableStore): void;
  /** Resolves when no check of the store is under way. */
  ended(store: CheckableStore): Promise<void>;
  /** Tells the log, once, that reading has found the store to be damaged. */
  notice(store: CheckableStore): void;
}

/** @param noun what stands at the location, in messages to the operator */
export function damageError(noun: string): StoreError {
  return new StoreError(
    'damaged',
    `the ${noun} is damaged, its bytes are not those that its load wrote: load it again, or put a good copy in its place`,
  );
}

export function contentChecks(
  { location, noun }: { readonly location: string; readonly noun: string },
  logger: Log,
): ContentChecks {
  const underWay = new WeakMap<CheckableStore, Promise<void>>();
  /** What the log knows of stores. */
  const reported = new WeakMap<CheckableStore, Integrity>();

  async function check(store: CheckableStore): Promise<void> {
    try {
      if ((await store.isIntact()) === false) report(store, damageError(noun));
    } catch (error) {
      report(store, error);
    } finally {
      underWay.delete(store);
    }
  }

  function report(store: CheckableStore, error: unknown): void {
    const state = store.integrity();
    if (reported.get(store) === state) return;
    reported.set(store, state);
    const consequence = state === 'intact' ? 'could not be checked again' : 'answers nothing';
    logger.error({ location, revision: store.revision, err: error }, `the ${noun} ${consequence}`);
  }

  return {
    begin: (store) => {
      if (!underWay.has(store)) underWay.set(store, check(store));
    },
    ended: async (store) => underWay.get(store),
    notice: (store) => {
      if (store.integrity() === 'damaged') report(store, damageError(noun));
    },
  };
}
