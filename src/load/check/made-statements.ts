// Every segment has exactly one statement: authors name it where several renditions share one, and a load makes one
// for each of the other segments.
import type { AuthoredQuote } from '../../model/quote.ts';
import type { AuthoredStatement } from '../../model/statement.ts';

const MAX_ID = 64;

/** The id of the statement made for a segment: the quote's own for the first, then `-s2` and so on. */
export function madeStatementId(quoteId: string, segment: number): string {
  const suffix = segment === 0 ? '' : `-s${segment + 1}`;
  return quoteId.slice(0, MAX_ID - suffix.length) + suffix;
}

/** The statement made for a segment of the quote: what the quote itself says. */
export function madeStatement(quote: AuthoredQuote, segment: number): AuthoredStatement {
  const { speakerIds, gist, occasion, said } = quote;
  const unsaid = { link: null, identifiers: [], extra: {} };
  return { id: madeStatementId(quote.id, segment), speakerIds, gist, occasion, said, ...unsaid };
}

/** The quote with a statement on every segment, and the statements made for those that had none. */
export function withMadeStatements(quote: AuthoredQuote): {
  readonly quote: AuthoredQuote;
  readonly made: readonly { readonly segment: number; readonly statement: AuthoredStatement }[];
} {
  const made = quote.segments.flatMap(({ statementId }, segment) =>
    statementId === null ? [{ segment, statement: madeStatement(quote, segment) }] : [],
  );
  if (made.length === 0) return { quote, made };
  const segments = quote.segments.map((segment, at) => ({
    ...segment,
    statementId: segment.statementId ?? madeStatementId(quote.id, at),
  }));
  return { quote: { ...quote, segments }, made };
}
