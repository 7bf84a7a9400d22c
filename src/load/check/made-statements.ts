// Every segment has exactly one statement: authors name it where several renditions share one, and a load makes one
// for each of the other segments.
import type { AuthoredQuote } from '../../model/quote.ts';
import type { AuthoredStatement } from '../../model/statement.ts';
import type { StagedRecord } from '../../store/port/staging.ts';

const MAX_ID = 64;

/** The id of the statement made for a segment: the quote's own for the first, then `-s2` and so on. */
export function madeStatementId(quoteId: string, segment: number): string {
  const suffix = segment === 0 ? '' : `-s${segment + 1}`;
  return quoteId.slice(0, MAX_ID - suffix.length) + suffix;
}

/**
 * The quote with a statement on every segment, and the statements made for those that had none. Made statements
 * have no hash, because nobody wrote them: the content hash covers the quote as it was authored. They stand where
 * their quote does, which mentions them as it does any other record.
 */
export function withMadeStatements(staged: StagedRecord): readonly StagedRecord[] {
  if (staged.type !== 'quote') return [staged];
  const quote = JSON.parse(staged.json) as AuthoredQuote;
  if (quote.segments.every(({ statementId }) => statementId !== null)) return [staged];
  const { speakerIds, gist, occasion, said } = quote;
  const { file, line, column } = staged;
  const made: StagedRecord[] = [];
  const references = [...staged.references];
  const segments = quote.segments.map((segment, index) => {
    if (segment.statementId !== null) return segment;
    const id = madeStatementId(quote.id, index);
    const unsaid = { link: null, identifiers: [], extra: {} };
    const statement: AuthoredStatement = { id, speakerIds, gist, occasion, said, ...unsaid };
    const json = JSON.stringify(statement);
    made.push({ ...staged, type: 'statement', id, json, hash: null, references: [] });
    const path = `segments[${index}]`;
    references.push({ file, line, column, path, type: 'statement', orType: null, id, end: null });
    return { ...segment, statementId: id };
  });
  return [{ ...staged, json: JSON.stringify({ ...quote, segments }), references }, ...made];
}
