// The port: what the API asks of a dataset, and what a load needs to make a new one. Types only.
// Engines choose and order ids; they never compute what a record says, so that all give the same bytes.
import type { AuthoredActor } from '../../model/actor.ts';
import type { TravellingCaution } from '../../model/caution.ts';
import type { AuthoredDisagreement } from '../../model/disagreement.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Condition, ListQuery, Position, ResourceName } from '../../query/condition.ts';
import type { DateCount, FieldAsked, Only, PairPage, PairsQuery, Tally } from '../../query/counts.ts';
import type {
  ChangePage,
  ChangeQuery,
  IdState,
  KeptChange,
  KeptRevision,
  RetiredRecord,
} from './change-log.ts';

export type * from './change-log.ts';

/** One page of rendered records. `end` is the position to go on from, null where the list ends. */
export interface ListPage {
  readonly documents: readonly string[];
  readonly end: Position | null;
}

/** A slice of an article's rendered annotations, in text order. */
export interface AnnotationPage {
  readonly annotations: readonly string[];
  readonly total: number;
}

/** One revision of a dataset, open for reading. Documents are the records' wire JSON, rendered by the load. */
export interface Store {
  readonly revision: string;
  dataset(): Promise<string>;
  get(resource: ResourceName, id: string): Promise<string | null>;
  /** Documents of these ids in byte order of id; ids that do not exist are left out. */
  getMany(resource: ResourceName, ids: readonly string[]): Promise<readonly string[]>;
  list(query: ListQuery): Promise<ListPage>;
  /** Counts matches, at most `cap` of them where a cap is given. */
  count(resource: ResourceName, conditions: readonly Condition[], cap?: number): Promise<number>;
  /** Counts matches by the values of fields that the resource's facets name: at most `size` values of each. */
  tally(
    resource: ResourceName,
    conditions: readonly Condition[],
    fields: readonly FieldAsked[],
    size: number,
  ): Promise<Tally>;
  /** Counts matches by their days, in no promised order; apart by the values of `by`, where others do not count. */
  countDates(
    resource: ResourceName,
    conditions: readonly Condition[],
    by: Only | null,
  ): Promise<readonly DateCount[]>;
  /** Counts events by pairs of values. */
  pairs(query: PairsQuery): Promise<PairPage>;
  /** Those of the ids that do not exist. */
  unknown(resource: ResourceName, ids: readonly string[]): Promise<readonly string[]>;
  /** The existing id nearest to a mistyped one, by edit distance over ids, names and aliases. */
  suggest(resource: ResourceName, text: string): Promise<string | null>;
  retired(type: RecordType, id: string): Promise<RetiredRecord | null>;
  /** What loads changed, as far back as it is kept; null where `since` is no revision that is kept. */
  changes(query: ChangeQuery): Promise<ChangePage | null>;
  annotations(articleId: string, start: number, limit: number): Promise<AnnotationPage>;
  /** The document's code points `[start, end)`; null where texts are not served in full. */
  text(articleId: string, start: number, end: number): Promise<string | null>;
  /** Fails where the store cannot answer. */
  check(): Promise<void>;
  /**
   * Keeps the store open for an answer that may take long, though another revision takes its place meanwhile. The
   * answer calls what it gets when it ends; after an hour the store is closed all the same.
   */
  hold(): () => void;
  close(): Promise<void>;
}

/** The revisions that a process serves: the current one, and a few before it for a while. */
export interface Revisions {
  /** The store that a request takes once and keeps to its end. */
  current(): Store;
  /** The store of a revision that is still open, else null. */
  at(revision: string): Store | null;
  /** Null while all is well, else why the process is not ready. */
  trouble(): string | null;
  close(): Promise<void>;
}

