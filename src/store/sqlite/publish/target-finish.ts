// The last steps of a load: sort the terms, index, check, say what the file is, seal it. What is in `meta` is
// written last, so a file without it was never finished.
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { RESOURCE_NAMES, type ResourceName } from '../../../query/condition.ts';
import type { OnPoint } from '../../port/engine.ts';
import type { RevisionMeta } from '../../port/target.ts';
import { metaRows, type Size } from '../../sql/store-meta.ts';
import { documentsTable } from '../../sql/table-names.ts';
import { readBaseline } from '../baseline.ts';
import { removeScratch, type TargetFiles } from '../load-files.ts';
import { namedRowWriter } from '../row-writer.ts';
import { sealFile, UNSEALED } from '../seal.ts';
import type { TermWriter } from './term-writer.ts';
import { optimizeTexts, writeVocabulary } from './text-writer.ts';

export interface Finishing {
  readonly database: Database.Database;
  readonly files: TargetFiles;
  readonly terms: TermWriter;
  readonly sizes: Readonly<Record<ResourceName, Size>>;
  readonly meta: RevisionMeta;
  readonly signal: AbortSignal | null;
  readonly onPoint: OnPoint;
}

/** A point between two steps, each of which may keep the process busy for long: lets a signal in, and stops where it says so. */
type Pause = (point: string) => Promise<void>;

/** Leaves the file closed, complete and durable under its temporary name. */
export async function finishTarget({
  database,
  files,
  terms,
  sizes,
  meta,
  signal,
  onPoint,
}: Finishing): Promise<void> {
  const pause: Pause = async (point) => {
    onPoint(point);
    await setImmediate();
    signal?.throwIfAborted();
  };
  await pause('target:finishing');
  await sortTerms(database, files, terms, pause);
  optimizeTexts(database);
  await pause('target:texts');
  writeVocabulary(database);
  await pause('target:words');
  const { indexes, schemaHash } = readBaseline();
  for (const [table, statements] of Map.groupBy(indexes, (index) => index.table)) {
    database.exec(statements.map(({ statement }) => statement).join('\n'));
    await pause(`target:indexed:${table}`);
  }
  await check(database, sizes, pause);
  analyse(database);
  await pause('target:analysed');
  namedRowWriter(database, 'seal', ['sha256'])([{ sha256: UNSEALED }]);
  namedRowWriter(database, 'meta', ['name', 'value'])(metaRows({ ...meta, schemaHash, sizes }));
  onPoint('target:meta');
  database.pragma('journal_mode=DELETE');
  database.close();
  onPoint('target:closed');
  await sealFile(files.database);
  onPoint('target:file-synced');
}

async function sortTerms(
  database: Database.Database,
  files: TargetFiles,
  terms: TermWriter,
  pause: Pause,
): Promise<void> {
  for (const resource of RESOURCE_NAMES) {
    database.transaction(() => terms.finish(resource))();
    await pause(`target:terms:${resource}`);
  }
  terms.finishNames();
  await pause('target:names');
  database.exec('detach database scratch');
  removeScratch(files);
  await pause('target:scratch-removed');
}

/** Faults here are ours or the disk's: the loader has already checked the data. */
async function check(database: Database.Database, sizes: Finishing['sizes'], pause: Pause): Promise<void> {
  const broken = database.pragma('foreign_key_check') as { table: string; parent: string }[];
  const [first] = broken;
  if (first !== undefined)
    throw new Error(`${broken.length} rows of ${first.table} have no row in ${first.parent}`);
  await pause('target:references-checked');
  for (const resource of RESOURCE_NAMES) {
    for (const table of [resource, documentsTable(resource)]) {
      const rows = database.prepare(`select count(*) from ${table}`).pluck().get();
      if (rows !== sizes[resource].total)
        throw new Error(`${table} has ${rows} rows, not ${sizes[resource].total}`);
    }
  }
  await pause('target:counted');
  const verdict = database.pragma('integrity_check', { simple: true });
  if (verdict !== 'ok') throw new Error(`the new file is not sound: ${verdict}`);
  await pause('target:checked');
}

/** Within a limit: 0.1 s for 200,000 events, and no samples of values. Our queries name what drives them. */
function analyse(database: Database.Database): void {
  database.exec('pragma analysis_limit = 1000; analyze;');
}
