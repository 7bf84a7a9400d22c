// A span: standoff annotation of a passage in an article's document. As authored it contains no text.
import { z } from 'zod';
import { Sha256, Slug, wireFields } from './fields.ts';

/**
 * `start` and `end` count Unicode code points of the unmodified document; the range is half open.
 * `sha256` is of the range's UTF-8 bytes. All three are null only in an `open` dataset.
 */
const authoredFields = {
  articleId: Slug,
  start: z
    .int()
    .min(0)
    .max(100_000_000)
    .nullable()
    .default(null)
    .describe('First code point, counted from 0.'),
  end: z.int().min(0).max(100_000_000).nullable().default(null).describe('One past the last code point.'),
  sha256: Sha256.nullable().default(null),
};

export const AuthoredSpan = z.strictObject(authoredFields).meta({ id: 'AuthoredSpan' });
export type AuthoredSpan = z.output<typeof AuthoredSpan>;

/** In a quote the article is already named, so its spans need not repeat it. */
export const AuthoredLocalSpan = z
  .strictObject({ ...authoredFields, articleId: Slug.optional() })
  .meta({ id: 'AuthoredLocalSpan' });
export type AuthoredLocalSpan = z.output<typeof AuthoredLocalSpan>;

const SpanStatus = z.enum(['verified', 'matched', 'declared']).meta({
  id: 'SpanStatus',
  description:
    '`verified`: proved against the document. `matched`: the record carries the words and their hash agrees. ' +
    '`declared`: offsets and hash only.',
});

export const Span = z
  .object({
    ...wireFields(authoredFields),
    exact: z.string().nullable().describe('The passage itself, where it may be served.'),
    status: SpanStatus,
  })
  .meta({
    id: 'Span',
    description: 'A passage of an article: half-open range of Unicode code points, and its hash.',
  });
export type Span = z.output<typeof Span>;
