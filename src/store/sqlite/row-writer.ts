// Inserts many rows by few statements.
import type Database from 'better-sqlite3';
import { columnName } from '../sql/table-names.ts';

/** Ten rows a statement: 1.5 to 2.4 times as fast as one by one, where fifty gain nothing more (measured). */
const BATCH = 10;

export type RowWriter = (rows: readonly (readonly unknown[])[]) => void;

/** Prepares inserts into a table, `schema.table` included. Names come from the code, never from data. */
export function rowWriter(database: Database.Database, table: string, columns: readonly string[]): RowWriter {
  const insert = `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')}) values `;
  const row = `(${columns.map(() => '?').join(', ')})`;
  const many = database.prepare(insert + Array(BATCH).fill(row).join(', '));
  const one = database.prepare(insert + row);
  return (rows) => {
    const batched = rows.length - (rows.length % BATCH);
    for (let start = 0; start < batched; start += BATCH) many.run(...rows.slice(start, start + BATCH).flat());
    for (const values of rows.slice(batched)) one.run(...values);
  };
}

/** A row by the names of its fields: `firstKey` is the column `first_key`. */
export type NamedRow<Field extends string> = Readonly<Record<Field, unknown>>;
export type NamedRowWriter<Field extends string> = (rows: readonly NamedRow<Field>[]) => void;

/** Prepares inserts into a table. */
export type OpenWriter = <Field extends string>(
  table: string,
  fields: readonly Field[],
) => NamedRowWriter<Field>;

/** As `rowWriter`, for rows that name their columns. What else a row has is left out. */
export function namedRowWriter<Field extends string>(
  database: Database.Database,
  table: string,
  fields: readonly Field[],
): NamedRowWriter<Field> {
  const write = rowWriter(database, table, fields.map(columnName));
  return (rows) => write(rows.map((row) => fields.map((field) => row[field])));
}
