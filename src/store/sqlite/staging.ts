// Staging on a temporary SQLite file: records arrive in any order and are read back in key order, checked by SQL
// and looked up one by one. Nothing here is durable: the file is gone when the load ends.
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { RecordType } from '../../model/disagreement.ts';
import type { StagedRecord, Staging } from '../store.ts';
import { rowWriter } from './row-writer.ts';
import { stagingFaults } from './staging-checks.ts';
import { openLookup } from './staging-lookup.ts';
import { derive, INDEXES, TABLES } from './staging-tables.ts';

const RECORD_COLUMNS = ['n', 'type', 'id', 'day', 'file', 'line', '"column"', 'hash', 'json'];
const REFERENCE_COLUMNS = ['n', 'from_type', 'path', 'type', 'id', '"end"', 'file', 'line', '"column"'];

/** @param path where to keep the file, on local disk; whatever stands there is replaced. */
export function openStaging(path: string): Staging {
  removeFiles(path);
  const db = new Database(path);
  configure(db);
  db.exec(TABLES);
  const writeRecords = rowWriter(db, 'staged', RECORD_COLUMNS);
  const writeReferences = rowWriter(db, 'reference', REFERENCE_COLUMNS);
  const refuse = db.prepare('INSERT OR IGNORE INTO refused VALUES (?, ?, ?)');
  const lookup = openLookup(db, prepare);

  let arrived = 0;
  let indexed = false;
  let derived = false;

  /** Makes ready what reads need, once after the records have changed. */
  function prepare(need: 'indexes' | 'derived'): void {
    if (!indexed) {
      db.exec(INDEXES);
      db.pragma('analysis_limit = 1000');
      db.exec('ANALYZE');
      indexed = true;
    }
    if (need === 'derived' && !derived) {
      derive(db);
      derived = true;
    }
  }

  const stage = db.transaction((records: readonly StagedRecord[]) => {
    const rows = records.map((record, index) => ({ n: arrived + index, record }));
    writeRecords(
      rows.map(({ n, record: { type, id, day, file, line, column, hash, json } }) => [
        n,
        type,
        id,
        day,
        file,
        line,
        column,
        hash,
        json,
      ]),
    );
    writeReferences(
      rows.flatMap(({ n, record }) =>
        record.references.map(({ path, type, id, end, file, line, column }) => [
          n,
          record.type,
          path,
          type,
          id,
          end,
          file,
          line,
          column,
        ]),
      ),
    );
    arrived += records.length;
  });

  const dropRecords = db.transaction((type: string, id: string) => {
    const found = db.prepare('SELECT n, json FROM staged WHERE type = ? AND id = ?').all(type, id);
    for (const { n, json } of found as { n: number; json: string }[]) {
      if (type === 'quote') dropMadeStatements(json);
      db.prepare('DELETE FROM reference WHERE n = ?').run(n);
      db.prepare('DELETE FROM staged WHERE n = ?').run(n);
    }
    db.prepare('DELETE FROM refused WHERE type = ? AND id = ?').run(type, id);
  });

  /** A statement that the loader made for a quote goes with the quote. */
  function dropMadeStatements(quoteJson: string): void {
    const drop = db.prepare(`DELETE FROM staged WHERE type = 'statement' AND id = ? AND hash IS NULL`);
    const { segments } = JSON.parse(quoteJson) as { segments: { statementId: string | null }[] };
    for (const { statementId } of segments) if (statementId !== null) drop.run(statementId);
  }

  return {
    ...lookup,
    stage(records) {
      derived = false;
      lookup.forget();
      stage(records);
    },
    refuse(type, id, statementIds) {
      refuse.run(type, id, JSON.stringify(statementIds));
    },
    *faults() {
      prepare('indexes');
      yield* stagingFaults(db);
    },
    drop(type, id) {
      prepare('indexes');
      derived = false;
      lookup.forget();
      dropRecords(type, id);
    },
    count(type) {
      prepare('indexes');
      return db.prepare('SELECT count(*) FROM staged WHERE type = ?').pluck().get(type) as number;
    },
    *inKeyOrder(type) {
      prepare('derived'); // whoever reads records in order looks up their neighbours, and nothing is written meanwhile
      const rows = db
        .prepare('SELECT id, json FROM staged WHERE type = ? ORDER BY type, day, id')
        .iterate(type);
      yield* rows as IterableIterator<{ id: string; json: string }>;
    },
    *hashLines() {
      prepare('indexes');
      const rows = db
        .prepare(
          `SELECT type || char(9) || id || char(9) || hash FROM staged WHERE hash IS NOT NULL
           ORDER BY type, id, hash`,
        )
        .pluck()
        .iterate();
      yield* rows as IterableIterator<string>;
    },
    *retired() {
      prepare('indexes');
      const rows = db
        .prepare(`SELECT json FROM staged WHERE type = 'retired' ORDER BY json ->> 'type', id`)
        .pluck()
        .iterate();
      for (const json of rows as IterableIterator<string>)
        yield JSON.parse(json) as {
          type: RecordType;
          id: string;
          successorId: string | null;
          reason: string;
        };
    },
    close() {
      db.close();
      removeFiles(path);
    },
  };
}

/** Fast and unsafe: a staging file need not survive anything. `journal_mode = OFF` asks for unsafe mode. */
function configure(db: Database.Database): void {
  db.unsafeMode(true);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('temp_store = FILE');
  db.pragma('cache_size = -65536'); // 64 MB, the bound on what staging holds in memory
}

function removeFiles(path: string): void {
  for (const suffix of ['', '-journal']) rmSync(path + suffix, { force: true });
}
