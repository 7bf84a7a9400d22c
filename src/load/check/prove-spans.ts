// Proves spans against the articles' documents: every passage that any record points to, article by article.
import type { AuthoredSpan } from '../../model/span.ts';
import type { Fault, StagedPassage, Staging } from '../../store/port/staging.ts';
import type { Profile } from '../definitions/definition.ts';
import type { Passages } from '../read/passages.ts';
import { type SpanFault, verifySpan } from '../read/texts.ts';
import { stepsOf, valueAt } from '../read/value-paths.ts';

/** Spans looked at between two reports of progress. */
const BATCH = 1_000;

export interface Proof {
  readonly faults: readonly Fault[];
  /** Spans that hold. */
  readonly spans: number;
}

/**
 * Faults of documents and spans, some at a time. In a curated dataset every article's document must be at hand, or a
 * wrong hash of it would go unnoticed; in an open one, articles without a document are passed over. A span beyond the length that
 * of its article is left to the checks of staging, which need no text.
 */
export function* proveSpans(staging: Staging, passages: Passages, profile: Profile): Iterable<Proof> {
  yield { faults: [...wrongDocuments(staging, passages, profile)], spans: 0 };
  let proof: { faults: Fault[]; spans: number } = { faults: [], spans: 0 };
  let seen = 0;
  for (const passage of staging.passages()) {
    const result = prove(passage, staging, passages);
    if (result === 'proved') proof.spans += 1;
    else if (result !== null) proof.faults.push(result);
    seen += 1;
    if (seen % BATCH === 0) {
      yield proof;
      proof = { faults: [], spans: 0 };
    }
  }
  yield proof;
}

function prove(passage: StagedPassage, staging: Staging, passages: Passages): Fault | 'proved' | null {
  const { file, line, column, type, id, path, articleId, json } = passage;
  const document = passages.documentOf(articleId);
  if (document === null) return null;
  const span = valueAt(JSON.parse(json), stepsOf(path)) as AuthoredSpan; // it was staged as a span's path
  const characters = staging.article(articleId)?.document?.characters ?? 0;
  if (span.sha256 === null || span.end === null || span.end > characters) return null;
  const fault = verifySpan(document, span);
  if (fault === null) return 'proved';
  const message = `${fault.message}, in the document of "${articleId}"`;
  return { file, line, column, recordType: type, recordId: id, path, message, cure: fault.cure };
}

/** Documents that are missing or not text, or whose length is not the one that the article states. */
function* wrongDocuments(staging: Staging, passages: Passages, profile: Profile): Iterable<Fault> {
  for (const { id, characters, file, line, column } of staging.documents()) {
    const faultOf = (path: string, { message, cure }: SpanFault) =>
      ({ file, line, column, recordType: 'article', recordId: id, path, message, cure }) as const;
    const document = passages.documentOf(id);
    const unreadable = passages.whyUnreadable(id);
    if (unreadable !== null) yield faultOf('document.sha256', unreadable);
    else if (document === null && profile === 'curated')
      yield faultOf('document.sha256', {
        message: 'no document in the folder of texts has this SHA-256',
        cure: 'add the document as it was when it was annotated, or load without --texts',
      });
    else if (document !== null && document.length !== characters)
      yield faultOf('document.characters', {
        message: `the document has ${document.length} characters, not ${characters}`,
        cure: `write ${document.length}`,
      });
  }
}
