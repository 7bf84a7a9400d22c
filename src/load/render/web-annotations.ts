// The passages of an article as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): each record that
// points into the article, with the passage it points to. Links are paths, so that the data name no host.
import type { AuthoredArticle } from '../../model/article.ts';
import type { StagingLookup } from '../../store/port/staging.ts';
import type { RenderSource } from '../definitions/definition.ts';
import { RECORD_DEFINITIONS } from '../definitions/definitions.ts';
import { wireSpan } from '../definitions/derived-fields.ts';
import type { PassageNote } from '../definitions/passage-notes.ts';

/** Of the motivations of the model, the one of each kind of note. */
const MOTIVATIONS: Readonly<Record<PassageNote['from'], string>> = {
  caution: 'assessing',
  exclusion: 'commenting',
  report: 'identifying',
  quote: 'identifying',
  role: 'describing',
  account: 'questioning',
};

/** Characters on either side of a passage by which it is found again in a text that has shifted. */
const CONTEXT = 32;

/** The annotations of an article as JSON, in text order. Spans without offsets are left out: they are no passages. */
export function annotationsOf(article: AuthoredArticle, source: RenderSource): string[] {
  return notesOn(article, source.staging).map((note) => JSON.stringify(annotation(article.id, note, source)));
}

/** Every passage of the article that a record points to, in text order. */
export function notesOn(article: AuthoredArticle, staging: StagingLookup): PassageNote[] {
  const notes = Object.values(RECORD_DEFINITIONS).flatMap((definition) =>
    definition.notes(article.id, staging),
  );
  return notes
    .filter(({ span }) => (span.articleId ?? article.id) === article.id && span.start !== null)
    .sort(({ span: a }, { span: b }) => (a.start ?? 0) - (b.start ?? 0) || (a.end ?? 0) - (b.end ?? 0));
}

function annotation(articleId: string, note: PassageNote, { passages }: RenderSource) {
  const { start, end, exact } = wireSpan(articleId, note.span, note.words, passages);
  const document = passages.serve === 'full' && exact !== null ? passages.documentOf(articleId) : null;
  const context =
    document === null || start === null || end === null
      ? {}
      : {
          prefix: document.slice(Math.max(0, start - CONTEXT), start),
          suffix: document.slice(end, Math.min(document.length, end + CONTEXT)),
        };
  const motivation = MOTIVATIONS[note.from];
  return {
    id: note.id,
    type: 'Annotation',
    motivation,
    body: [
      ...(note.text === null ? [] : [{ type: 'TextualBody', value: note.text, format: 'text/plain' }]),
      { type: 'SpecificResource', source: note.record, purpose: motivation },
    ],
    target: {
      type: 'SpecificResource',
      source: `/v1/articles/${articleId}/text`,
      selector: [
        { type: 'TextPositionSelector', start, end },
        ...(exact === null ? [] : [{ type: 'TextQuoteSelector', exact, ...context }]),
      ],
    },
  };
}
