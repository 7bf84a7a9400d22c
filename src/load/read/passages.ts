// The documents of the articles that are staged, and what of them may be served.

import { Document } from '../../model/code-points.ts';
import type { Serving } from '../../model/dataset.ts';
import type { Staging } from '../../store/port/staging.ts';
import type { SpanFault, Texts } from './texts.ts';

/** What the loaded texts say. */
export interface Passages {
  readonly serve: Serving;
  /** Whether a folder of documents was given, so that spans are to be proved. */
  readonly areGiven: boolean;
  /** The document of an article; null where it was not loaded. */
  documentOf(articleId: string): Document | null;
  /** Why the article's document cannot be read although it is there. */
  whyUnreadable(articleId: string): SpanFault | null;
}

/**
 * The documents of the articles that are staged.
 * @param texts null where none are at hand; then nothing of them can be served.
 */
export function openPassages(staging: Staging, texts: Texts | null, serve: Serving): Passages {
  if (texts === null)
    return { serve: 'none', areGiven: false, documentOf: () => null, whyUnreadable: () => null };
  const read = (articleId: string) => {
    const hash = staging.article(articleId)?.document?.sha256;
    return hash === undefined ? null : texts.read(hash);
  };
  return {
    serve,
    areGiven: true,
    documentOf(articleId) {
      const found = read(articleId);
      return found instanceof Document ? found : null;
    },
    whyUnreadable(articleId) {
      const found = read(articleId);
      return found instanceof Document ? null : found;
    },
  };
}
