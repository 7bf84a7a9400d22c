// The fields that only annotate reads, and takes out of a file again: words in place of offsets in a span, a file's
// name in place of a hash in an article's document.
import type { z } from 'zod';
import { AuthoredArticle } from '../../model/article.ts';
import { AuthoredLocalSpan, AuthoredSpan } from '../../model/span.ts';
import { ANNOTATE } from './rules.ts';

const WORDS = ['match', 'occurrence'];
const FILE = 'file';

const SPANS: readonly unknown[] = [AuthoredSpan, AuthoredLocalSpan];
const DOCUMENT: unknown = AuthoredArticle.shape.document.unwrap().unwrap();

export const ANNOTATE_FIELDS: ReadonlySet<string> = new Set([...WORDS, FILE]);

/** Whether annotate reads `match` and `occurrence` where the schema belongs. */
export function isSpan(schema: unknown): boolean {
  return SPANS.includes(schema);
}

/** Whether annotate reads `file` where the schema belongs. */
export function isDocument(schema: unknown): boolean {
  return schema === DOCUMENT;
}

export const MISPLACED = 'only in a span are words looked for: write span: { match: the words }';

/** What would be right for such a field that stands where the schema belongs; null where it is no such field. */
export function cureOfAnnotateField(name: string, schema: z.ZodType | null, file: string): string | null {
  const isRead = name === FILE ? isDocument(schema) : isSpan(schema);
  if (isRead)
    return /\.ya?ml$/.test(file) ? ANNOTATE : 'write the record as YAML: annotate reads no other format';
  return WORDS.includes(name) ? MISPLACED : null;
}
