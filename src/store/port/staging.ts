// Where a load puts records before it writes them: to be checked against each other, ordered and looked up. Types only.
import type { Actor, AuthoredActor } from '../../model/actor.ts';
import type { TravellingCaution } from '../../model/caution.ts';
import type { AuthoredCodebook } from '../../model/codebook/own-codebook.ts';
import type { AuthoredDisagreement } from '../../model/disagreement.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Statement } from '../../model/statement.ts';
import type { IdState, RetiredId } from './change-log.ts';

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
export type StagedType = RecordType | 'retired' | 'codebook';

export interface StagedRecord extends FilePlace {
  readonly type: StagedType;
  /** Of a codebook its scheme. */
  readonly id: string;
  /** The authored record as its RFC 8785 JSON, with defaults filled in. */
  readonly json: string;
  /** SHA-256 of that JSON: a part of the content hash. */
  readonly hash: string;
  /** Whether a load made the record, as it makes statements for quotes. */
  readonly isMade: boolean;
  /** What keys follow (`dateSortKey`): mostly an ISO day; null where the date is unknown. */
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
  /** Of a file that cannot be read at all: without it an unknown number of records would be missing. */
  readonly isOfWholeFile?: true;
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

/** What a record may ask about its neighbours, answered from staging one look-up at a time. */
export interface StagingLookup extends Lookup {
  /** Renditions of a statement, in order of quote and segment. */
  renditions(statementId: string): Statement['renditions'];
  actorCounts(actorId: string): Actor['counts'];
  /** The kinds of an article's cautions, each once, in byte order. */
  cautionsOf(articleId: string): readonly TravellingCaution['kind'][];
  /** Cautions of the articles that an actor rests on, in order of article and kind. */
  actorCautions(actorId: string): readonly TravellingCaution[];
  /** Ids of the disagreements about an actor and about the articles that it rests on, in byte order. */
  actorDisagreements(actorId: string): readonly string[];
  /** Actors whose titles are stated in the article, and disagreements with evidence in it, in byte order of id. */
  actorsInArticle(articleId: string): readonly AuthoredActor[];
  disagreementsInArticle(articleId: string): readonly AuthoredDisagreement[];
  /** Every passage that records point to, article by article, with the record it stands in. */
  passages(): Iterable<StagedPassage>;
  /** The documents that articles name, in byte order of the article's id. */
  documents(): Iterable<StagedDocument>;
  /** Where a field stands by which a record mentions another, or itself; where the record stands, if none does. */
  placeOf(type: RecordType, id: string, path: string): FilePlace;
}

/** Which of the runs of `size` records are taken: the `first` from 0 on, and each `every`-th after it. */
export interface Turn {
  readonly size: number;
  readonly first: number;
  readonly every: number;
}

/** What is staged, as it is rendered. */
export interface StagedRecords extends StagingLookup {
  /** Authored records of a type in key order (by day, unknown first, then id), as JSON; all, or those of one turn. */
  inKeyOrder(type: RecordType, turn?: Turn): Iterable<{ readonly id: string; readonly json: string }>;
}

/** What a thread is given, which can be copied, to open staging by itself. */
export interface SharedStaging {
  /** The address of a module that exports an `OpenShared` by the name of `openShared`. */
  readonly module: string;
  readonly path: string;
}

export type OpenShared = (path: string) => StagedRecords;

/**
 * Records on their way into a store, on local disk: as many as there are, none of them held in memory.
 * Synchronous, because it is always a local SQLite file, whatever engine will serve the data.
 */
export interface Staging extends StagedRecords {
  stage(records: readonly StagedRecord[]): void;
  /**
   * Notes that a record is there but has faults of its own, so that others may mention it.
   * @param statementIds statements that it renders as far as one can tell, so that they are not reported as rendered by no quote
   */
  refuse(type: string, id: string, statementIds: readonly string[]): void;
  /** Faults between records: ids used twice, records that do not exist, spans beyond their document, cycles. */
  faults(): Iterable<Fault>;
  /** What can hardly be right, and may be: words said after the article that has them was published. */
  warnings(): Iterable<Fault>;
  /**
   * Drops the record that a fault is about, staged or refused, and no namesake of it: the one that stands at the
   * fault's place, or mentions something there. Statements made for a quote go with it.
   */
  drop(fault: Fault): void;
  count(type: StagedType): number;
  /** The codebooks of the dataset's own, by scheme. */
  codebooks(): readonly AuthoredCodebook[];
  /** How another thread opens what is staged, once all is in and nothing more is written. */
  share(): SharedStaging;
  /** `type TAB id TAB hash` of every record, in byte order. */
  hashLines(): Iterable<string>;
  /** Every id with a record or retired, in byte order of type and id. */
  states(): Iterable<IdState>;
  /** The record as JSON; null where there is none. */
  json(type: RecordType, id: string): string | null;
  retired(): Iterable<RetiredId>;
  close(): void;
}
