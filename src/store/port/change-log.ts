// The change log of a dataset: its revisions, what each changed, and what became of its ids. Types only.
import type { Change, ChangeKind } from '../../model/change.ts';
import type { CodeTree } from '../../model/codebook/own-codebook.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { ResourceName } from '../../query/condition.ts';

export interface RetiredRecord {
  readonly successorId: string | null;
  readonly reason: string;
}

/** An id that no longer has a record, and why. */
export interface RetiredId extends RetiredRecord {
  readonly type: RecordType;
  readonly id: string;
}

/** Which changes are asked for, oldest first unless descending. */
export interface ChangeQuery {
  /** The revision to begin after; null for the oldest that is kept. */
  readonly since: string | null;
  /** Null for any. */
  readonly types: readonly RecordType[] | null;
  readonly kinds: readonly ChangeKind[] | null;
  readonly direction: 'asc' | 'desc';
  /** The position at which the page before ended; null for the first page. */
  readonly after: number | null;
  readonly limit: number;
  readonly isCounted: boolean;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** The revision after which the list begins. */
  readonly since: string;
  /** Null where it was not asked for. */
  readonly total: number | null;
  /** The position to go on from, null where the list ends. */
  readonly end: number | null;
}

/** What is known of an id: a record, by the hash of what its authors wrote, or what was said of it when it was retired. */
export interface IdState {
  readonly type: RecordType;
  readonly id: string;
  /** Null where there is no record. */
  readonly hash: string | null;
  readonly retired: RetiredRecord | null;
}

/** A revision in the change log that a database keeps: the oldest first, numbered without gaps. */
export interface RevisionEntry {
  readonly sequence: number;
  readonly revision: string;
  readonly version: string;
  /** The position of its last change, or of the last before it where it has none; 0 where there was none ever. */
  readonly lastPosition: number;
}

/** One change in the log. Positions only ever rise, from 1. */
export interface ChangeEntry {
  readonly position: number;
  /** Of the revision that brought it. */
  readonly sequence: number;
  readonly type: RecordType;
  readonly id: string;
  readonly kind: ChangeKind;
  readonly fields: readonly string[];
  readonly successorId: string | null;
  readonly reason: string | null;
}

/** The live revision, open to be read from end to end: by the load that replaces it, to compare, and by an export. */
export interface PreviousRevision {
  readonly datasetId: string;
  /** At least one, the last its own. The changes of the oldest are not kept. */
  readonly revisions: readonly RevisionEntry[];
  /** Every id that it knows, in byte order of type and id. */
  states(): AsyncIterable<IdState>;
  /** Changes of later revisions than this number, in order. */
  changesAfter(sequence: number): AsyncIterable<readonly ChangeEntry[]>;
  get(resource: ResourceName, id: string): Promise<string | null>;
  /** The dataset's record, rendered. */
  dataset(): Promise<string>;
  codebook(scheme: string): Promise<CodeTree | null>;
  close(): Promise<void>;
}
