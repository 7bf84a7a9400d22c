// What several types derive alike: spans as served, and the warnings that a record shares.
import type { TravellingCaution } from '../../model/caution.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { AuthoredSpan, Span } from '../../model/span.ts';
import type { Passages } from '../read/passages.ts';
import { sha256 } from '../read/texts.ts';
import type { RenderSource } from './definition.ts';

/**
 * A span as served: how far it is proved, and the passage itself where it may be served. Spans of a loaded document
 * have been proved before anything is rendered.
 * @param words the words that the record itself carries for the span, null for none.
 */
export function wireSpan(
  articleId: string,
  { start, end, sha256: hash }: Pick<AuthoredSpan, 'start' | 'end' | 'sha256'>,
  words: string | null,
  passages: Passages,
): Span {
  const span = { articleId, start, end, sha256: hash };
  if (start !== null && end !== null && hash !== null) {
    const document = passages.documentOf(articleId);
    const exact = passages.serve === 'none' || document === null ? words : document.slice(start, end);
    if (document !== null) return { ...span, exact, status: 'verified' };
  }
  const isMatched = words !== null && hash !== null && sha256(words) === hash;
  return { ...span, exact: isMatched ? words : null, status: isMatched ? 'matched' : 'declared' };
}

/** Anything with passages of evidence, as served. */
export function withWireEvidence<T extends { readonly evidence: readonly AuthoredSpan[] }>(
  part: T,
  { passages }: RenderSource,
): T & { evidence: Span[] } {
  return { ...part, evidence: part.evidence.map((span) => wireSpan(span.articleId, span, null, passages)) };
}

/** Each value once, in byte order: ids are ASCII, so UTF-16 order is byte order. */
export function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}

/**
 * Warnings of a record: cautions of the articles that it rests on, by article and kind, and disagreements about it,
 * about those articles and about the statements that it renders.
 */
export function warningsOf(
  record: { readonly type: RecordType; readonly id: string },
  { articleIds, statementIds = [] }: { articleIds: readonly string[]; statementIds?: readonly string[] },
  { staging }: RenderSource,
): { cautions: TravellingCaution[]; disagreementIds: string[] } {
  const about = (type: RecordType) => (id: string) => staging.disagreementsAbout(type, id);
  const cautions = distinct(articleIds).flatMap((articleId) => {
    return staging.cautionsOf(articleId).map((kind) => ({ articleId, kind }));
  });
  const disagreementIds = distinct([
    ...about(record.type)(record.id),
    ...articleIds.flatMap(about('article')),
    ...statementIds.flatMap(about('statement')),
  ]);
  return { cautions, disagreementIds };
}
