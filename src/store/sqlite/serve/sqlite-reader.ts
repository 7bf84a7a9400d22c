// Runs SQL on one open file, each statement prepared once.
import type Database from 'better-sqlite3';
import { type SQL, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { LRUCache } from 'lru-cache';
import type { Reader } from '../../sql/reader.ts';
import { matchingSql } from './text-match.ts';

/** Shapes of query are few (filters, padded lists, orders); dropped statements are freed with their last use. */
const STATEMENTS = 500;

export interface Run {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** @param watch sees every statement that runs: for tests of plans. */
export function sqliteReader(database: Database.Database, watch?: (run: Run) => void): Reader {
  const dialect = new SQLiteSyncDialect();
  const statements = new LRUCache<string, Database.Statement>({
    max: STATEMENTS,
    memoMethod: (text) => database.prepare(text),
  });
  const all = (query: SQL, pluck: boolean) => {
    const { sql: text, params: values } = dialect.sqlToQuery(query);
    watch?.({ text, values });
    return statements
      .memo(text)
      .pluck(pluck)
      .all(...values);
  };
  return {
    rows: async <Row>(query: SQL) => all(query, false) as Row[],
    numbers: async (query) => all(query, true) as number[],
    unindexed: (column) => sql`+${column}`,
    matching: matchingSql,
  };
}
