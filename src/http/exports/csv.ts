// Writes tables as CSV (RFC 4180): a header, CRLF, quotes where needed, UTF-8. Other delimiters than its comma are a choice.
import { stringify } from 'csv-stringify/sync';
import type { Cell, CellKind } from '../../resources/csv-columns.ts';
import { guardedAddress, guardedJson, guardedText } from './formula-guard.ts';

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/** Separates the values of a cell. No id, code or country contains it. */
export const SEPARATOR = '|';
/** Replaces the separator within a value of several, so that splitting a cell gives its values. */
const BROKEN_BAR = '¦';
/** Excel reads a file as UTF-8 only if it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The delimiters by their names in requests: a tab has no other name there. */
export const DELIMITERS = { ',': ',', ';': ';', tab: '\t' } as const;
export type Delimiter = keyof typeof DELIMITERS;

export interface CsvOptions {
  /** What stands between cells. */
  readonly delimiter: Delimiter;
  /** Whether to leave text that a spreadsheet could take for a formula unchanged; otherwise it is guarded. */
  readonly raw: boolean;
  /** Whether to begin with a byte order mark. */
  readonly bom: boolean;
}

/** The columns of a table by name, in order. */
type ColumnKinds = Readonly<Record<string, { readonly kind: CellKind }>>;

/** The text of the table in chunks: the header with the first batch of rows, then each further batch. */
export async function* csvChunks(
  columns: ColumnKinds,
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
  { delimiter, raw, bom }: CsvOptions,
): AsyncGenerator<string> {
  const kinds = Object.values(columns).map(({ kind }) => kind);
  const lines = (rows: string[][]) =>
    // With a custom record delimiter the library does not quote a lone CR or LF, which readers take for a line end.
    stringify(rows, {
      delimiter: DELIMITERS[delimiter],
      record_delimiter: 'windows',
      quoted_match: /[\r\n]/,
    });
  let head = `${bom ? BYTE_ORDER_MARK : ''}${lines([Object.keys(columns)])}`;
  for await (const rows of batches) {
    yield head + lines(rows.map((row) => row.map((cell, index) => cellText(cell, kinds[index], raw))));
    head = '';
  }
  if (head !== '') yield head;
}

/** How the text of a cell is guarded; cells of other kinds hold nothing that an author could choose freely. */
const GUARDS: Partial<Record<CellKind, (text: string) => string>> = {
  text: guardedText,
  json: guardedJson,
  address: guardedAddress,
};

function cellText(cell: Cell, kind: CellKind | undefined, raw: boolean): string {
  const text = Array.isArray(cell) ? joined(cell) : String(cell ?? '');
  const guard = kind === undefined || raw ? undefined : GUARDS[kind];
  return guard?.(text) ?? text;
}

/** Several values in one cell; empty where all are unknown. */
export function joined(values: readonly (string | null)[]): string {
  if (values.every((value) => value === null)) return '';
  return values.map((value) => (value ?? '').replaceAll(SEPARATOR, BROKEN_BAR)).join(SEPARATOR);
}
