// The documents of the articles that are staged, and what of them may be served.

import { Document } from '../../model/code-points.ts';
import type { Serving } from '../../model/dataset.ts';
import type { StagingLookup } from '../../store/port/staging.ts';
import type { SpanFault, Texts } from './texts.ts';

/** What the loaded texts say. */
export interface Passages {
  readonly serve: Serving;
  /** Whether a folder of documents was given, so that spans are to be proved. */
  readonly areGiven: boolean;
  /** Paths of all documents found, by SHA-256; null where none were looked for. */
  readonly paths: Texts['paths'] | null;
  /** The document of an article; null where it was not loaded. */
  documentOf(articleId: string): Document | null;
  /** Why the article's document cannot be read although it is there. */
  whyUnreadable(articleId: string): SpanFault | null;
}

/**
 * The documents of the articles that are staged.
 * @param texts null where none are at hand; then nothing of them can be served.
 */
export function openPassages(staging: StagingLookup, texts: Texts | null, serve: Serving): Passages {
  if (texts === null)
    return {
      serve: 'none',
      areGiven: false,
      paths: null,
      documentOf: () => null,
      whyUnreadable: () => null,
    };
  const read = (articleId: string) => {
    const hash = staging.article(articleId)?.document?.sha256;
    return hash === undefined ? null : texts.read(hash);
  };
  return {
    serve,
    areGiven: true,
    paths: texts.paths,
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
