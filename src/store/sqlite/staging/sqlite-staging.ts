// Staging on a temporary SQLite file: records arrive in any order and are read back in key order, checked by SQL
// and looked up one by one. Nothing here is durable: the file is gone when the load ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { AuthoredCodebook } from '../../../model/codebook/own-codebook.ts';
import type { IdState, RetiredId } from '../../port/change-log.ts';
import type { Fault, StagedRecord, Staging } from '../../port/staging.ts';
import { stagingFile } from '../load-files.ts';
import { namedRowWriter } from '../row-writer.ts';
import { withoutLinks } from '../sqlite-errors.ts';
import { stagingFaults } from './staging-checks.ts';
import { openLookup, recordsInKeyOrder } from './staging-lookup.ts';
import { derive, INDEXES, TABLES } from './staging-tables.ts';
import { stagingWarnings } from './staging-warnings.ts';

const RECORD_FIELDS = ['n', 'type', 'id', 'day', 'file', 'line', 'column', 'hash', 'made', 'json'] as const;
const REFERENCE_FIELDS = [
  'n',
  'fromType',
  'path',
  'type',
  'orType',
  'id',
  'end',
  'file',
  'line',
  'column',
] as const;

/** The row that a fault is about: of its type and id, and the fault's place is its own or that of a mention in it. */
const FAULTY = `
  SELECT n FROM staged WHERE type = @recordType AND id = @recordId AND (
    (file, line, "column") = (@file, @line, @column)
    OR EXISTS (SELECT 1 FROM reference WHERE reference.n = staged.n
      AND (reference.file, reference.line, reference."column") = (@file, @line, @column)))`;

/** Statements made for a quote stand where it does, and are mentioned by it. */
const MADE_FOR = `
  DELETE FROM staged WHERE n IN (
    SELECT made.n FROM reference JOIN staged AS quote USING (n)
      JOIN staged AS made ON made.type = 'statement' AND made.id = reference.id
    WHERE reference.n = ? AND reference.type = 'statement' AND made.made = 1
      AND (made.file, made.line, made."column") = (quote.file, quote.line, quote."column"))`;

/** Records in the order of their index, and the few retired ids among them. */
const STATES = `
  SELECT type, id, hash, NULL AS retired FROM staged WHERE type NOT IN ('retired', 'codebook')
  UNION ALL SELECT json ->> 'type', id, NULL, json FROM staged WHERE type = 'retired' ORDER BY 1, 2`;

/** @param location the database file of the load, beside which the staging file stands; null for a temporary folder */
export function openStaging(location: string | null): Staging {
  const folder = location === null ? mkdtempSync(join(tmpdir(), 'demarche-')) : null;
  const path = location === null ? join(folder ?? '', 'staging') : stagingFile(withoutLinks(location));
  removeFiles(path);
  const db = new Database(path);
  configure(db);
  db.exec(TABLES);
  const writeRecords = namedRowWriter(db, 'staged', RECORD_FIELDS);
  const writeReferences = namedRowWriter(db, 'reference', REFERENCE_FIELDS);
  const refuse = db.prepare('INSERT OR IGNORE INTO refused VALUES (?, ?, ?)');
  const jsonOf = db.prepare('SELECT json FROM staged WHERE type = ? AND id = ?').pluck();
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
    const rows = records.map((record, index) => ({
      ...record,
      made: Number(record.isMade),
      n: arrived + index,
    }));
    writeRecords(rows);
    writeReferences(
      rows.flatMap(({ n, type: fromType, references }) =>
        references.map((reference) => ({ ...reference, n, fromType })),
      ),
    );
    arrived += records.length;
  });

  const drop = db.transaction((fault: Fault) => {
    const found = db.prepare(FAULTY).pluck().all(fault) as number[];
    for (const n of found) {
      db.prepare(MADE_FOR).run(n);
      db.prepare('DELETE FROM reference WHERE n = ?').run(n);
      db.prepare('DELETE FROM staged WHERE n = ?').run(n);
    }
    db.prepare('DELETE FROM refused WHERE type = @recordType AND id = @recordId').run(fault);
  });

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
    *warnings() {
      prepare('indexes');
      yield* stagingWarnings(db);
    },
    drop(fault) {
      prepare('indexes');
      derived = false;
      lookup.forget();
      drop(fault);
    },
    count(type) {
      prepare('indexes');
      return db.prepare('SELECT count(*) FROM staged WHERE type = ?').pluck().get(type) as number;
    },
    codebooks() {
      prepare('indexes');
      const rows = db.prepare(`SELECT json FROM staged WHERE type = 'codebook' ORDER BY id`).pluck().all();
      return (rows as string[]).map((json) => JSON.parse(json) as AuthoredCodebook);
    },
    *inKeyOrder(type, turn) {
      prepare('derived'); // whoever reads records in order looks up their neighbours, and nothing is written meanwhile
      yield* recordsInKeyOrder(db, type, turn);
    },
    share() {
      prepare('derived');
      db.pragma('shrink_memory'); // others read from here on
      return { module: import.meta.resolve(`./shared-staging${extname(import.meta.url)}`), path };
    },
    *hashLines() {
      prepare('indexes');
      const rows = db
        .prepare('SELECT type || char(9) || id || char(9) || hash FROM staged ORDER BY type, id, hash')
        .pluck()
        .iterate();
      yield* rows as IterableIterator<string>;
    },
    *states() {
      prepare('indexes');
      const rows = db.prepare(STATES).iterate() as IterableIterator<IdState & { retired: string | null }>;
      for (const { retired, ...row } of rows) yield { ...row, retired: retired && JSON.parse(retired) };
    },
    json(type, id) {
      prepare('indexes');
      return (jsonOf.get(type, id) as string | undefined) ?? null;
    },
    *retired() {
      prepare('indexes');
      const rows = db
        .prepare(`SELECT json FROM staged WHERE type = 'retired' ORDER BY json ->> 'type', id`)
        .pluck()
        .iterate();
      for (const json of rows as IterableIterator<string>) yield JSON.parse(json) as RetiredId;
    },
    close() {
      db.close();
      removeFiles(path);
      if (folder !== null) rmSync(folder, { recursive: true });
    },
  };
}

/** Fast and unsafe: a staging file need not survive anything. `journal_mode = OFF` asks for unsafe mode. */
function configure(db: Database.Database): void {
  db.unsafeMode(true);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('temp_store = FILE');
  db.pragma('cache_size = -65536'); // 64 MB, the bound on what staging holds in memory
}

function removeFiles(path: string): void {
  for (const suffix of ['', '-journal']) rmSync(path + suffix, { force: true });
}
