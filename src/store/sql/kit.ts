// The pieces of drizzle that differ between engines. Each engine hands its own to `makeTables`; the types are
// SQLite's, and another engine casts its pieces to them once.
import type * as core from 'drizzle-orm/sqlite-core';

export type Kit = Pick<
  typeof core,
  'text' | 'integer' | 'real' | 'blob' | 'index' | 'uniqueIndex' | 'primaryKey' | 'foreignKey'
> & {
  readonly table: typeof core.sqliteTable;
  readonly view: typeof core.sqliteView;
};
