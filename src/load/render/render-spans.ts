// Spans on the wire: how far each is proved, and the passage itself where it may be served.
import type { Span } from '../../model/span.ts';
import type { Passages } from '../read/passages.ts';
import { sha256 } from '../read/texts.ts';

interface SpanAsWritten {
  readonly start: number | null;
  readonly end: number | null;
  readonly sha256: string | null;
}

/**
 * A span as served. Spans of a loaded document have been proved before anything is rendered.
 * @param words the words that the record itself carries for the span, null for none.
 */
export function wireSpan(
  articleId: string,
  { start, end, sha256: hash }: SpanAsWritten,
  words: string | null,
  passages: Passages,
): Span {
  const span = { articleId, start, end, sha256: hash };
  if (start !== null && end !== null && hash !== null) {
    const document = passages.documentOf(articleId);
    const exact = passages.serve === 'none' || document === null ? words : document.slice(start, end);
    if (document !== null) return { ...span, exact, status: 'verified' };
  }
  const matched = words !== null && hash !== null && sha256(words) === hash;
  return { ...span, exact: matched ? words : null, status: matched ? 'matched' : 'declared' };
}
