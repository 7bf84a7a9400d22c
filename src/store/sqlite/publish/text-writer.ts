// Writes the words of records into the tables that are searched.
import type Database from 'better-sqlite3';
import type { ResourceName } from '../../../query/condition.ts';
import { MAX_NEAR, MIN_NEAR } from '../../../query/text/near-words.ts';
import { RESOURCES } from '../../../resources/index.ts';
import type { RenderedRecord } from '../../port/target.ts';
import { rowWriter } from '../row-writer.ts';
import { textColumns, textTable } from '../text-tables.ts';

export interface TextWriter {
  /** @param firstKey of the records, which follow one another. */
  write(records: readonly RenderedRecord[], firstKey: number): void;
}

export function textWriter(database: Database.Database, resource: ResourceName): TextWriter {
  const fields = Object.keys(RESOURCES[resource].texts);
  const add = rowWriter(database, textTable(resource), ['rowid', ...textColumns(resource)]);
  return {
    write: (records, firstKey) =>
      add(
        records.map(({ words }, index) => [firstKey + index, ...fields.map((field) => words[field] ?? '')]),
      ),
  };
}

/** Merges what was written in parts, so that each word is looked up in one place. */
export function optimizeText(database: Database.Database, resource: ResourceName): void {
  const table = textTable(resource);
  database.prepare(`insert into ${table} (${table}) values ('optimize')`).run();
}

/** Notes the words of the texts, those that another can be taken for: in their order, from the index as it stands. */
export function writeVocabulary(database: Database.Database, resource: ResourceName): void {
  database.exec(
    `create virtual table temp.vocabulary using fts5vocab('main', '${textTable(resource)}', 'row')`,
  );
  database
    .prepare(
      `insert into words (resource, word, count) select ?, term, doc from temp.vocabulary
        where length(term) between ? and ? and term glob '*[^0-9]*' order by term`,
    )
    .run(resource, MIN_NEAR, MAX_NEAR);
  database.exec('drop table temp.vocabulary');
}
