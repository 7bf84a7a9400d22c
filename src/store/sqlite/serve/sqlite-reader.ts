// Runs SQL on one open file, each statement prepared once.
import Database from 'better-sqlite3';
import { type SQL, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { LRUCache } from 'lru-cache';
import type { ResourceName } from '../../../query/condition.ts';
import type { TextTerm } from '../../../query/text/text-query.ts';
import type { Reader, ShapedQuery, TextCondition } from '../../sql/reader.ts';
import { columnName } from '../../sql/table-names.ts';
import { textTable } from '../text-tables.ts';
import type { FileIntegrity } from './file-integrity.ts';

/** Shapes of query are few (filters, padded lists, orders); dropped statements are freed with their last use. */
const STATEMENTS = 500;

export interface ExecutedQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface ShapedStatement {
  readonly text: string;
  readonly statement: Database.Statement;
}

/** What SQLite says where a page is not as it writes them. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB)/;

/**
 * What a query throws, or gives, from a file that is damaged or was changed never leaves here.
 * @param watch sees every statement that runs: for tests of plans.
 */
export function sqliteReader(
  database: Database.Database,
  bytes: Pick<FileIntegrity, 'confirm' | 'markDamaged'>,
  watch?: (query: ExecutedQuery) => void,
): Reader {
  const dialect = new SQLiteSyncDialect();
  const statements = new LRUCache<string, Database.Statement>({
    max: STATEMENTS,
    memoMethod: (text) => database.prepare(text),
  });
  /** Reads with a statement, and holds what it gives or throws against the state of the file. */
  const read = <Result>({ text, values }: ExecutedQuery, run: () => Result): Result => {
    watch?.({ text, values });
    try {
      const result = run();
      bytes.confirm();
      return result;
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
      if (DAMAGE.test(error.code)) bytes.markDamaged();
      bytes.confirm();
      throw error;
    }
  };
  const executed = (query: SQL): ExecutedQuery => {
    const { sql: text, params: values } = dialect.sqlToQuery(query);
    return { text, values };
  };
  const all = (query: SQL, pluck: boolean) => {
    const { text, values } = executed(query);
    return read({ text, values }, () =>
      statements
        .memo(text)
        .pluck(pluck)
        .all(...values),
    );
  };
  const shapes = new LRUCache<string, ShapedStatement>({ max: STATEMENTS });
  /** Once for each shape: the SQL, held against the values that its shape names. */
  const prepareShape = ({ shape, values }: ShapedQuery, query: SQL): ShapedStatement => {
    const { text, values: bound } = executed(query);
    const isTrue = bound.length === values.length && bound.every((value, index) => value === values[index]);
    if (!isTrue)
      throw new Error(`The query of the shape "${shape}" binds other values than its shape names.`);
    const prepared = { text, statement: database.prepare(text) };
    shapes.set(shape, prepared);
    return prepared;
  };
  return {
    rows: async <Row>(query: SQL) => all(query, false) as Row[],
    prepared: async <Row>({ shape, values }: ShapedQuery, build: () => SQL) => {
      const { text, statement } = shapes.get(shape) ?? prepareShape({ shape, values }, build());
      return read({ text, values }, () => statement.all(...values) as Row[]);
    },
    rowsUntil: async <Row>(query: SQL, isLast: (row: Row) => boolean) => {
      const { text, values } = executed(query);
      return read({ text, values }, () => {
        const rows: Row[] = [];
        for (const row of statements
          .memo(text)
          .pluck(false)
          .iterate(...values) as IterableIterator<Row>) {
          rows.push(row);
          if (isLast(row)) break;
        }
        return rows;
      });
    },
    numbers: async (query) => all(query, true) as number[],
    unindexed: (column) => sql`+${column}`,
    matching: matchingSql,
  };
}

/** In FTS5's own language. Words hold letters, marks and digits only, so nothing in them can be taken for syntax. */
function matchingSql(resource: ResourceName, condition: TextCondition): SQL {
  const table = sql.identifier(textTable(resource));
  return sql`(select rowid as key from ${table} where ${table} match ${expressionOf(condition)})`;
}

function expressionOf({ query: { all, none }, fields }: TextCondition): string {
  const wanted = all.map(termOf).join(' AND ');
  const expression = none.length === 0 ? wanted : `(${wanted}) NOT (${none.map(termOf).join(' OR ')})`;
  return fields === null ? expression : `{${fields.map(columnName).join(' ')}} : (${expression})`;
}

function termOf({ words, prefix }: TextTerm): string {
  return `"${words.join(' ')}"${prefix ? ' *' : ''}`;
}
