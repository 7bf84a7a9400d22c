// The fields that only annotate reads, and takes out of a file again: words in place of offsets in a span, a file's
// name in place of a hash in an article's document.
import type { z } from 'zod';
import { AuthoredArticle } from '../../model/article.ts';
import { AuthoredLocalSpan, AuthoredSpan } from '../../model/span.ts';
import { type OpenPath, schemaAt, spanPathsOf } from '../read/value-paths.ts';
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

/** What would be right for such a field that stands where the schema belongs; null where it is no such field. */
export function cureOfAnnotateField(name: string, schema: z.ZodType | null, file: string): string | null {
  const isRead = name === FILE ? isDocument(schema) : isSpan(schema);
  if (isRead)
    return /\.ya?ml$/.test(file) ? ANNOTATE : 'write the record as YAML: annotate reads no other format';
  return WORDS.includes(name) ? cureOfMisplaced(schema) : null;
}

/** What would be right for words that stand where the schema belongs, which is no span. */
export function cureOfMisplaced(schema: z.ZodType | null): string {
  const paths = schema === null ? [] : spanPathsOf(schema);
  const path = paths.find((steps) => steps.includes('[]')) ?? paths[0] ?? ['span'];
  const span = spanShape(schemaAtOpen(schema, path), 'the words');
  const shape = path.reduceRight(
    (inner, step) =>
      step !== '[]' ? `${step}: ${inner}` : `[${inner.startsWith('{') ? inner : `{ ${inner} }`}]`,
    span,
  );
  return `only in a span are words looked for: write ${shape}`;
}

/** A span with words to be found; it names its article, but in a quote. */
export function spanShape(schema: unknown, words: string): string {
  return schema === AuthoredSpan ? `{ articleId: ID, match: ${words} }` : `{ match: ${words} }`;
}

function schemaAtOpen(schema: z.ZodType | null, path: OpenPath): z.ZodType | null {
  const steps = path.map((step) => (step === '[]' ? 0 : step));
  return schema === null ? null : schemaAt(schema, steps);
}
