// Opens a published file for reading, and refuses what is not one, in words for the operator.
import { existsSync, readSync, realpathSync, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { StoreError } from '../../port/store-error.ts';
import type { CheckableStore } from '../../serving/content-checks.ts';
import { countLeases } from '../../serving/leases.ts';
import { threadPool } from '../../serving/thread-pool.ts';
import type { Reader } from '../../sql/reader.ts';
import { COUNTED_BY_THREADS, sqlStore, type Threads } from '../../sql/sql-store.ts';
import { type MetaRow, type StoreMeta, storeMetaOf } from '../../sql/store-meta.ts';
import { APPLICATION_ID, FORMAT_VERSION, readBaseline } from '../baseline.ts';
import { sealOffset } from '../seal.ts';
import { newerFormat, readError, statPlainFile } from '../sqlite-errors.ts';
import { watchFile } from './file-integrity.ts';
import { type ExecutedQuery, sqliteReader } from './sqlite-reader.ts';

export interface OpenOptions {
  /** Sees every statement that runs: for tests of plans. */
  readonly watch?: (run: ExecutedQuery) => void;
  /** How many threads answer what counts a large set; 0, the default, for none. */
  readonly threads?: number;
  /** What a large set is: so many records of a resource. */
  readonly threadsFrom?: number;
}

export interface OpenedStore extends CheckableStore {
  readonly meta: StoreMeta;
  /** For queries beyond those of a store. */
  readonly reader: Reader;
}

/** Opens the database at `path` read-only. Throws StoreError where it cannot be served. */
export async function openStore(path: string, options: OpenOptions = {}): Promise<OpenedStore> {
  const file = await openFile(path);
  let database: Database.Database | null = null;
  try {
    const opened = await file.stat();
    checkHeader(file, opened.size);
    refuseJournals(path);
    database = openDatabase(path);
    // A load may have put another file in this place since.
    if ((await stat(path)).ino === opened.ino) {
      const meta = readMeta(database);
      const offset = sealOffset(database);
      const threads = startThreads(path, meta, options);
      return openedStore({ database, file, opened, meta, offset, threads, watch: options.watch });
    }
  } catch (error) {
    database?.close();
    await file.close();
    throw readError(error);
  }
  database.close();
  await file.close();
  return openStore(path, options);
}

/** What the parent gives a thread to begin with. */
export interface ThreadData {
  readonly path: string;
  /** Of the parent's store: what stands at the path may have been replaced since. */
  readonly revision: string;
}

/** Threads of its own for each opened file, since it may be replaced; null where nothing is large enough. */
function startThreads(
  path: string,
  { revision, sizes }: StoreMeta,
  { threads = 0, threadsFrom: from = COUNTED_BY_THREADS }: OpenOptions,
): Threads | null {
  const isLarge = Object.values(sizes).some(({ total }) => total >= from);
  if (threads === 0 || !isLarge) return null;
  const workerData: ThreadData = { path, revision };
  // The ending of this very file: `.ts` in development, `.js` once built.
  const code = new URL(`./question-thread${extname(import.meta.url)}`, import.meta.url);
  // What counts makes little garbage: 8 MB of it at a time serve as well as the default, which keeps 100, and the less is
  // allowed to grow old, the sooner it is looked at: 17 MB less (measured).
  const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 };
  return {
    from,
    pool: threadPool({ threads, start: () => new Worker(code, { workerData, resourceLimits }) }),
  };
}

interface Opened {
  readonly database: Database.Database;
  readonly file: FileHandle;
  readonly opened: Stats;
  readonly meta: StoreMeta;
  readonly offset: number;
  readonly threads: Threads | null;
  readonly watch: OpenOptions['watch'];
}

let openings = 0;

