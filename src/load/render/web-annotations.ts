// The passages of an article as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): each record that
// points into the article, with the passage it points to. Links are paths, so that the data name no host.
import type { AuthoredArticle } from '../../model/article.ts';
import type { Staging } from '../../store/port/staging.ts';
import type { RenderSource } from './render-records.ts';
import { wireSpan } from './render-spans.ts';

/** Of the motivations of the model, those that Demarche uses. */
type Motivation = 'identifying' | 'describing' | 'assessing' | 'commenting' | 'questioning';

/** A passage with what is said of it. */
export interface Note {
  /** Path of the annotation: the record, and the part of it that holds the span. */
  readonly id: string;
  readonly motivation: Motivation;
  /** What of a record points to the passage. */
  readonly from: 'caution' | 'exclusion' | 'report' | 'quote' | 'role' | 'account';
  /** Our words on the passage; null where the record has none. */
  readonly text: string | null;
  readonly record: string;
  readonly span: {
    readonly articleId?: string | undefined;
    readonly start: number | null;
    readonly end: number | null;
    readonly sha256: string | null;
  };
  /** The words that the record itself carries for the span. */
  readonly words: string | null;
}

/** Characters on either side of a passage by which it is found again in a text that has shifted. */
const CONTEXT = 32;

/** The annotations of an article as JSON, in text order. Spans without offsets are left out: they are no passages. */
export function annotationsOf(article: AuthoredArticle, source: RenderSource): string[] {
  return notesOn(article, source.staging).map((note) => JSON.stringify(annotation(article.id, note, source)));
}

/** Every passage of the article that a record points to, in text order. */
export function notesOn(article: AuthoredArticle, staging: Staging): Note[] {
  const notes = [
    ...articleNotes(article),
    ...eventNotes(article.id, staging),
    ...quoteNotes(article.id, staging),
    ...actorNotes(article.id, staging),
    ...disagreementNotes(article.id, staging),
  ];
  return notes
    .filter(({ span }) => (span.articleId ?? article.id) === article.id && span.start !== null)
    .sort((a, b) => position(a, 'start') - position(b, 'start') || position(a, 'end') - position(b, 'end'));
}

function position(note: Note, side: 'start' | 'end'): number {
  return note.span[side] ?? 0;
}

function annotation(articleId: string, note: Note, { passages }: RenderSource) {
  const { start, end, exact } = wireSpan(articleId, note.span, note.words, passages);
  const document = passages.serve === 'full' && exact !== null ? passages.documentOf(articleId) : null;
  const context =
    document === null || start === null || end === null
      ? {}
      : {
          prefix: document.slice(Math.max(0, start - CONTEXT), start),
          suffix: document.slice(end, Math.min(document.length, end + CONTEXT)),
        };
  return {
    id: note.id,
    type: 'Annotation',
    motivation: note.motivation,
    body: [
      ...(note.text === null ? [] : [{ type: 'TextualBody', value: note.text, format: 'text/plain' }]),
      { type: 'SpecificResource', source: note.record, purpose: note.motivation },
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

function articleNotes(article: AuthoredArticle): Note[] {
  const record = `/v1/articles/${article.id}`;
  const cautions = article.cautions.flatMap(({ note, evidence }, caution) =>
    evidence.map((span, index) => ({
      id: `${record}#caution-${caution}-${index}`,
      motivation: 'assessing' as const,
      from: 'caution' as const,
      text: note,
      record,
      span,
      words: null,
    })),
  );
  const exclusions = article.exclusions.map(({ span, note }, index) => ({
    id: `${record}#exclusion-${index}`,
    motivation: 'commenting' as const,
    from: 'exclusion' as const,
    text: note,
    record,
    span,
    words: null,
  }));
  return [...cautions, ...exclusions];
}

function eventNotes(articleId: string, staging: Staging): Note[] {
  return staging.eventsOfArticle(articleId).flatMap((event) =>
    event.reports.map(({ span }, index) => ({
      id: `/v1/events/${event.id}#report-${index}`,
      motivation: 'identifying' as const,
      from: 'report' as const,
      text: event.title,
      record: `/v1/events/${event.id}`,
      span,
      words: null,
    })),
  );
}

function quoteNotes(articleId: string, staging: Staging): Note[] {
  return staging.quotesOfArticle(articleId).flatMap((quote) => {
    const note = (part: string, span: Note['span'], words: string | null): Note => ({
      id: `/v1/quotes/${quote.id}#${part}`,
      motivation: 'identifying',
      from: 'quote',
      text: quote.gist,
      record: `/v1/quotes/${quote.id}`,
      span: { ...span, articleId: quote.articleId },
      words,
    });
    // All that is reported, where that is more than the words quoted.
    const { span: whole } = quote;
    const isMore = ({ start, end }: Note['span']) =>
      !quote.segments.some(({ span }) => span.start === start && span.end === end);
    return [
      ...(whole !== undefined && isMore(whole) ? [note('span-0', whole, null)] : []),
      ...quote.segments.map(({ span, text }, index) => note(`segment-${index}`, span, text)),
    ];
  });
}

function actorNotes(articleId: string, staging: Staging): Note[] {
  return staging.actorsInArticle(articleId).flatMap((actor) =>
    actor.roles.flatMap(({ title, evidence }, role) =>
      evidence.map((span, index) => ({
        id: `/v1/actors/${actor.id}#role-${role}-${index}`,
        motivation: 'describing' as const,
        from: 'role' as const,
        text: title,
        record: `/v1/actors/${actor.id}`,
        span,
        words: null,
      })),
    ),
  );
}

function disagreementNotes(articleId: string, staging: Staging): Note[] {
  return staging.disagreementsInArticle(articleId).flatMap((disagreement) =>
    disagreement.accounts.flatMap(({ evidence }, account) =>
      evidence.map((span, index) => ({
        id: `/v1/disagreements/${disagreement.id}#account-${account}-${index}`,
        motivation: 'questioning' as const,
        from: 'account' as const,
        text: disagreement.question,
        record: `/v1/disagreements/${disagreement.id}`,
        span,
        words: null,
      })),
    ),
  );
}
