// A quote: one rendition of what somebody said, in one article.
import { z } from 'zod';
import { warningFields } from './caution.ts';
import { Basis, Confidence, Language, Line, Prose, recordFields, Slug, wireFields } from './fields.ts';
import { AuthoredFuzzyDate, FuzzyDate } from './fuzzy-date.ts';
import { AuthoredLocalSpan, Span } from './span.ts';

export const Attribution = z.enum(['name', 'pronoun', 'office', 'metonym', 'unnamed', 'none']).meta({
  id: 'Attribution',
  description: 'How the article names the speaker; `none` where the source is lost.',
});
export const QuoteKind = z.enum(['direct', 'mixed', 'indirect']).meta({
  id: 'QuoteKind',
  description:
    '`direct`: all in the words reported. `mixed`: quoted words inside reported speech. `indirect`: no quoted words.',
});
export const QuoteForm = z.enum(['marks', 'block', 'post', 'headline', 'running']).meta({
  id: 'QuoteForm',
  description: 'How it is set on the page; `running` is plain text without marks.',
});

const AuthoredTranslation = z
  .strictObject({
    from: Language.nullable().default(null),
    basis: Basis,
    note: Prose.nullable().default(null),
  })
  .meta({ id: 'AuthoredTranslation' });

const WireTranslation = z
  .object({
    ...wireFields(AuthoredTranslation.shape),
    from: Language.nullable().describe('The language it was translated from, where known.'),
  })
  .meta({
    id: 'Translation',
    description: 'From what language the words were translated, and how that is known.',
  });

const QuoteNoteKind = z
  .enum(['misspelling', 'editorialInsertion', 'missingMarks', 'omission', 'oddTranslation', 'other'])
  .meta({ id: 'QuoteNoteKind', description: 'What is notable about the wording.' });

const QuoteNote = z
  .strictObject({
    kind: QuoteNoteKind,
    note: Prose.describe('What to know, in our own words.'),
  })
  .meta({ id: 'QuoteNote', description: 'What a careful reader should know of the wording.' });

export const Extent = z
  .enum(['whole', 'part'])
  .meta({ id: 'Extent', description: 'Whether the segment renders the statement whole.' });

const segmentFields = {
  span: AuthoredLocalSpan,
  text: Prose.nullable()
    .default(null)
    .describe(
      'The words verbatim; null for indirect speech, and may be withheld (null) from a direct block.',
    ),
  continues: z
    .boolean()
    .default(false)
    .describe(
      'Whether it goes on where the segment before ends: no word of the article stands between them.',
    ),
  statementId: Slug.nullable().default(null).describe('The statement that the segment renders.'),
  extent: Extent.default('whole'),
};

const attributionFields = {
  id: Slug,
  articleId: Slug,
  speakerIds: z
    .array(Slug)
    .default([])
    .describe(
      'Whom this article makes the speaker; empty where the source is lost, and where an open dataset has only `speakerAsPrinted`.',
    ),
  speakerAsPrinted: Line.nullable()
    .default(null)
    .describe('The speaker as printed, whether or not it is known who that is.'),
  attribution: Attribution,
  viaIds: z.array(Slug).default([]).describe('The chain of channels, nearest to the article first.'),
  kind: QuoteKind,
  form: QuoteForm,
};

const contentFields = {
  gist: Line.nullable().default(null).describe('What is said, in our own plain words.'),
  cue: Line.nullable()
    .default(null)
    .describe('The reporting verb or phrase, as printed; an ellipsis joins parts that stand apart.'),
  occasion: Line.nullable().default(null),
  addresseeIds: z.array(Slug).default([]),
  said: AuthoredFuzzyDate,
  language: Language.nullable().default(null).describe('Language of the words as printed.'),
  translation: AuthoredTranslation.nullable().default(null),
  span: AuthoredLocalSpan.optional().describe(
    'From the first to the last character; may be left out of a quote of one segment.',
  ),
  segments: z.array(z.strictObject(segmentFields)).min(1).max(100),
  performsEventId: Slug.nullable().default(null).describe('The act done by saying this.'),
  aboutEventIds: z.array(Slug).default([]).describe('Events it talks about.'),
  notes: z.array(QuoteNote).default([]),
  confidence: Confidence.nullable().default(null),
  ...recordFields,
};

export const AuthoredQuote = z
  .strictObject({ ...attributionFields, ...contentFields })
  .meta({ id: 'AuthoredQuote' });
export type AuthoredQuote = z.output<typeof AuthoredQuote>;

const QuoteSegment = z
  .object({ ...wireFields(segmentFields), span: Span, statementId: Slug })
  .meta({ id: 'QuoteSegment', description: 'One utterance within a quote.' });

export const Quote = z
  .object({
    ...wireFields(attributionFields),
    text: Prose.nullable().describe(
      "The segments' words, joined by a space where one continues the other and by ` … ` where words are left out; null where no segment has words.",
    ),
    ...wireFields(contentFields),
    said: FuzzyDate,
    translation: WireTranslation.nullable(),
    span: Span,
    segments: z.array(QuoteSegment),
    statementIds: z.array(Slug),
    ...warningFields,
  })
  .meta({ id: 'Quote', description: 'One rendition, in one article, of what somebody said.' });
export type Quote = z.output<typeof Quote>;

/** The words of segments, those that continue one another as one text: no phrase runs from one text into the next. */
export function runsOfWords(
  segments: readonly { readonly text: string | null; readonly continues: boolean }[],
): string[] {
  const runs: string[] = [];
  let isOpen = false; // whether the segment before has words to go on from
  for (const { text, continues } of segments) {
    if (text !== null && continues && isOpen) runs.push(`${runs.pop()} ${text}`);
    else if (text !== null) runs.push(text);
    isOpen = text !== null;
  }
  return runs;
}
