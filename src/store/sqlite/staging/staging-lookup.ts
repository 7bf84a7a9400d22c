// What a record may ask about its neighbours while it is rendered, answered from staging one look-up at a time.
import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { AuthoredActor } from '../../../model/actor.ts';
import type { AuthoredArticle } from '../../../model/article.ts';
import type { TravellingCaution } from '../../../model/caution.ts';
import { type AuthoredCodebook, CodeTree, MOST_CODEBOOKS } from '../../../model/codebook/own-codebook.ts';
import type { AuthoredDisagreement } from '../../../model/disagreement.ts';
import type { AuthoredEvent } from '../../../model/event.ts';
import type { AuthoredQuote } from '../../../model/quote.ts';
import type { FilePlace, StagedDocument, StagedPassage, StagingLookup, Turn } from '../../port/staging.ts';

/** Parsed records at hand: some kilobytes each, so ten thousand actors are about twenty megabytes. */
const ACTORS = 10_000;
const ARTICLES = 2_000;
const QUOTES = 1_000;
/** Articles whose kinds of cautions are at hand: mostly none, so a hundred bytes each. */
const CAUTIONED = 20_000;
/** Ids of a type that are known to be disputed: a hundred bytes each, and most sets have few. */
const DISPUTED = 20_000;
/** Ids of events that others are part of, as many. */
const WHOLES = 20_000;
/** Schemes that are known to have a codebook, or none. */
const MOST_SCHEMES = 100;
/** The same things of one article are looked up several times, one after the other, and then no more. */
const RECENT_ARTICLES = 2;

