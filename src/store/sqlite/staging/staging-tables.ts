// The tables of a staging file. Raw SQL, because a staging file is always SQLite and
// lives only as long as one load.
import type Database from 'better-sqlite3';

/** `n` is the order of arrival. `json` comes last, so that a scan of the rest reads no overflow pages. */
export const TABLES = `
  CREATE TABLE staged (
    n INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, day TEXT,
    file TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL, hash TEXT NOT NULL,
    made INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT;
  CREATE TABLE reference (
    n INTEGER NOT NULL, from_type TEXT NOT NULL, path TEXT NOT NULL, type TEXT NOT NULL, or_type TEXT, id TEXT NOT NULL,
    "end" INTEGER, file TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE refused (
    type TEXT NOT NULL, id TEXT NOT NULL, statement_ids TEXT NOT NULL, PRIMARY KEY (type, id)
  ) STRICT, WITHOUT ROWID;
`;

/** Made once the rows are in: several times cheaper than keeping them while rows arrive in any order. */
export const INDEXES = `
  CREATE INDEX staged_by_id ON staged (type, id);
  CREATE INDEX staged_by_day ON staged (type, day, id);
  CREATE INDEX reference_by_target ON reference (type, id, from_type, n);
  CREATE INDEX reference_by_source ON reference (n);
`;

/** What the lookups ask for, taken out of the records by SQL when all are in: see `derive`. */
const DERIVED = `
  CREATE TABLE rendition AS
    SELECT segment.value ->> 'statementId' AS statement_id, staged.id AS quote_id, segment.key AS segment,
      segment.value ->> 'extent' AS extent
    FROM staged, json_each(staged.json, '$.segments') AS segment WHERE staged.type = 'quote';
  CREATE INDEX rendition_by_statement ON rendition (statement_id, quote_id, segment);

  CREATE TABLE subject AS
    SELECT DISTINCT about.value ->> 'type' AS type, about.value ->> 'id' AS id, staged.id AS disagreement_id
    FROM staged, json_each(staged.json, '$.about') AS about WHERE staged.type = 'disagreement';
  CREATE INDEX subject_by_id ON subject (type, id, disagreement_id);

  CREATE TABLE actor_count AS
    SELECT id, sum(as_source) AS as_source, sum(as_target) AS as_target, sum(quotes) AS quotes,
      sum(statements) AS statements
    FROM (
      SELECT part.value ->> 'actorId' AS id, max(part.value ->> 'role' = 'source') AS as_source,
        max(part.value ->> 'role' = 'target') AS as_target, 0 AS quotes, 0 AS statements
      FROM staged, json_each(staged.json, '$.participants') AS part WHERE staged.type = 'event'
      GROUP BY staged.n, part.value ->> 'actorId'
      UNION ALL
      SELECT speaker.value, 0, 0, count(DISTINCT staged.n) FILTER (WHERE staged.type = 'quote'),
        count(DISTINCT staged.n) FILTER (WHERE staged.type = 'statement')
      FROM staged, json_each(staged.json, '$.speakerIds') AS speaker WHERE staged.type IN ('quote', 'statement')
      GROUP BY speaker.value
    ) GROUP BY id;
  CREATE UNIQUE INDEX actor_count_by_id ON actor_count (id);

  CREATE TABLE part AS
    SELECT DISTINCT related.value ->> 'eventId' AS whole_id, staged.n AS n
    FROM (SELECT DISTINCT n FROM reference WHERE type = 'event' AND from_type = 'event') AS referring
      CROSS JOIN staged USING (n), json_each(staged.json, '$.related') AS related
    WHERE related.value ->> 'relation' = 'partOf';
  CREATE INDEX part_by_whole ON part (whole_id, n);

  -- CROSS JOIN keeps SQLite from turning a join round, which made this quadratic (measured).
  -- The articles that an actor rests on, of those with cautions or disagreements: where events it takes part in are
  -- reported, where it is quoted or passes quotes on, where statements of its are rendered, and where its titles are
  -- stated.
  CREATE TABLE caution AS
    SELECT DISTINCT staged.id AS article_id, entry.value ->> 'kind' AS kind
    FROM staged, json_each(staged.json, '$.cautions') AS entry WHERE staged.type = 'article';
  CREATE INDEX caution_by_article ON caution (article_id, kind);
  CREATE TABLE resting AS
    SELECT DISTINCT article_id, from_type, reference.n AS n
    FROM (SELECT article_id FROM caution UNION SELECT id FROM subject WHERE type = 'article') AS warned
      CROSS JOIN reference ON reference.type = 'article' AND reference.id = article_id
    WHERE from_type IN ('event', 'quote') OR (from_type = 'actor' AND path LIKE 'roles%');
  CREATE TABLE actor_article AS
    SELECT part.value ->> 'actorId' AS actor_id, article_id
    FROM resting JOIN staged USING (n), json_each(staged.json, '$.participants') AS part WHERE from_type = 'event'
    UNION
    SELECT speaker.value, article_id
    FROM resting JOIN staged USING (n), json_each(staged.json, '$.speakerIds') AS speaker WHERE from_type = 'quote'
    UNION
    SELECT speaker.value, article_id
    FROM resting CROSS JOIN staged AS quote USING (n), json_each(quote.json, '$.segments') AS segment
      CROSS JOIN staged AS statement ON statement.type = 'statement' AND statement.id = segment.value ->> 'statementId',
      json_each(statement.json, '$.speakerIds') AS speaker
    WHERE from_type = 'quote'
    UNION
    SELECT channel.value, article_id
    FROM resting JOIN staged USING (n), json_each(staged.json, '$.viaIds') AS channel WHERE from_type = 'quote'
    UNION
    SELECT staged.id, article_id FROM resting CROSS JOIN staged USING (n) WHERE from_type = 'actor';
  CREATE INDEX actor_article_by_actor ON actor_article (actor_id, article_id);
`;

/** Makes the derived tables from the records as they now stand. */
export function derive(db: Database.Database): void {
  for (const table of ['rendition', 'subject', 'actor_count', 'part', 'caution', 'resting', 'actor_article'])
    db.exec(`DROP TABLE IF EXISTS ${table}`);
  db.exec(DERIVED);
}
