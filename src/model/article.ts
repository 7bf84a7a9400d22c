// An article: bibliographic facts and our own summary. Its text belongs to its publisher and is not in the record.
import { z } from 'zod';
import { AuthoredCaution, Caution } from './caution.ts';
import { Language, Line, Prose, recordFields, Sha256, Slug, WebAddress, wireFields } from './fields.ts';
import { AuthoredFuzzyDate, FuzzyDate } from './fuzzy-date.ts';
import { AuthoredSpan, Span } from './span.ts';

const documentFields = {
  sha256: Sha256,
  characters: z.int().min(0).max(100_000_000).describe('Length of the document in Unicode code points.'),
};

const authoredFields = {
  id: Slug,
  title: Line.nullable().default(null).describe('The headline as printed.'),
  publisher: Line.nullable().default(null).describe('The publisher where the article states one.'),
  byline: Line.nullable().default(null).describe('The byline as printed.'),
  url: WebAddress.nullable().default(null),
  language: Language.nullable().default(null),
  published: AuthoredFuzzyDate,
  summary: Prose.nullable().default(null).describe('What the article says, in our own words.'),
  document: z.strictObject(documentFields).nullable().default(null),
  cautions: z.array(AuthoredCaution).default([]),
  exclusions: z
    .array(z.strictObject({ span: AuthoredSpan, note: Prose }))
    .default([])
    .describe('Passages that look like a quotation or a report and are none, and why.'),
  ...recordFields,
};

export const AuthoredArticle = z.strictObject(authoredFields).meta({ id: 'AuthoredArticle' });
export type AuthoredArticle = z.output<typeof AuthoredArticle>;

export const Article = z
  .object({
    ...wireFields(authoredFields),
    published: FuzzyDate,
    document: z
      .object({
        ...documentFields,
        textAvailable: z.boolean().describe('Whether `/text` serves the document.'),
      })
      .meta({ id: 'ArticleDocument', description: 'A document, known by its hash.' })
      .nullable()
      .describe('The document the spans point into, known by its hash.'),
    cautions: z.array(Caution).describe('Warnings about the article.'),
    exclusions: z
      .array(
        z.object({ span: Span, note: Prose }).meta({
          id: 'Exclusion',
          description: 'A passage that looks like a quotation or a report and is none, and why.',
        }),
      )
      .describe(
        'Passages that look like a quotation or a report and are none, and why: marks around something else than ' +
          "somebody's words, a reporting verb that reports nothing.",
      ),
    counts: z
      .object({
        events: z.int().min(0).describe('Events that the article reports.'),
        quotes: z.int().min(0).describe('Quotes taken from the article.'),
      })
      .meta({ id: 'ArticleCounts', description: 'How many records rest on the article.' }),
  })
  .meta({
    id: 'Article',
    description: 'A news article: what is known of it, and what it must be read with.',
  });
export type Article = z.output<typeof Article>;
