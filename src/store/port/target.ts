// What a load writes: a new revision, published whole or not at all. Types only.
import type { AuthoredCodebook } from '../../model/codebook/own-codebook.ts';
import type { Figure } from '../../model/quantity.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { ResourceName } from '../../query/condition.ts';
import type { ChangeEntry, RetiredRecord, RevisionEntry } from './change-log.ts';

/** A record ready to be served. */
export interface RenderedRecord {
  readonly id: string;
  readonly document: string;
  /** By column of the resource's table. */
  readonly columns: Readonly<Record<string, string | number | null>>;
  readonly terms: readonly { readonly field: string; readonly value: string }[];
  /** The words of each text field of the resource, as search knows them, in order, parted by spaces. */
  readonly words: Readonly<Record<string, string>>;
  /** What was counted or measured, each name once; none of a resource without figures. */
  readonly figures: readonly Figure[];
  /** Folded names and aliases for suggestions. */
  readonly names: readonly string[];
}

/** The annotations of an article as JSON, in text order. */
export interface ArticleAnnotations {
  readonly articleId: string;
  readonly annotations: readonly string[];
}

/** What a store may hold in less space, where it knows beforehand what most of it is like. */
export type DocumentKind = ResourceName | 'annotations';

/** A new revision being written. Keys are given in the order in which records arrive. */
export interface Target {
  /** Before any record. */
  writeCodebooks(codebooks: readonly AuthoredCodebook[]): Promise<void>;
  /** Fields of terms that are counted besides those that follow from the resource. Before any record. */
  countBy(resource: ResourceName, fields: readonly string[]): Promise<void>;
  /** Takes some documents such as are to come, drawn from all of a kind; before any of that kind. It may be left out. */
  prepare(kind: DocumentKind, sample: readonly string[]): void;
  /** All records of a resource before those of the next, in the order of RESOURCE_NAMES. */
  write(resource: ResourceName, records: readonly RenderedRecord[]): Promise<void>;
  writeAnnotations(annotations: readonly ArticleAnnotations[]): Promise<void>;
  writeText(articleId: string, text: string): Promise<void>;
  writeRetired(type: RecordType, id: string, record: RetiredRecord): Promise<void>;
  /** What the next load compares itself with; in byte order of type and id. */
  writeHashes(hashes: readonly { type: RecordType; id: string; hash: string }[]): Promise<void>;
  writeRevisions(revisions: readonly RevisionEntry[]): Promise<void>;
  writeChanges(changes: readonly ChangeEntry[]): Promise<void>;
  /** Builds indexes, checks keys and integrity, and writes what the database says of itself last. */
  finish(meta: RevisionMeta): Promise<void>;
  /** Makes the new revision the live one, atomically and durably. */
  publish(): Promise<void>;
  /** Removes whatever was written. */
  discard(): Promise<void>;
}

/** What a load says of the revision that it makes. */
export interface RevisionMeta {
  /** The dataset's record, rendered. */
  readonly dataset: string;
  readonly datasetId: string;
  readonly version: string;
  readonly contentHash: string;
  readonly revision: string;
  /** Null where it was not loaded from the seed. */
  readonly seedHash: string | null;
  readonly textsLoaded: number;
}
