// A statement: one utterance, the smallest that any rendition gives separately. Quotes render it, once or often.
import { z } from 'zod';
import { warningFields } from './caution.ts';
import { Basis, Line, Prose, recordFields, Slug, wireFields } from './fields.ts';
import { AuthoredFuzzyDate, FuzzyDate } from './fuzzy-date.ts';
import { Extent } from './quote.ts';

const AuthoredStatementLink = z
  .strictObject({ basis: Basis, note: Prose.nullable().default(null) })
  .meta({ id: 'AuthoredStatementLink' });

const authoredFields = {
  id: Slug,
  speakerIds: z.array(Slug).default([]).describe('Who uttered it; empty where nobody knows.'),
  gist: Line.nullable().default(null).describe('What was said, in our own plain words.'),
  occasion: Line.nullable().default(null),
  said: AuthoredFuzzyDate,
  link: AuthoredStatementLink.nullable()
    .default(null)
    .describe('How the renditions are known to be of one utterance.'),
  ...recordFields,
};

export const AuthoredStatement = z.strictObject(authoredFields).meta({ id: 'AuthoredStatement' });
export type AuthoredStatement = z.output<typeof AuthoredStatement>;

export const Rendition = z
  .object({
    quoteId: Slug,
    segment: z.int().min(0).max(99).describe("Index of the quote's segment."),
    extent: Extent,
  })
  .meta({ id: 'Rendition', description: 'A segment of a quote that renders the statement.' });

export const Statement = z
  .object({
    ...wireFields(authoredFields),
    said: FuzzyDate,
    link: z
      .object(wireFields(AuthoredStatementLink.shape))
      .meta({ id: 'StatementLink', description: 'How renditions are known to be of one utterance.' })
      .nullable(),
    renditions: z.array(Rendition),
    ...warningFields,
  })
  .meta({ id: 'Statement', description: 'One utterance, with all its renditions.' });
export type Statement = z.output<typeof Statement>;

const WordsIn = z
  .enum(['both', 'first', 'second'])
  .meta({ id: 'WordsIn', description: 'In which of the two renditions the words stand.' });

const pairFields = {
  quoteIds: z.array(Slug).length(2).describe('The two renditions, in the order of the statement.'),
  segments: z.array(z.int().min(0).max(99)).length(2).describe('The segment of each.'),
};

export const WordDifference = z
  .object({
    ...pairFields,
    parts: z
      .array(
        z.object({ in: WordsIn, text: z.string().describe('The words, as they stand.') }).meta({
          id: 'WordDifferencePart',
          description: 'Words that stand in both renditions, or in one only.',
        }),
      )
      .describe('The words of both renditions in order.'),
  })
  .meta({ id: 'WordDifference', description: 'How the words of two renditions differ.' });
export type WordDifference = z.output<typeof WordDifference>;

const NotComparedReason = z.enum(['parts', 'languages', 'limit']).meta({
  id: 'NotComparedReason',
  description:
    '`parts`: both render only a part, which need not be the same. `languages`: they are in two languages. `limit`: there are more than one answer compares.',
});
export type NotComparedReason = z.output<typeof NotComparedReason>;

export const NotCompared = z
  .object({
    reason: NotComparedReason,
    count: z.int().min(1).describe('How many pairs of renditions there are.'),
    pairs: z
      .array(
        z.object(pairFields).meta({ id: 'RenditionPair', description: 'Two renditions of a statement.' }),
      )
      .describe('The first of them, by name.'),
  })
  .meta({ id: 'NotCompared', description: 'Pairs of renditions whose words are not compared, and why.' });
export type NotCompared = z.output<typeof NotCompared>;
