// What the live database file says of its dataset, whatever version of Demarche made it: enough to decide whether it
// may be replaced.
import Database from 'better-sqlite3';
import type { LiveDataset } from '../../port/engine.ts';
import { StoreError } from '../../port/store-error.ts';
import type { MetaRow } from '../../sql/store-meta.ts';
import { APPLICATION_ID, FORMAT_VERSION, readBaseline } from '../baseline.ts';
import { newerFormat, readError, statPlainFile } from '../sqlite-errors.ts';

/**
 * Null where there is no file, or an empty one.
 * @throws StoreError where the file is something else, of a newer format, or too damaged to tell, so that a load must
 * not replace it
 */
export function readLiveDataset(path: string): LiveDataset | null {
  if ((statPlainFile(path)?.size ?? 0) === 0) return null;
  const notOurs = new StoreError('notADataset', 'the file is not a Demarche database: name another one');
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw notOurs;
    const format = Number(database.pragma('user_version', { simple: true }));
    if (format > FORMAT_VERSION) throw newerFormat(format);
    const meta = readMeta(database);
    const texts = Number(meta.get('textsLoaded') ?? Number.NaN);
    return {
      datasetId: meta.get('datasetId') ?? null,
      version: meta.get('version') ?? null,
      contentHash: meta.get('contentHash') ?? null,
      seedHash: meta.get('seedHash') ?? null,
      textsLoaded: Number.isNaN(texts) ? null : texts,
      isCurrent: format === FORMAT_VERSION && meta.get('schemaHash') === readBaseline().schemaHash,
    };
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') throw notOurs;
    throw readError(error, 'the database file is damaged: remove it and load again');
  } finally {
    database?.close();
  }
}

/** The rows of `meta` by name; none where the table is missing or damaged. */
function readMeta(database: Database.Database): ReadonlyMap<string, string> {
  try {
    const rows = database.prepare<[], MetaRow>('SELECT name, value FROM meta').all();
    return new Map(rows.map(({ name, value }) => [name, value]));
  } catch {
    return new Map();
  }
}