/** Where what serves the data says what happens to it. Details name the error `err`. */
export interface Log {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What a database says of itself, whatever version of Demarche made it; null where it does not, or no longer can. */
export interface Live {
  readonly datasetId: string | null;
  readonly version: string | null;
  readonly contentHash: string | null;
  readonly seedHash: string | null;
  readonly textsLoaded: number | null;
  /** Whether this version of Demarche can serve it. */
  readonly isCurrent: boolean;
}

/** Where in the author's files something stands. Lines and columns count from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A mention of another record (or of a passage of an article) that must exist. */
export interface Reference extends FilePlace {
  /** The field, such as `participants[0].actorId`. */
  readonly path: string;
  readonly type: RecordType;
  /** Another type of record that may have the id instead; null for none. */
  readonly orType: RecordType | null;
  readonly id: string;
  /** For a span, one past its last code point: it may not lie beyond the document. */
  readonly end: number | null;
}

/** An authored record that is well formed in itself. */
export interface StagedRecord extends FilePlace {
  readonly type: RecordType | 'retired';
  readonly id: string;
  /** The authored record as JSON, with defaults filled in. */
  readonly json: string;
  /** SHA-256 of the record's RFC 8785 JSON: a part of the content hash. Null where a load made the record. */
  readonly hash: string | null;
  /** The ISO day that keys follow; null where unknown. */
  readonly day: string | null;
  readonly references: readonly Reference[];
}

/** Something wrong with a dataset: what, where, and what would be right. */
export interface Fault extends FilePlace {
  readonly recordType: string | null;
  readonly recordId: string | null;
  readonly path: string | null;
  readonly message: string;
  /** What would be right, where that can be said. */
  readonly cure: string | null;
}

/** A passage as a record gives it: `path` leads to the span in the record's JSON. */
export interface StagedPassage extends FilePlace {
  readonly articleId: string;
  readonly type: RecordType;
  readonly id: string;
  readonly path: string;
  readonly json: string;
}

/** An article's document; the place is where the article names it. */
export interface StagedDocument extends FilePlace {
  readonly id: string;
  readonly sha256: string;
  /** In Unicode code points. */
  readonly characters: number;
}

/**
 * Records on their way into a store, on local disk: as many as there are, none of them held in memory.
 * Synchronous, because it is always a local SQLite file, whatever engine will serve the data.
 */
export interface Staging extends Lookup {
  stage(records: readonly StagedRecord[]): void;
  /**
   * Notes that a record is there but has faults of its own, so that others may mention it.
   * @param statementIds statements that it renders as far as one can tell, so that they are not called unheard
   */
  refuse(type: string, id: string, statementIds: readonly string[]): void;
  /** Faults between records: ids used twice, records that do not exist, spans beyond their document, cycles. */
  faults(): Iterable<Fault>;
  /**
   * Drops the record that a fault is about, staged or refused, and no namesake of it: the one that stands at the
   * fault's place, or mentions something there. Statements made for a quote go with it.
   */
  drop(fault: Fault): void;
  count(type: RecordType | 'retired'): number;
  /** Authored records of a type in key order (by day, unknown first, then id), as JSON. */
  inKeyOrder(type: RecordType): Iterable<{ readonly id: string; readonly json: string }>;
  /** `type TAB id TAB hash` of every authored record, in byte order. */
  hashLines(): Iterable<string>;
  /** Every id with a record or retired, in byte order of type and id. */
  states(): Iterable<IdState>;
  /** The record as JSON; null where there is none. */
  json(type: RecordType, id: string): string | null;
  retired(): Iterable<{
    readonly type: RecordType;
    readonly id: string;
    readonly successorId: string | null;
    readonly reason: string;
  }>;
  /** Renditions of a statement, in order of quote and segment. */
  renditions(
    statementId: string,
  ): readonly { readonly quoteId: string; readonly segment: number; readonly extent: 'whole' | 'part' }[];
  actorCounts(actorId: string): {
    eventsAsSource: number;
    eventsAsTarget: number;
    quotes: number;
    statements: number;
  };
  /** Cautions of the articles that an actor rests on, in order of article and kind. */
  actorCautions(actorId: string): readonly TravellingCaution[];
  /** Actors whose titles are stated in the article, and disagreements with evidence in it, in byte order of id. */
  actorsInArticle(articleId: string): readonly AuthoredActor[];
  disagreementsInArticle(articleId: string): readonly AuthoredDisagreement[];
  /** Every passage that records point to, article by article, with the record it stands in. */
  passages(): Iterable<StagedPassage>;
  /** The documents that articles name, in byte order of the article's id. */
  documents(): Iterable<StagedDocument>;
  close(): void;
}

/** A record ready to be served. */
export interface RenderedRecord {
  readonly id: string;
  readonly document: string;
  /** By column of the resource's table. */
  readonly columns: Readonly<Record<string, string | number | null>>;
  readonly terms: readonly { readonly field: string; readonly value: string }[];
  /** The words of each text field of the resource, as search knows them, in order. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Folded names and aliases for suggestions. */
  readonly names: readonly string[];
}

/** A new revision being written. Keys are given in the order in which records arrive. */
export interface Target {
  write(resource: ResourceName, records: readonly RenderedRecord[]): Promise<void>;
  writeAnnotations(articleId: string, annotations: readonly string[]): Promise<void>;
  writeText(articleId: string, text: string): Promise<void>;
  writeRetired(type: RecordType, id: string, record: RetiredRecord): Promise<void>;
  /** What the next load compares itself with; in byte order of type and id. */
  writeHashes(hashes: readonly { type: RecordType; id: string; hash: string }[]): Promise<void>;
  writeRevisions(revisions: readonly KeptRevision[]): Promise<void>;
  writeChanges(changes: readonly KeptChange[]): Promise<void>;
  /** Builds indexes, checks keys and integrity, and writes the dataset's document and facts last. */
  finish(meta: TargetMeta): Promise<void>;
  /** Makes the new revision the live one, atomically and durably. */
  publish(): Promise<void>;
  /** Removes whatever was written. */
  discard(): Promise<void>;
}

export interface TargetMeta {
  readonly dataset: string;
  readonly datasetId: string;
  readonly version: string;
  readonly contentHash: string;
  readonly revision: string;
  readonly seedHash: string | null;
  readonly textsLoaded: number;
}
