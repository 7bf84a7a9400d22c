// How load is told of a type of record. Each type is defined once, in a file of its own; the rest of load reads that.
import type { z } from 'zod';
import type { AuthoredCodebook } from '../../model/codebook/own-codebook.ts';
import type { AuthoredDataset } from '../../model/dataset.ts';
import type { AuthoredFuzzyDate } from '../../model/fuzzy-date.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { StagedRecords, StagingLookup } from '../../store/port/staging.ts';
import type { FieldFault } from '../read/fault.ts';
import type { Passages } from '../read/passages.ts';
import type { Path } from '../read/raw-record.ts';
import type { PassageNote } from './passage-notes.ts';

export type Profile = AuthoredDataset['profile'];

/** What the record of the dataset and its codebooks say that bears on its other records. */
export interface Conventions {
  readonly profile: Profile;
  /** The ids of the measures that it declares. */
  readonly measures: readonly string[];
  readonly codebooks: readonly AuthoredCodebook[];
  /** The names of further schemes that it says its codes are of. */
  readonly schemes: readonly string[];
  /** Whether all of this is known: what a file declares in which there are faults is not, and nothing is held to it. */
  readonly areKnown: boolean;
}

/** What may stand in a file of records of authored type `A`. */
export interface Definition<A> {
  /** The shape of what authors write; its output is an `A`, with defaults filled in. */
  readonly authored: z.ZodObject;
  /**
   * The faults of one record by itself, beyond its shape. Fields that are not well formed are missing from the draft.
   * @param file that it stands in
   */
  readonly rules: (draft: Partial<A>, conventions: Conventions, file: string) => FieldFault[];
}

/** A mention of another record, which must exist. */
export interface Mention {
  readonly path: Path;
  readonly type: RecordType;
  /** Another type that will do; null for none. */
  readonly orType: RecordType | null;
  readonly id: string;
}

/** What rendering may ask of the other records, and of the articles' documents. */
export interface RenderSource {
  readonly staging: StagedRecords;
  readonly passages: Passages;
}

/** A type of record, from `A` as its authors write it to `W` as it is served. */
export interface RecordDefinition<A, W> extends Definition<A> {
  /** The date that keys follow; undefined for a type whose keys follow ids. */
  readonly date?: (record: A) => AuthoredFuzzyDate;
  /**
   * The fields that name other records, such as `reports[].byIds[]`, and of which type or types those are. A list of
   * ids names each once.
   */
  readonly mentions: Readonly<Record<string, RecordType | readonly [RecordType, RecordType]>>;
  /** Mentions whose type or id does not follow from the field alone. */
  readonly otherMentions?: (record: A) => readonly Mention[];
  /** The record as later steps need it, with what its authors may leave out filled in. */
  readonly complete?: (record: A) => A;
  /** The record without what `complete` fills in: as little as its authors need write. */
  readonly lean?: (record: Partial<A>) => Partial<A>;
  /** Of lists that have derived items beside those of authors: which are derived, as served. */
  readonly derivedItems?: Readonly<Record<string, (item: unknown, record: object) => boolean>>;
  /** The record as served, with all that is derived, its fields in any order. */
  readonly wire: (record: A, source: RenderSource) => W;
  /** The passages of an article that records of the type point to; those of other articles may be among them. */
  readonly notes: (articleId: string, staging: StagingLookup) => readonly PassageNote[];
}

// biome-ignore lint/suspicious/noExplicitAny: the definitions of different records are listed together
export type AnyRecordDefinition = RecordDefinition<any, unknown>;

/** Of a record, of the dataset, of a codebook or of a retired id. */
export type AnyDefinition = Pick<AnyRecordDefinition, 'authored' | 'rules' | 'lean' | 'derivedItems'>;