function openedStore({ database, file, opened, meta, offset, threads, watch }: Opened): OpenedStore {
  const bytes = watchFile(file, opened, offset);
  const reader = sqliteReader(database, bytes, watch);
  openings += 1;
  return {
    ...sqlStore({ reader, meta, threads }),
    opening: openings,
    size: opened.size,
    version: versionOf(opened),
    meta,
    reader,
    ...countLeases(),
    integrity: bytes.state,
    isIntact: bytes.check,
    judge: bytes.judge,
    close: async () => {
      await Promise.all([bytes.close(), threads?.pool.close()]);
      database.close();
      await file.close();
    },
  };
}

/**
 * Changes when the file is replaced or written. By its time of change too, which nobody can set: a copy may keep the
 * time of modification.
 */
export function versionOf({ dev, ino, mtimeMs, ctimeMs, size }: Stats): string {
  return `${dev} ${ino} ${mtimeMs} ${ctimeMs} ${size}`;
}

/** Looks before it opens: opening a pipe waits for ever. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    if (statPlainFile(path) !== null) return await open(path, 'r');
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new StoreError('unreadable', `the database file cannot be read (${code})`, { cause });
  }
  throw new StoreError('missing', `there is no database at ${path}`);
}

/** The first hundred bytes, by https://www.sqlite.org/fileformat2.html#the_database_header. SQLite opens an empty file without a word. */
function checkHeader(file: FileHandle, size: number): void {
  const header = Buffer.alloc(100);
  if (size === 0) throw new StoreError('notADataset', 'the database file is empty');
  readSync(file.fd, header, 0, header.length, 0);
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0' || header.readUInt32BE(68) !== APPLICATION_ID)
    throw new StoreError('notADataset', 'the file is not a Demarche database');
  const version = header.readUInt32BE(60);
  if (version !== FORMAT_VERSION)
    throw version > FORMAT_VERSION
      ? newerFormat(version)
      : otherFormat(`its format version is ${version}, not ${FORMAT_VERSION}`);
  // Rollback journals, as loads leave it. With a log to be written ahead, SQLite would write files beside this one.
  if (header.readUInt16BE(18) !== 0x0101) throw new StoreError('damaged', 'the database file is damaged');
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  if (size !== pageSize * header.readUInt32BE(28))
    throw new StoreError(
      'truncated',
      'the database file is not as long as it says: it was cut off or not wholly copied',
    );
}

/** SQLite takes what stands in one for a part of the database. Loads leave none. */
function refuseJournals(path: string): void {
  const journal = ['-journal', '-wal'].map((end) => `${realpathSync(path)}${end}`).find(existsSync);
  if (journal === undefined) return;
  throw new StoreError(
    'unreadable',
    `${basename(journal)} stands beside the database file, left by a program that wrote into it: remove it`,
  );
}

function otherFormat(detail: string): StoreError {
  return new StoreError(
    'otherFormat',
    `the database was made by another version of Demarche (${detail}): load it again`,
  );
}

/**
 * No mmap: a file cut off under it would end the process by SIGBUS, and cold reads are 8 to 20 times slower
 * (measured). Published files are never written again, so the shared lock is kept: reading a record takes 4 µs, not 7.
 */
function openDatabase(path: string): Database.Database {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  const pragmas = [
    'query_only=ON',
    'trusted_schema=OFF',
    'cell_size_check=ON',
    'mmap_size=0',
    'locking_mode=EXCLUSIVE',
    // 16 MB: the inner pages of all trees of ten million events, which nearly every query reads.
    'cache_size=-16000',
  ];
  for (const pragma of pragmas) database.pragma(pragma);
  return database;
}

function readMeta(database: Database.Database): StoreMeta {
  const meta = storeMetaOf(database.prepare<[], MetaRow>('select name, value from meta').all());
  if (meta === null)
    throw new StoreError('damaged', 'the database does not say what it is: its load was not finished');
  if (meta.schemaHash !== readBaseline().schemaHash) throw otherFormat('its tables or records differ');
  return meta;
}
