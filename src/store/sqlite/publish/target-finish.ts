// The last steps of a resource, once all of its records are there: sort its terms, merge its words, index it; and those
// of a load: index what is left, say what the file is, check and seal it. What is in `meta` is written last, so a file
// without it was never finished.
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { RESOURCE_NAMES, type ResourceName } from '../../../query/condition.ts';
import type { OnPoint } from '../../port/engine.ts';
import type { RevisionMeta } from '../../port/target.ts';
import { metaRows, type StoreMeta } from '../../sql/store-meta.ts';
import { documentsTable } from '../../sql/table-names.ts';
import { readBaseline } from '../baseline.ts';
import { removeScratch, type TargetFiles } from '../load-files.ts';
import { namedRowWriter } from '../row-writer.ts';
import { sealFile, UNSEALED } from '../seal.ts';
import { faultsOf } from './soundness.ts';
import type { TermWriter } from './term-writer.ts';
import { optimizeText, writeVocabulary } from './text-writer.ts';

export interface Writing {
  readonly database: Database.Database;
  readonly terms: TermWriter;
  readonly signal: AbortSignal | null;
  readonly onPoint: OnPoint;
}

export interface Finishing extends Writing {
  readonly files: TargetFiles;
  readonly meta: RevisionMeta & Pick<StoreMeta, 'sizes' | 'phrases'>;
}

/** A point between two steps, each of which may keep the process busy for long: lets a signal in, and stops where it says so. */
async function pause({ signal, onPoint }: Writing, point: string): Promise<void> {
  onPoint(point);
  await setImmediate();
  signal?.throwIfAborted();
}

/** While the records of the next resource are rendered. */
export async function finishResource(writing: Writing, resource: ResourceName): Promise<void> {
  const { database, terms } = writing;
  database.transaction(() => terms.finish(resource))();
  await pause(writing, `target:terms:${resource}`);
  optimizeText(database, resource);
  await pause(writing, `target:texts:${resource}`);
  writeVocabulary(database, resource);
  await pause(writing, `target:words:${resource}`);
  index(database, (table) => table === resource);
  await pause(writing, `target:indexed:${resource}`);
}

/** Leaves the file closed, complete and durable under its temporary name. */
export async function finishTarget(finishing: Finishing): Promise<void> {
  const { database, files, terms, meta, onPoint } = finishing;
  const { sizes } = meta;
  await pause(finishing, 'target:finishing');
  terms.finishNames();
  await pause(finishing, 'target:names');
  database.exec('detach database scratch');
  removeScratch(files);
  await pause(finishing, 'target:scratch-removed');
  index(database, (table) => !(table in sizes));
  await pause(finishing, 'target:indexed');
  count(database, sizes);
  await pause(finishing, 'target:counted');
  analyse(database);
  await pause(finishing, 'target:analysed');
  namedRowWriter(database, 'seal', ['sha256'])([{ sha256: UNSEALED }]);
  const { schemaHash } = readBaseline();
  namedRowWriter(database, 'meta', ['name', 'value'])(metaRows({ ...meta, schemaHash }));
  onPoint('target:meta');
  database.pragma('journal_mode=DELETE');
  database.close();
  onPoint('target:closed');
  const [faults] = await Promise.all([faultsOf(files.database), sealFile(files.database)]);
  onPoint('target:file-synced');
  // Faults here are ours or the disk's: the loader has already checked the data.
  if (faults.length > 0) throw new Error(`the new file is not sound: ${faults.join(', ')}`);
  await pause(finishing, 'target:checked');
}

function index(database: Database.Database, isOf: (table: string) => boolean): void {
  const { indexes } = readBaseline();
  for (const { table, statement } of indexes) if (isOf(table)) database.exec(statement);
}

function count(database: Database.Database, sizes: StoreMeta['sizes']): void {
  for (const resource of RESOURCE_NAMES) {
    for (const table of [resource, documentsTable(resource)]) {
      const rows = database.prepare(`select count(*) from ${table}`).pluck().get();
      if (rows !== sizes[resource].total)
        throw new Error(`${table} has ${rows} rows, not ${sizes[resource].total}`);
    }
  }
}

/** Within a limit: 0.1 s for 200,000 events, and no samples of values. Our queries name what drives them. */
function analyse(database: Database.Database): void {
  database.exec('pragma analysis_limit = 1000; analyze;');
}
