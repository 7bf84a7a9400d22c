// The last steps of a load: sort the terms, index, check, say what the file is, seal it. What is in `meta` is
// written last, so a file without it was never finished.
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
  readonly onPoint: OnPoint;
}

/** Leaves the file closed, complete and durable under its temporary name. */
export async function finishTarget({
  database,
  files,
  terms,
  sizes,
  meta,
  onPoint,
}: Finishing): Promise<void> {
  onPoint('target:finishing');
  sortTerms(database, files, terms, onPoint);
  optimizeTexts(database);
  onPoint('target:texts');
  writeVocabulary(database);
  onPoint('target:words');
  const { indexes, schemaHash } = readBaseline();
  for (const [table, statements] of Map.groupBy(indexes, (index) => index.table)) {
    database.exec(statements.map(({ statement }) => statement).join('\n'));
    onPoint(`target:indexed:${table}`);
  }
  check(database, sizes, onPoint);
  analyse(database);
  onPoint('target:analysed');
  namedRowWriter(database, 'seal', ['sha256'])([{ sha256: UNSEALED }]);
  namedRowWriter(database, 'meta', ['name', 'value'])(metaRows({ ...meta, schemaHash, sizes }));
  onPoint('target:meta');
  database.pragma('journal_mode=DELETE');
  database.close();
  onPoint('target:closed');
  await sealFile(files.database);
  onPoint('target:file-synced');
}

function sortTerms(
  database: Database.Database,
  files: TargetFiles,
  terms: TermWriter,
  onPoint: OnPoint,
): void {
  for (const resource of RESOURCE_NAMES) {
    database.transaction(() => terms.finish(resource))();
    onPoint(`target:terms:${resource}`);
  }
  terms.finishNames();
  onPoint('target:names');
  database.exec('detach database scratch');
  removeScratch(files);
  onPoint('target:scratch-removed');
}

/** Faults here are ours or the disk's: the loader has already checked the data. */
function check(database: Database.Database, sizes: Finishing['sizes'], onPoint: OnPoint): void {
  const broken = database.pragma('foreign_key_check') as { table: string; parent: string }[];
  const [first] = broken;
  if (first !== undefined)
    throw new Error(`${broken.length} rows of ${first.table} have no row in ${first.parent}`);
  onPoint('target:references-checked');
  for (const resource of RESOURCE_NAMES) {
    for (const table of [resource, documentsTable(resource)]) {
      const rows = database.prepare(`select count(*) from ${table}`).pluck().get();
      if (rows !== sizes[resource].total)
        throw new Error(`${table} has ${rows} rows, not ${sizes[resource].total}`);
    }
  }
  onPoint('target:counted');
  const verdict = database.pragma('integrity_check', { simple: true });
  if (verdict !== 'ok') throw new Error(`the new file is not sound: ${verdict}`);
  onPoint('target:checked');
}

/** Within a limit: 0.1 s for 200,000 events, and no samples of values. Our queries name what drives them. */
function analyse(database: Database.Database): void {
  database.exec('pragma analysis_limit = 1000; analyze;');
}
