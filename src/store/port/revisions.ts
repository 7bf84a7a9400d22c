// The revisions of a dataset in service. Types only.
import type { Store } from './store.ts';

/** The revisions that a process serves: the current one, and a few before it for a while. */
export interface Revisions {
  /** The store that a request takes once and keeps to its end. */
  current(): Store;
  /** The store of a revision that is still open and intact, else null. */
  at(revision: string): Store | null;
  /** Null while all is well, else why the process is not ready. */
  trouble(): string | null;
  close(): Promise<void>;
}

/** The log of what happens to the data in service. An error is the detail `err`. */
export interface Log {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}
