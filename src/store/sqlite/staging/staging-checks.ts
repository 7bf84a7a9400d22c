// The checks between records, as SQL over staging: no more than one fault is held in memory.
import type Database from 'better-sqlite3';
import type { AuthoredArticle } from '../../../model/article.ts';
import type { AuthoredEvent } from '../../../model/event.ts';
import { fuzzyDate } from '../../../model/fuzzy-date.ts';
import type { Fault } from '../../port/staging.ts';
import { openSuggestions } from './staging-suggestions.ts';

/** A row of `staged` by which a fault is placed. */
interface Row {
  readonly type: string;
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const ROW = `type, id, file, line, "column"`;

/** A row that mentions another record, by the place of the mention, and what else is selected of both. */
function mentions(columns: string): string {
  return `SELECT source.type AS type, source.id AS id, reference.file AS file, reference.line AS line,
    reference."column" AS "column", path, ${columns} FROM reference JOIN staged AS source USING (n)`;
}

/** Every fault between records, kind by kind. */
export function* stagingFaults(db: Database.Database): Iterable<Fault> {
  yield* idsUsedTwice(db);
  yield* missingRecords(db);
  yield* spansBeyondTheirDocument(db);
  yield* parentCycles(db);
  yield* retiredRecords(db);
  yield* plannedAfterTheFact(db);
  yield* quotesOfOtherArticles(db);
  yield* unrenderedStatements(db);
}

function fault(row: Row, path: string | null, message: string, cure: string | null): Fault {
  const { type, id, file, line, column } = row;
  return { file, line, column, recordType: type, recordId: id, path, message, cure };
}

function rowsOf<T>(db: Database.Database, sql: string, ...values: unknown[]): IterableIterator<T> {
  return db.prepare(sql).iterate(...values) as IterableIterator<T>;
}

function* idsUsedTwice(db: Database.Database): Iterable<Fault> {
  const twice = rowsOf<{ type: string; id: string }>(
    db,
    `SELECT type, id FROM staged WHERE type <> 'retired' GROUP BY type, id HAVING count(*) > 1`,
  );
  const uses = db.prepare(`SELECT ${ROW}, made FROM staged WHERE type = ? AND id = ? ORDER BY made, n`);
  // The quote that a statement was made for stands where the statement does.
  const maker = db.prepare(
    `SELECT quote.type, quote.id, quote.file, quote.line, quote."column" FROM reference JOIN staged AS quote USING (n)
     WHERE reference.type = 'statement' AND reference.id = @id AND from_type = 'quote'
       AND (quote.file, quote.line, quote."column") = (@file, @line, @column)`,
  );
  for (const { type, id } of twice) {
    const [first, ...others] = uses.all(type, id) as (Row & { made: 0 | 1 })[];
    if (first === undefined) continue;
    for (const other of others)
      yield other.made === 1
        ? fault(
            maker.get(other) as Row,
            'segments',
            `the statement "${id}" that is made for a segment of this quote has the id of ` +
              `${first.made === 1 ? 'one made for another' : 'one that is written'}, at ${placeOf(first)}`,
            'give the segment a statementId',
          )
        : fault(
            other,
            'id',
            `the ${type} id "${id}" is used twice: first at ${placeOf(first)}`,
            'give one of the two another id, or remove it',
          );
  }
  const retired = rowsOf<Row & { what: string; uses: number }>(
    db,
    `SELECT ${ROW}, json ->> 'type' AS what, count(*) AS uses FROM staged WHERE type = 'retired'
     GROUP BY what, id HAVING uses > 1`,
  );
  for (const row of retired)
    yield fault(row, 'id', `the ${row.what} "${row.id}" is retired ${row.uses} times`, 'retire it once');
}

function placeOf(row: Row): string {
  return `${row.file}:${row.line}`;
}

interface MissingRow extends Row {
  readonly path: string;
  readonly missing_type: string;
  readonly or_type: string | null;
  readonly missing_id: string;
  readonly retired: string | null;
}

function* missingRecords(db: Database.Database): Iterable<Fault> {
  const suggestions = openSuggestions(db);
  const missing = rowsOf<MissingRow>(
    db,
    `${mentions(`reference.type AS missing_type, reference.or_type AS or_type, reference.id AS missing_id,
       (SELECT json FROM staged AS gone WHERE gone.type = 'retired' AND gone.id = reference.id
          AND gone.json ->> 'type' IN (reference.type, reference.or_type)) AS retired`)}
     WHERE NOT EXISTS
       (SELECT 1 FROM staged WHERE staged.type IN (reference.type, reference.or_type) AND staged.id = reference.id)
     AND NOT EXISTS -- what is wrong with the record mentioned is said there
       (SELECT 1 FROM refused WHERE refused.type IN (reference.type, reference.or_type) AND refused.id = reference.id)`,
  );
  for (const row of missing) {
    const { missing_type: type, or_type: orType, missing_id: id } = row;
    const what = orType === null ? type : `${type} or ${orType}`;
    if (row.retired !== null) {
      const { successorId } = JSON.parse(row.retired) as { successorId: string | null };
      const cure = successorId === null ? 'remove the mention' : `write "${successorId}", its successor`;
      yield fault(row, row.path, `the ${what} "${id}" is retired`, cure);
    } else {
      const suggestion =
        suggestions.nearest(type, id) ?? (orType === null ? null : suggestions.nearest(orType, id));
      const cure =
        suggestion === null ? `add the ${what}, or remove the mention` : `did you mean "${suggestion}"?`;
      yield fault(row, row.path, `there is no ${what} "${id}"`, cure);
    }
  }
}

function* spansBeyondTheirDocument(db: Database.Database): Iterable<Fault> {
  const beyond = rowsOf<Row & { path: string; article_id: string; end: number; characters: number }>(
    db,
    `${mentions(`article.id AS article_id, "end", article.json ->> '$.document.characters' AS characters`)}
       JOIN staged AS article ON article.type = 'article' AND article.id = reference.id
     WHERE reference.type = 'article' AND "end" > article.json ->> '$.document.characters'`,
  );
  for (const row of beyond)
    yield fault(
      row,
      row.path,
      `the span ends at ${row.end}, beyond the document of "${row.article_id}" with its ${row.characters} characters`,
      'count Unicode code points from 0, or let `demarche annotate` write the offsets',
    );
}

/** Actors that belong to themselves through others: one fault for each cycle. */
function* parentCycles(db: Database.Database): Iterable<Fault> {
  const inCycle = rowsOf<{ id: string }>(
    db,
    `WITH RECURSIVE link AS MATERIALIZED -- of an id that is used twice the first use counts, so that the way up is one
         (SELECT id, json ->> 'parentId' AS parent FROM staged
          WHERE n IN (SELECT min(n) FROM staged WHERE type = 'actor' GROUP BY id) AND json ->> 'parentId' IS NOT NULL),
       up (id, ancestor) AS
         (SELECT id, parent FROM link UNION SELECT up.id, parent FROM up JOIN link ON link.id = ancestor
          WHERE up.id <> ancestor)
     SELECT id FROM up WHERE id = ancestor ORDER BY id`,
  );
  const first = db.prepare(
    `SELECT ${ROW}, json ->> 'parentId' AS parent FROM staged WHERE type = 'actor' AND id = ? ORDER BY n LIMIT 1`,
  );
  const reported = new Set<string>();
  for (const { id } of inCycle) {
    if (reported.has(id)) continue;
    const cycle = [id];
    for (let next = id; ; ) {
      next = (first.get(next) as { parent: string }).parent;
      cycle.push(next);
      reported.add(next);
      if (next === id) break;
    }
    yield fault(
      first.get(id) as Row,
      'parentId',
      `the actor belongs to itself: ${cycle.join(' → ')}`,
      'remove the parentId of one of them',
    );
  }
}

function* retiredRecords(db: Database.Database): Iterable<Fault> {
  const alive = rowsOf<Row & { what: string; live_file: string; live_line: number }>(
    db,
    `SELECT gone.type AS type, gone.id AS id, gone.file AS file, gone.line AS line, gone."column" AS "column",
       live.type AS what, live.file AS live_file, live.line AS live_line
     FROM staged AS gone JOIN staged AS live ON live.type = gone.json ->> 'type' AND live.id = gone.id
     WHERE gone.type = 'retired'`,
  );
  for (const row of alive)
    yield fault(
      row,
      'id',
      `the ${row.what} "${row.id}" is retired and still there, at ${row.live_file}:${row.live_line}`,
      'remove one of the two',
    );

  const suggestions = openSuggestions(db);
  const lost = rowsOf<Row & { what: string; successor: string }>(
    db,
    `SELECT ${ROW}, json ->> 'type' AS what, json ->> 'successorId' AS successor FROM staged AS gone
     WHERE type = 'retired' AND successor IS NOT NULL AND NOT EXISTS
       (SELECT 1 FROM staged AS live WHERE live.type = gone.json ->> 'type' AND live.id = gone.json ->> 'successorId')
     AND NOT EXISTS
       (SELECT 1 FROM refused WHERE refused.type = gone.json ->> 'type' AND refused.id = gone.json ->> 'successorId')`,
  );
  for (const row of lost) {
    const suggestion = suggestions.nearest(row.what, row.successor);
    yield fault(
      row,
      'successorId',
      `there is no ${row.what} "${row.successor}"`,
      suggestion === null
        ? 'name the record that stands in its place now, or null'
        : `did you mean "${suggestion}"?`,
    );
  }
}

/** What is planned lies ahead: not before every article that reports it. */
function* plannedAfterTheFact(db: Database.Database): Iterable<Fault> {
  const planned = rowsOf<Row & { json: string }>(
    db,
    `SELECT ${ROW}, json FROM staged WHERE type = 'event' AND json ->> 'status' = 'planned'`,
  );
  const articleJson = db.prepare(`SELECT json FROM staged WHERE type = 'article' AND id = ?`).pluck();
  for (const row of planned) {
    const event = JSON.parse(row.json) as AuthoredEvent;
    const { latest } = fuzzyDate(event.date);
    const published = event.reports.flatMap(({ span }) => {
      if (span === null) return [];
      const json = articleJson.get(span.articleId) as string | undefined;
      return [
        json === undefined ? null : fuzzyDate((JSON.parse(json) as AuthoredArticle).published).earliest,
      ];
    });
    if (latest === null || published.length === 0) continue;
    if (published.every((day) => day !== null && latest < day))
      yield fault(
        row,
        'status',
        `the event is planned for ${latest} at the latest, before every article that reports it was published`,
        'use the status occurred or alleged, or mend the date',
      );
  }
}

/** A report in one article cannot be carried by a quote from another. */
function* quotesOfOtherArticles(db: Database.Database): Iterable<Fault> {
  const strays = rowsOf<Row & { path: string; quote_id: string; quoted: string; reported: string }>(
    db,
    `${mentions(`quote.id AS quote_id, quote.json ->> 'articleId' AS quoted,
       source.json ->> ('$.' || substr(path, 1, instr(path, ']')) || '.span.articleId') AS reported`)}
       JOIN staged AS quote ON quote.type = 'quote' AND quote.id = reference.id
     WHERE reference.type = 'quote' AND reference.from_type = 'event' AND path LIKE 'reports[%' AND quoted <> reported`,
  );
  for (const row of strays)
    yield fault(
      row,
      row.path,
      `the report is in "${row.reported}", and the quote "${row.quote_id}" is from "${row.quoted}"`,
      `name a quote from "${row.reported}", or move it to a report in "${row.quoted}"`,
    );
}

function* unrenderedStatements(db: Database.Database): Iterable<Fault> {
  const unrendered = rowsOf<Row>(
    db,
    `SELECT ${ROW} FROM staged AS statement WHERE type = 'statement' AND made = 0
     AND id NOT IN (SELECT value FROM refused, json_each(statement_ids))
     AND NOT EXISTS
       (SELECT 1 FROM reference WHERE reference.type = 'statement' AND reference.id = statement.id
          AND from_type = 'quote')`,
  );
  for (const row of unrendered)
    yield fault(
      row,
      'id',
      `no quote renders the statement "${row.id}"`,
      "name it as the statementId of a quote's segment, or remove it",
    );
}
