// The revisions of a dataset in service. Types only.
import type { Integrity, Store } from './store.ts';

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

/**
 * How the processes that serve one database agree on its revisions: one leads, which looks for new ones and checks
 * them, and the others follow it. A version is the engine's name for what stands at the location, to the byte.
 */
export interface RevisionAgreement {
  /** Resolves when all who follow have opened this version. Throws StoreError where one cannot: nobody serves it then. */
  prepare(version: string): Promise<void>;
  /** A version that was prepared is not served after all. */
  abandon(version: string): void;
  /** This version is served from now on. Told of the first too, and again whenever more is known of its content. */
  serve(version: string, integrity: Integrity): void;
}

/** The revisions of a process that follows: what the leader says is done here. */
export interface FollowedRevisions extends Revisions, RevisionAgreement {}
