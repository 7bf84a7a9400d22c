// Tables as CSV (RFC 4180): a header, CRLF, quotes where they are needed, UTF-8. Whatever has columns and rows can be
// written with this.
import { stringify } from 'csv-stringify/sync';
import type { Cell, CellKind } from '../../resources/csv-columns.ts';

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/** Parts the values of a cell. No id, code or country holds it. */
export const SEPARATOR = '|';
/** Stands in a value of several for the separator, so that a split always gives each value whole. */
const BROKEN_BAR = '¦';
/** Excel reads a file as UTF-8 only where this comes first. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What spreadsheets may take for the beginning of a formula, with the full-width forms that some of them fold:
 * https://owasp.org/www-community/attacks/CSV_Injection.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

export interface CsvOptions {
  /** Leaves text that looks like a formula as it is; else it gets an apostrophe before it. */
  readonly raw: boolean;
  /** Begins with a byte order mark. */
  readonly bom: boolean;
}

/** The columns of a table, by name, in order. */
type Kinds = Readonly<Record<string, { readonly kind: CellKind }>>;

/** The table as it is sent: the header with the first rows, then the rows of each further batch. */
export async function* csvChunks(
  columns: Kinds,
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
  { raw, bom }: CsvOptions,
): AsyncGenerator<string> {
  const kinds = Object.values(columns).map(({ kind }) => kind);
  let head = `${bom ? BYTE_ORDER_MARK : ''}${lines([Object.keys(columns)])}`;
  for await (const rows of batches) {
    yield head + lines(rows.map((row) => row.map((cell, index) => textOf(cell, kinds[index], raw))));
    head = '';
  }
  if (head !== '') yield head;
}

function lines(rows: readonly (readonly string[])[]): string {
  // With a line end of its own choosing the library leaves a lone CR or LF bare, which readers take for one.
  return stringify(rows as string[][], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

function textOf(cell: Cell, kind: CellKind | undefined, raw: boolean): string {
  const text = Array.isArray(cell) ? joined(cell) : String(cell ?? '');
  return kind === 'text' && !raw && FORMULA.test(text) ? `'${text}` : text;
}

/** Many values in one cell; empty where all are unknown. */
function joined(values: readonly (string | null)[]): string {
  if (values.every((value) => value === null)) return '';
  return values.map((value) => (value ?? '').replaceAll(SEPARATOR, BROKEN_BAR)).join(SEPARATOR);
}
