// A database engine: what commands ask of it. Types only.
//
// `location` says where a dataset's database is, in the engine's own terms: a path for SQLite. Only the engine looks
// into it.
import type { PreviousRevision } from './change-log.ts';
import type { FollowedRevisions, Log, RevisionAgreement, Revisions } from './revisions.ts';
import type { Staging } from './staging.ts';
import type { Integrity } from './store.ts';
import type { Target } from './target.ts';

/** What the database that is live says of its dataset; null where it does not say, or no longer can. */
export interface LiveDataset {
  readonly datasetId: string | null;
  readonly version: string | null;
  readonly contentHash: string | null;
  readonly seedHash: string | null;
  readonly textsLoaded: number | null;
  /** Whether this version of Demarche can serve it. */
  readonly isCurrent: boolean;
}

export type OnPoint = (name: string) => void;

export interface TargetOptions {
  /** Of the live database, which need not exist yet. */
  readonly location: string;
  /** Ends the finishing of a load between two of its steps. */
  readonly signal?: AbortSignal | null;
  /** Called at each named point, before what follows it: for tests that end a load there. */
  readonly onPoint?: OnPoint;
}

export interface RevisionsOptions {
  readonly location: string;
  readonly logger: Log;
  /** How many threads answer what counts a large set; 0 for none. */
  readonly threads: number;
  /** With processes that follow this one. */
  readonly agreement?: RevisionAgreement;
}

export interface FollowOptions extends Omit<RevisionsOptions, 'agreement'> {
  /** What the leader serves, and what it knows of its content. */
  readonly version: string;
  readonly integrity: Integrity;
}

export interface Engine {
  /**
   * Opens empty staging, which is gone when it is closed.
   * @param location of the database for which a load holds the lock; null for a check without a load
   */
  openStaging(location: string | null): Promise<Staging>;
  /**
   * Begins a load: takes its lock. Every target must be published or discarded.
   * @throws LockedError where another load holds the lock, StoreError where a load cannot write there
   */
  openTarget(options: TargetOptions): Promise<Target>;
  /** Whether anything is at the location, a database or not. */
  exists(location: string): Promise<boolean>;
  /**
   * What is live now, whatever version of Demarche made it; null where nothing is there, or what is empty.
   * @throws StoreError where something is there that a load must not replace
   */
  readLiveDataset(location: string): Promise<LiveDataset | null>;
  /**
   * The live revision, open for comparison; null where there is none that could be compared with.
   * @throws StoreError where it cannot be read just now
   */
  openPreviousRevision(location: string): Promise<PreviousRevision | null>;
  /**
   * The live revision, open to be exported.
   * @throws StoreError where there is none, or one that cannot be read, is of another format or damaged
   */
  openLiveRevision(location: string): Promise<PreviousRevision>;
  /**
   * Opens the live revision to serve it, and those that replace it as they are published.
   * @throws StoreError where it cannot be served
   */
  openRevisions(options: RevisionsOptions): Promise<Revisions>;
  /**
   * Opens what the leader serves, and what it will serve. Checks nothing that the leader has checked.
   * @throws StoreError where the version cannot be served, or stands there no longer
   */
  followRevisions(options: FollowOptions): Promise<FollowedRevisions>;
  /** Whether the machine failed and not the code, a full disk say, so that the error's message tells the operator all. */
  isOperational(error: Error): boolean;
}
