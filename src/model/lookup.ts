// What rendering and indexing a record may look up in other records. A load provides it. Types only.
import type { AuthoredActor } from './actor.ts';
import type { AuthoredArticle } from './article.ts';
import type { CodeTree } from './codebook/own-codebook.ts';
import type { AuthoredEvent } from './event.ts';
import type { AuthoredQuote } from './quote.ts';
import type { RecordType } from './record-type.ts';

/** Looks up the codebooks of the dataset's own. */
export interface CodeLookup {
  /** Null where the scheme has none. */
  codeTree(scheme: string): CodeTree | null;
}

export interface Lookup extends CodeLookup {
  /** Null where there is no such record. */
  actor(id: string): AuthoredActor | null;
  article(id: string): AuthoredArticle | null;
  quote(id: string): AuthoredQuote | null;
  /** The actor itself and its `parentId` ancestors, nearest first. */
  family(actorId: string): readonly string[];
  /** Events that the article reports. */
  eventsOfArticle(articleId: string): readonly AuthoredEvent[];
  quotesOfArticle(articleId: string): readonly AuthoredQuote[];
  /** Events that are `partOf` the event, in no order. */
  partsOf(eventId: string): Iterable<AuthoredEvent>;
  /** Ids of the disagreements about a record, in byte order. */
  disagreementsAbout(type: RecordType, id: string): readonly string[];
}
