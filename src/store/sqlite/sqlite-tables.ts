// SQLite's tables, for drizzle-kit, which takes every table that is exported here by name.
import {
  blob,
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  sqliteView,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { makeTables } from '../sql/tables.ts';

export const TABLES = makeTables({
  table: sqliteTable,
  view: sqliteView,
  text,
  integer,
  real,
  blob,
  index,
  uniqueIndex,
  primaryKey,
  foreignKey,
});

export const { articles, articles_documents, articles_terms, articles_facts } = TABLES;
export const { actors, actors_documents, actors_terms, actors_facts } = TABLES;
export const { events, events_documents, events_terms, events_facts } = TABLES;
export const { quotes, quotes_documents, quotes_terms, quotes_facts } = TABLES;
export const { statements, statements_documents, statements_terms, statements_facts } = TABLES;
export const { disagreements, disagreements_documents, disagreements_terms, disagreements_facts } = TABLES;
export const { events_blocks, events_numbers, events_rollups, events_figures } = TABLES;
export const { quotes_blocks, quotes_numbers, quotes_rollups } = TABLES;
export const { terms, names, words, days, retired, annotations, texts, meta, event_actors } = TABLES;
export const { record_hashes, revisions, changes, codebooks } = TABLES;

/** One row: the SHA-256 of this file. See seal.ts. */
export const seal = sqliteTable('seal', { sha256: text('sha256').notNull() });
