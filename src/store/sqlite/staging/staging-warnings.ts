// What between records can hardly be right, and may be all the same: it is for an editor to look at.
import type Database from 'better-sqlite3';
import { fuzzyDate } from '../../../model/fuzzy-date.ts';
import type { Fault } from '../../port/staging.ts';

interface Saying {
  readonly type: string;
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Authored dates as JSON. */
  readonly said: string;
  readonly published: string;
  readonly article: string;
}

const COLUMNS = `place.file AS file, place.line AS line, place."column" AS "column", article.id AS article,
  article.json ->> 'published' AS published`;
const ARTICLE = `JOIN staged AS article ON article.type = 'article' AND article.id = quote.json ->> 'articleId'`;

/**
 * Quotes, and written statements, beside each article that has them, where the first day of the one lies after the
 * first day of the other: only then are the dates compared in full.
 */
const SAYINGS = `
  SELECT quote.type AS type, quote.id AS id, quote.json ->> 'said' AS said, ${COLUMNS}
  FROM staged AS quote ${ARTICLE} JOIN reference AS place ON place.n = quote.n AND place.path = 'said'
  WHERE quote.type = 'quote' AND quote.day > article.day
  UNION ALL
  SELECT DISTINCT place.type, place.id, place.json ->> 'said', ${COLUMNS}
  FROM staged AS place JOIN reference ON reference.type = 'statement' AND reference.id = place.id
    JOIN staged AS quote ON quote.n = reference.n AND quote.type = 'quote' ${ARTICLE}
  WHERE place.type = 'statement' AND place.made = 0 AND place.day > article.day`;

/** Every warning of what stands between records. */
export function* stagingWarnings(db: Database.Database): Iterable<Fault> {
  for (const row of db.prepare(SAYINGS).iterate() as IterableIterator<Saying>) {
    const { earliest } = fuzzyDate(JSON.parse(row.said));
    const { latest } = fuzzyDate(JSON.parse(row.published));
    if (earliest === null || latest === null || earliest <= latest) continue;
    const { type: recordType, id: recordId, file, line, column, article } = row;
    const message = `said on ${earliest} at the earliest, and "${article}", which has it, was published by ${latest}`;
    const cure = 'mend one of the two dates';
    yield { file, line, column, recordType, recordId, path: 'said', message, cure };
  }
}
