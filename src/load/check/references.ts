// What a record points at: passages of articles, and other records by id. The one list of where such fields are.
import type { AuthoredActor } from '../../model/actor.ts';
import type { AuthoredArticle } from '../../model/article.ts';
import type { AuthoredDisagreement } from '../../model/disagreement.ts';
import type { AuthoredEvent } from '../../model/event.ts';
import type { AuthoredQuote } from '../../model/quote.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { AuthoredSpan } from '../../model/span.ts';
import type { AuthoredStatement } from '../../model/statement.ts';
import type { Reference } from '../../store/port/staging.ts';
import { pathText } from '../read/fault.ts';
import type { Path, RawRecord } from '../read/raw-record.ts';

/** The authored records by type. */
export interface AuthoredRecords {
  article: AuthoredArticle;
  actor: AuthoredActor;
  event: AuthoredEvent;
  quote: AuthoredQuote;
  statement: AuthoredStatement;
  disagreement: AuthoredDisagreement;
}

export interface PlacedSpan {
  readonly path: Path;
  readonly span: Pick<AuthoredSpan, 'start' | 'end' | 'sha256'>;
  /** Undefined only in a draft whose article is not known. */
  readonly articleId: string | undefined;
}

interface Mention {
  readonly path: Path;
  readonly type: RecordType;
  /** Another type that will do. */
  readonly orType?: RecordType;
  readonly id: string;
}

type SpanFinders = { [T in RecordType]: (record: Partial<AuthoredRecords[T]>) => PlacedSpan[] };

const SPANS: SpanFinders = {
  article: ({ cautions = [], exclusions = [] }) => [
    ...cautions.flatMap(({ evidence }, at) => evidenceSpans(['cautions', at], evidence)),
    ...exclusions.map(({ span }, at) => placed(['exclusions', at, 'span'], span)),
  ],
  actor: ({ roles = [] }) => roles.flatMap(({ evidence }, at) => evidenceSpans(['roles', at], evidence)),
  event: ({ reports = [] }) => reports.map(({ span }, at) => placed(['reports', at, 'span'], span)),
  quote: ({ articleId, span, segments = [] }) => [
    ...(span === undefined ? [] : [{ path: ['span'], span, articleId: span.articleId ?? articleId }]),
    ...segments.map(({ span: own }, at) => ({
      path: ['segments', at, 'span'],
      span: own,
      articleId: own.articleId ?? articleId,
    })),
  ],
  statement: () => [],
  disagreement: ({ accounts = [] }) =>
    accounts.flatMap(({ evidence }, at) => evidenceSpans(['accounts', at], evidence)),
};

type MentionFinders = { [T in RecordType]: (record: AuthoredRecords[T]) => Mention[] };

const MENTIONS: MentionFinders = {
  // Of itself: where its document is named, for faults of the document.
  article: ({ id, document }) => (document === null ? [] : one(['document', 'sha256'], 'article', id)),
  actor: ({ parentId, roles }) => [
    ...one(['parentId'], 'actor', parentId),
    ...roles.flatMap(({ organizationId }, at) =>
      one(['roles', at, 'organizationId'], 'actor', organizationId),
    ),
  ],
  event: ({ participants, reports, related }) => [
    ...participants.flatMap(({ actorId, onBehalfOfId }, at) => [
      ...one(['participants', at, 'actorId'], 'actor', actorId),
      ...one(['participants', at, 'onBehalfOfId'], 'actor', onBehalfOfId),
    ]),
    ...reports.flatMap(({ quoteIds, byIds }, at) => [
      ...many(['reports', at, 'quoteIds'], 'quote', quoteIds),
      ...many(['reports', at, 'byIds'], 'actor', byIds),
    ]),
    ...related.flatMap(({ eventId }, at) => one(['related', at, 'eventId'], 'event', eventId)),
  ],
  quote: (quote) => [
    ...one(['articleId'], 'article', quote.articleId),
    ...many(['speakerIds'], 'actor', quote.speakerIds),
    ...many(['viaIds'], 'actor', quote.viaIds),
    ...many(['addresseeIds'], 'actor', quote.addresseeIds),
    ...quote.segments.flatMap(({ statementId }, at) =>
      one(['segments', at, 'statementId'], 'statement', statementId),
    ),
    ...one(['performsEventId'], 'event', quote.performsEventId),
    ...many(['aboutEventIds'], 'event', quote.aboutEventIds),
  ],
  statement: ({ speakerIds }) => many(['speakerIds'], 'actor', speakerIds),
  disagreement: ({ about, accounts }) => [
    ...about.flatMap(({ type, id }, at) => one(['about', at, 'id'], type, id)),
    ...accounts.flatMap(({ heldByIds }, at) =>
      many(['accounts', at, 'heldByIds'], 'actor', heldByIds).map((mention) => ({
        ...mention,
        orType: 'article' as const,
      })),
    ),
  ],
};

/** The spans of a record, or of as much of one as is well formed. */
export function spansOf<T extends RecordType>(type: T, record: Partial<AuthoredRecords[T]>): PlacedSpan[] {
  return SPANS[type](record);
}

/** Every mention of another record, and every passage as a mention of its article. */
export function referencesOf<T extends RecordType>(
  type: T,
  record: AuthoredRecords[T],
  raw: RawRecord,
): Reference[] {
  const passages = spansOf(type, record).flatMap(({ path, span, articleId }) =>
    articleId === undefined
      ? []
      : [{ path, type: 'article' as const, orType: null, id: articleId, end: span.end }],
  );
  const mentions = MENTIONS[type](record).map((mention) => ({ orType: null, ...mention, end: null }));
  return [...mentions, ...passages].map(({ path, ...reference }) => ({
    ...raw.placeOf(path),
    ...reference,
    path: pathText(path) ?? '',
  }));
}

function evidenceSpans(path: Path, evidence: readonly AuthoredSpan[]): PlacedSpan[] {
  return evidence.map((span, at) => placed([...path, 'evidence', at], span));
}

function placed(path: Path, span: AuthoredSpan): PlacedSpan {
  return { path, span, articleId: span.articleId };
}

function one(path: Path, type: RecordType, id: string | null): Mention[] {
  return id === null ? [] : [{ path, type, id }];
}

function many(path: Path, type: RecordType, ids: readonly string[]): Mention[] {
  return ids.map((id, at) => ({ path: [...path, at], type, id }));
}
