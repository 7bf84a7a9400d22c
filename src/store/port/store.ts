// What the API asks of one revision of a dataset. Types only.
// Engines choose and order ids; they never compute what a record says, so that all give the same bytes.
import type { CodeTree } from '../../model/codebook/own-codebook.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Condition, ListQuery, Position, ResourceName } from '../../query/condition.ts';
import type {
  DateCount,
  DatesQuery,
  FacetCounts,
  FacetsQuery,
  PairPage,
  PairsQuery,
} from '../../query/counts.ts';
import type { RankedMatches, RankedQuery } from '../../query/ranked.ts';
import type { IndexedWord } from '../../query/text/near-words.ts';
import type { ChangePage, ChangeQuery, RetiredRecord } from './change-log.ts';
import type { StillAsked } from './threads.ts';

/**
 * One page of rendered records: fewer than its limit where they are very long. `end` is the position to go on from, null
 * where the list ends.
 */
export interface ListPage {
  readonly documents: readonly string[];
  readonly end: Position | null;
}

/** A slice of an article's rendered annotations, in text order: fewer than its limit where they are very long. */
export interface AnnotationPage {
  readonly annotations: readonly string[];
  readonly total: number;
}

/** Whether a store's bytes are those that its load wrote: nothing is answered where that is not known. */
export type Integrity = 'intact' | 'unchecked' | 'damaged';

/**
 * One revision of a dataset, open for reading. Documents are the records' wire JSON, rendered by the load. What may
 * take long takes `stillAsked`, and is given up where that throws.
 */
export interface Store {
  readonly revision: string;
  /** Of this opening alone: what is remembered of one says nothing of another, though it is of the same revision. */
  readonly opening: number;
  /** Asked anew for each answer: a file may change while it is open. */
  integrity(): Integrity;
  /** How many articles' documents were loaded, and so can be searched. */
  readonly textsLoaded: number;
  dataset(): Promise<string>;
  /** The codebook of a scheme of the dataset's own; null where it has none. */
  codebook(scheme: string): Promise<CodeTree | null>;
  get(resource: ResourceName, id: string): Promise<string | null>;
  /** Documents of these ids in byte order of id; ids that do not exist are left out. */
  getMany(resource: ResourceName, ids: readonly string[]): Promise<readonly string[]>;
  list(query: ListQuery): Promise<ListPage>;
  /** Counts matches, at most `cap` of them where a cap is given. */
  count(
    resource: ResourceName,
    conditions: readonly Condition[],
    cap?: number | null,
    stillAsked?: StillAsked,
  ): Promise<number>;
  /** The best of the matches of a text, over one resource or several. */
  ranked(query: RankedQuery, stillAsked?: StillAsked): Promise<RankedMatches>;
  /** Counts matches by the values of fields that the resource's facets name: at most `size` values of each. */
  countFacets(query: FacetsQuery, stillAsked?: StillAsked): Promise<FacetCounts>;
  /** Counts matches by their days, in no promised order. */
  countDates(query: DatesQuery, stillAsked?: StillAsked): Promise<readonly DateCount[]>;
  /** Counts events by pairs of values. */
  countPairs(query: PairsQuery, stillAsked?: StillAsked): Promise<PairPage>;
  /** Those of the ids that do not exist. */
  unknown(resource: ResourceName, ids: readonly string[]): Promise<readonly string[]>;
  /**
   * The existing id nearest to a mistyped one, by edit distance over ids, names and aliases (`nearest`). Of equally near
   * ones a name comes before an id, and the last in byte order before the others; a name that several records have is
   * that of the first by id. Compared are the first 2,000 ids and names in byte order, and as many that begin with the
   * same three folded letters.
   */
  suggest(resource: ResourceName, text: string): Promise<string | null>;
  /**
   * Words of the resource's texts that begin so, with the number of records that have each, in byte order, at most
   * `limit`. Left out are numbers, and words of fewer than 3 or more than 40 code points (`near-words.ts`).
   */
  vocabulary(resource: ResourceName, start: string, limit: number): Promise<readonly IndexedWord[]>;
  retired(type: RecordType, id: string): Promise<RetiredRecord | null>;
  /** What loads changed, as far back as it is kept; null where `since` is no revision that is kept. */
  changes(query: ChangeQuery): Promise<ChangePage | null>;
  annotations(articleId: string, start: number, limit: number): Promise<AnnotationPage>;
  /** The document's code points `[start, end)`; null where texts are not served in full. */
  text(articleId: string, start: number, end: number): Promise<string | null>;
  /** Fails where the store cannot answer. */
  check(): Promise<void>;
  /**
   * Takes a lease, which keeps the store open for an answer that may take long, though another revision takes its
   * place meanwhile. What it returns ends the lease; after an hour the store is closed all the same.
   */
  lease(): () => void;
  close(): Promise<void>;
}
