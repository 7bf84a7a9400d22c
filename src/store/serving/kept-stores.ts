// Revisions that were replaced: a few can still be found, by cursors that began in them. One that no longer can stays
// open for a moment, for the requests that took it before, and longer for those that hold it.
import type { Store } from '../port/store.ts';
import type { Holds } from './holds.ts';

/** A store that knows when nobody holds it any more. */
export type HeldStore = Store & Pick<Holds, 'released'>;

export interface Keeping {
  /** How long a replaced revision can be found, in milliseconds. */
  readonly keepMs: number;
  /** How many can be found at most; the oldest go first, since loads may come quickly. */
  readonly keepMost: number;
  /** How long it stays open after that, in milliseconds: longer than any request takes. */
  readonly graceMs: number;
  /** How much longer at most where somebody holds it, in milliseconds: disk and memory are not kept for ever. */
  readonly holdMs: number;
}

export interface KeptStores {
  add(store: HeldStore): void;
  find(revision: string): HeldStore | null;
  /** Closes all of them at once: only when no request is left. */
  close(): Promise<void>;
}

interface Kept {
  readonly store: HeldStore;
  timer: NodeJS.Timeout;
}

export function keptStores({ keepMs, keepMost, graceMs, holdMs }: Keeping): KeptStores {
  /** The latest last. */
  let findable: Kept[] = [];
  const ending = new Set<Kept>();

  function retire(entry: Kept): void {
    findable = findable.filter((other) => other !== entry);
    ending.add(entry);
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      entry.timer = setTimeout(() => end(entry), holdMs).unref();
      void entry.store.released().then(() => end(entry));
    }, graceMs).unref();
  }

  function end(entry: Kept): void {
    clearTimeout(entry.timer);
    if (ending.delete(entry)) void entry.store.close();
  }

  return {
    add: (store) => {
      const entry: Kept = { store, timer: setTimeout(() => retire(entry), keepMs).unref() };
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
