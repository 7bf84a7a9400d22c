// The table of figures, apart from the columns of a record: most have few, and of many names.
import type * as core from 'drizzle-orm/sqlite-core';
import type { AnyResource } from '../../resources/resource.ts';
import { figuresTable } from './table-names.ts';

/** Of what drizzle builds tables of, what this one needs. */
type Builders = Pick<typeof core, 'text' | 'integer' | 'real' | 'index' | 'primaryKey'> & {
  readonly table: typeof core.sqliteTable;
};

/**
 * The figures of a resource that has any: to bound by, found by the key of a record, and in order. The term is that of
 * the figure's name.
 */
export function figureTable(
  { table, text, integer, real, index, primaryKey }: Builders,
  { name, figures }: AnyResource,
) {
  if (figures === null) return {};
  const columns = {
    termId: integer('term_id').notNull(),
    key: integer('key').notNull(),
    value: real('value').notNull(),
    id: text('id').notNull(),
  };
  return {
    [figuresTable(name)]: table(figuresTable(name), columns, (rows) => [
      primaryKey({ columns: [rows.termId, rows.key] }),
      index(`${figuresTable(name)}_order`).on(rows.termId, rows.value, rows.id),
    ]),
  };
}
