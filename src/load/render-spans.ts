// Spans on the wire: how far each is proved, and the passage itself where it may be served.
import type { Serving } from '../model/dataset.ts';
import type { Span } from '../model/span.ts';
import type { Staging } from '../store/store.ts';
import { type Document, type SpanProblem, sha256, type Texts } from './texts.ts';

/** What the loaded texts say. */
export interface Passages {
  readonly serve: Serving;
  /** Whether a folder of documents was given, so that spans are to be proved. */
  readonly areGiven: boolean;
  /** The document of an article; null where it was not loaded. */
  documentOf(articleId: string): Document | null;
  /** Why the article's document cannot be read although it is there. */
  problemWith(articleId: string): SpanProblem | null;
}

/**
 * The documents of the articles that are staged.
 * @param texts null where none are at hand; then nothing of them can be served.
 */
export function openPassages(staging: Staging, texts: Texts | null, serve: Serving): Passages {
  if (texts === null)
    return { serve: 'none', areGiven: false, documentOf: () => null, problemWith: () => null };
  const hashOf = (articleId: string) => staging.article(articleId)?.document?.sha256;
  return {
    serve,
    areGiven: true,
    documentOf(articleId) {
      const hash = hashOf(articleId);
      return hash === undefined ? null : texts.read(hash);
    },
    problemWith(articleId) {
      const hash = hashOf(articleId);
      return hash === undefined ? null : texts.problemWith(hash);
    },
  };
}

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
