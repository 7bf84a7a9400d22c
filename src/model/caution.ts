// A caution is a warning about an article. It is repeated on every record that rests on the article.
import { z } from 'zod';
import { Prose, Slug } from './fields.ts';
import { AuthoredSpan, Span } from './span.ts';

export const CautionKind = z
  .enum(['undated', 'anachronism', 'garbled', 'implausible', 'sourceLost', 'mislabelled', 'unrelatedMatter'])
  .meta({ id: 'CautionKind', description: 'What is wrong with an article.' });
export type CautionKind = z.output<typeof CautionKind>;

export const AuthoredCaution = z
  .strictObject({ kind: CautionKind, note: Prose, evidence: z.array(AuthoredSpan).default([]) })
  .meta({ id: 'AuthoredCaution' });

export const Caution = z
  .object({ kind: CautionKind, note: Prose, evidence: z.array(Span) })
  .meta({ id: 'Caution', description: 'A warning about an article, with the passages that show it.' });

export const TravellingCaution = z
  .object({ articleId: Slug, kind: CautionKind })
  .meta({ id: 'TravellingCaution', description: 'A caution of an article that this record rests on.' });
export type TravellingCaution = z.output<typeof TravellingCaution>;

/** The warnings of a record, derived at load: cautions of its articles, and disagreements about it. */
export const warningFields = {
  cautions: z.array(TravellingCaution).describe('Cautions of the articles that the record rests on.'),
  disagreementIds: z
    .array(Slug)
    .describe('Disagreements about the record, the articles it rests on and the statements it renders.'),
};
