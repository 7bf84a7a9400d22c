// The stores that a process serves: the current one, and those that it has replaced, however it learns of a new one.
import type { Revisions } from '../port/revisions.ts';
import type { Integrity, Store } from '../port/store.ts';
import type { CheckableStore } from './content-checks.ts';
import { type Retention, retainedStores } from './retained-stores.ts';

export interface ServedStores extends Revisions {
  current(): CheckableStore;
  /** Puts the next in the place of the current one, which goes on being found for a while. */
  swap(next: CheckableStore): void;
}

const RETENTION: Retention = {
  keepMs: 10 * 60 * 1000,
  keepMost: 3,
  graceMs: 10 * 1000,
  leaseMs: 60 * 60 * 1000,
};

/** @param noun what stands at the location, in messages to the operator */
export function servedStores(
  first: CheckableStore,
  noun: string,
  retention: Partial<Retention> = {},
): ServedStores {
  let current = first;
  const retained = retainedStores({ ...RETENTION, ...retention });
  return {
    current: () => current,
    at: (revision) => intact(current.revision === revision ? current : retained.find(revision)),
    trouble: () => TROUBLE[current.integrity()](noun),
    swap: (next) => {
      retained.add(current);
      current = next;
    },
    close: async () => {
      await Promise.all([current.close(), retained.close()]);
    },
  };
}

const intact = (store: Store | null) => (store?.integrity() === 'intact' ? store : null);

/** Why a process is not ready, by what is known of its current store. */
const TROUBLE: Readonly<Record<Integrity, (noun: string) => string | null>> = {
  intact: () => null,
  unchecked: (noun) => `the ${noun} is being checked`,
  damaged: (noun) => `the ${noun} is damaged`,
};