/** @param prepare makes ready what a read needs; called before every read. */
export function openLookup(
  db: Database.Database,
  prepare: (need: 'indexes' | 'derived') => void,
): StagingLookup & { forget(): void } {
  const caches: { clear(): void }[] = [];
  const statements = new Map<string, Database.Statement>();

  function read(need: 'indexes' | 'derived', sql: string): Database.Statement {
    prepare(need);
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  /** A look-up by one id, with its latest answers kept. */
  function cached<T extends object>(max: number, find: (id: string) => T): (id: string) => T {
    const cache = new LRUCache<string, T>({ max, memoMethod: find });
    caches.push(cache);
    return (id) => cache.memo(id);
  }

  function record<T>(type: string, max: number): (id: string) => T | null {
    const find = cached(max, (id) => {
      const row = read('indexes', 'SELECT json FROM staged WHERE type = ? AND id = ?').get(type, id);
      return { found: row === undefined ? null : (JSON.parse((row as { json: string }).json) as T) };
    });
    return (id) => find(id).found;
  }

  /** Records of a type with a passage in the article, or that name it, in byte order of id. */
  function inArticle<T>(type: string): (articleId: string) => readonly T[] {
    return cached(RECENT_ARTICLES, (articleId) => {
      const rows = read(
        'indexes',
        `SELECT json FROM staged WHERE n IN
           (SELECT n FROM reference WHERE type = 'article' AND id = ? AND from_type = ?) ORDER BY id`,
      ).all(articleId, type);
      return (rows as { json: string }[]).map(({ json }) => JSON.parse(json) as T);
    });
  }

  const actor = record<AuthoredActor>('actor', ACTORS);
  const codebook = record<AuthoredCodebook>('codebook', MOST_CODEBOOKS);
  const tree = cached(MOST_SCHEMES, (scheme) => {
    const found = codebook(scheme);
    return { tree: found === null ? null : new CodeTree(found) };
  });

  /** Whether any row answers at all: most records have no disagreement and no caution, and are spared the question. */
  const answers = cached(100, (sql: string) => ({ any: read('derived', sql).get() !== undefined }));
  const isDisputed = (type: string) => answers(`SELECT 1 FROM subject WHERE type = '${type}' LIMIT 1`).any;
  const disputed = cached(100, (type) => {
    const ids = read('derived', `SELECT DISTINCT id FROM subject WHERE type = ? LIMIT ${DISPUTED}`).pluck();
    return new Set(ids.all(type) as string[]);
  });
  /** Whether there may be disagreements about a record: surely not, where all that there are are known. */
  const mayBeDisputed = (type: string, id: string) => {
    const ids = disputed(type);
    return ids.size === DISPUTED || ids.has(id);
  };
  const wholes = cached(1, () => {
    const ids = read('derived', `SELECT DISTINCT whole_id FROM part LIMIT ${WHOLES}`).pluck();
    return new Set(ids.all() as string[]);
  });
  const isCautioned = () => answers('SELECT 1 FROM caution LIMIT 1').any;
  const kindsOf = cached(CAUTIONED, (articleId) => {
    const sql = 'SELECT kind FROM caution WHERE article_id = ? ORDER BY kind';
    return read('derived', sql).pluck().all(articleId) as TravellingCaution['kind'][];
  });

  return {
    actor,
    article: record<AuthoredArticle>('article', ARTICLES),
    quote: record<AuthoredQuote>('quote', QUOTES),
    codeTree: (scheme) => tree(scheme).tree,
    family: cached(ACTORS, (actorId) => {
      const members: string[] = [];
      for (let id: string | null = actorId; id !== null && !members.includes(id); ) {
        members.push(id);
        id = actor(id)?.parentId ?? null;
      }
      return members;
    }),
    eventsOfArticle: inArticle<AuthoredEvent>('event'),
    quotesOfArticle: inArticle<AuthoredQuote>('quote'),
    actorsInArticle: inArticle<AuthoredActor>('actor'),
    disagreementsInArticle: inArticle<AuthoredDisagreement>('disagreement'),
    disagreementsAbout(type, id) {
      if (!mayBeDisputed(type, id)) return [];
      const sql =
        'SELECT disagreement_id AS id FROM subject WHERE type = ? AND id = ? ORDER BY disagreement_id';
      return (read('derived', sql).all(type, id) as { id: string }[]).map((row) => row.id);
    },
    *partsOf(eventId) {
      const known = wholes('');
      if (known.size < WHOLES && !known.has(eventId)) return;
      const sql = 'SELECT json FROM part CROSS JOIN staged USING (n) WHERE whole_id = ?';
      for (const json of read('derived', sql).pluck().iterate(eventId))
        yield JSON.parse(json as string) as AuthoredEvent;
    },
    renditions(statementId) {
      const sql = `SELECT quote_id AS quoteId, segment, extent FROM rendition WHERE statement_id = ?
        ORDER BY quote_id, segment`;
      return read('derived', sql).all(statementId) as ReturnType<StagingLookup['renditions']>;
    },
    actorCounts(actorId) {
      const sql = `SELECT as_source AS eventsAsSource, as_target AS eventsAsTarget, quotes, statements
        FROM actor_count WHERE id = ?`;
      const counts = read('derived', sql).get(actorId) as
        | ReturnType<StagingLookup['actorCounts']>
        | undefined;
      return counts ?? { eventsAsSource: 0, eventsAsTarget: 0, quotes: 0, statements: 0 };
    },
    cautionsOf(articleId) {
      return isCautioned() ? kindsOf(articleId) : [];
    },
    actorCautions(actorId) {
      if (!isCautioned()) return [];
      const sql = `SELECT article_id AS articleId, kind FROM actor_article JOIN caution USING (article_id)
        WHERE actor_id = ? ORDER BY article_id, kind`;
      return read('derived', sql).all(actorId) as TravellingCaution[];
    },
    actorDisagreements(actorId) {
      if (!isDisputed('actor') && !isDisputed('article')) return [];
      const sql = `SELECT disagreement_id FROM subject WHERE type = 'actor' AND id = @actorId
        UNION SELECT disagreement_id FROM actor_article JOIN subject ON type = 'article' AND id = article_id
        WHERE actor_id = @actorId ORDER BY 1`;
      return read('derived', sql).pluck().all({ actorId }) as string[];
    },
    *passages() {
      const sql = `SELECT reference.id AS articleId, staged.type AS type, staged.id AS id, path, json,
          reference.file AS file, reference.line AS line, reference."column" AS "column"
        FROM reference JOIN staged USING (n)
        WHERE reference.type = 'article' AND "end" IS NOT NULL ORDER BY reference.id`;
      yield* read('indexes', sql).iterate() as IterableIterator<StagedPassage>;
    },
    *documents() {
      const sql = `SELECT staged.id AS id, reference.file AS file, reference.line AS line,
          reference."column" AS "column", json ->> '$.document.sha256' AS sha256,
          json ->> '$.document.characters' AS characters
        FROM reference JOIN staged USING (n)
        WHERE staged.type = 'article' AND path = 'document.sha256' ORDER BY staged.id`;
      yield* read('indexes', sql).iterate() as IterableIterator<StagedDocument>;
    },
    placeOf(type, id, path) {
      const sql = `SELECT coalesce(reference.file, staged.file) AS file, coalesce(reference.line, staged.line) AS line,
          coalesce(reference."column", staged."column") AS "column"
        FROM staged LEFT JOIN reference ON reference.n = staged.n AND path = ? WHERE staged.type = ? AND staged.id = ?`;
      return read('indexes', sql).get(path, type, id) as FilePlace;
    },
    forget() {
      for (const cache of caches) cache.clear();
    },
  };
}

type StagedJson = { id: string; json: string };

/** Authored records of a type by day, unknown first, then id, as JSON: all of them, or those of one turn. */
export function recordsInKeyOrder(db: Database.Database, type: string, turn?: Turn): Iterable<StagedJson> {
  const select = (columns: string) =>
    db.prepare(`SELECT ${columns} FROM staged WHERE type = ? ORDER BY type, day, id`);
  if (turn === undefined || turn.every === 1)
    return select('id, json').iterate(type) as IterableIterator<StagedJson>;
  return recordsOfTurn(db, select('n').pluck().iterate(type) as IterableIterator<number>, turn);
}

/** What is another's turn is passed over in the index, without its JSON. */
function* recordsOfTurn(
  db: Database.Database,
  all: Iterable<number>,
  { size, first, every }: Turn,
): Iterable<StagedJson> {
  const read = db.prepare('SELECT id, json FROM staged WHERE n = ?');
  let place = 0;
  for (const n of all) {
    if (Math.floor(place / size) % every === first) yield read.get(n) as StagedJson;
    place += 1;
  }
}
