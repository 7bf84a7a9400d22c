// Revisions that were replaced: a few can still be found, by cursors that began in them. One that no longer can stays
// open for a moment, for the requests that took it before, and longer where there is a lease on it.
import type { Store } from '../port/store.ts';
import type { Leases } from './leases.ts';

/** A store that knows when no lease on it is left. */
export type LeasedStore = Store & Pick<Leases, 'released'>;

export interface Retention {
  /** How long a replaced revision can be found, in milliseconds. */
  readonly keepMs: number;
  /** How many can be found at most; the oldest go first, since loads may come quickly. */
  readonly keepMost: number;
  /** How long it stays open after that, in milliseconds: longer than any request takes. */
  readonly graceMs: number;
  /** How much longer at most where there is a lease, in milliseconds: disk and memory are not held for ever. */
  readonly leaseMs: number;
}

export interface RetainedStores {
  add(store: LeasedStore): void;
  find(revision: string): LeasedStore | null;
  /** Closes all of them at once: only when no request is left. */
  close(): Promise<void>;
}

interface Retained {
  readonly store: LeasedStore;
  timer: NodeJS.Timeout;
}

export function retainedStores({ keepMs, keepMost, graceMs, leaseMs }: Retention): RetainedStores {
  /** The latest last. */
  let findable: Retained[] = [];
  const ending = new Set<Retained>();

  function retire(entry: Retained): void {
    findable = findable.filter((other) => other !== entry);
    ending.add(entry);
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      entry.timer = setTimeout(() => end(entry), leaseMs).unref();
      void entry.store.released().then(() => end(entry));
    }, graceMs).unref();
  }

  function end(entry: Retained): void {
    clearTimeout(entry.timer);
    if (ending.delete(entry)) void entry.store.close();
  }

  return {
    add: (store) => {
      const entry: Retained = { store, timer: setTimeout(() => retire(entry), keepMs).unref() };
      findable.push(entry);
      for (const oldest of findable.slice(0, -keepMost)) retire(oldest);
    },
    find: (revision) => findable.findLast(({ store }) => store.revision === revision)?.store ?? null,
    close: async () => {
      const open = [...findable, ...ending];
      findable = [];
      ending.clear();
      for (const { timer } of open) clearTimeout(timer);
      await Promise.all(open.map(({ store }) => store.close()));
    },
  };
}
