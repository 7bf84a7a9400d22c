// Every segment has exactly one statement: authors name it where several renditions share one, and a load makes
// one for each of the rest.
import type { AuthoredQuote } from '../../model/quote.ts';
import type { AuthoredStatement } from '../../model/statement.ts';
import type { Reference, StagedRecord } from '../../store/port/store.ts';

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
  const made: StagedRecord[] = [];
  const { file, line, column } = staged;
  const mentions: Reference[] = [];
  const segments = quote.segments.map((segment, index) => {
    if (segment.statementId !== null) return segment;
    const statement = madeStatement(quote, index);
    made.push({
      ...staged,
      type: 'statement',
      id: statement.id,
      json: JSON.stringify(statement),
      hash: null,
      references: [],
    });
    const path = `segments[${index}]`;
    mentions.push({ file, line, column, path, type: 'statement', orType: null, id: statement.id, end: null });
    return { ...segment, statementId: statement.id };
  });
  const references = [...staged.references, ...mentions];
  return [{ ...staged, json: JSON.stringify({ ...quote, segments }), references }, ...made];
}

function madeStatement(quote: AuthoredQuote, segment: number): AuthoredStatement {
  const { speakerIds, gist, occasion, said } = quote;
  return {
    id: madeStatementId(quote.id, segment),
    speakerIds,
    gist,
    occasion,
    said,
    link: null,
    identifiers: [],
    extra: {},
  };
}
