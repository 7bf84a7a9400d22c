// Writes the live dataset as files in authored form, which load to the same content.
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type OnProgress, yieldToEventLoop } from '../load/progress.ts';
import { LoadRefused } from '../load/read/fault.ts';
import type { RawType } from '../load/read/raw-record.ts';
import { Dataset } from '../model/dataset.ts';
import type { Engine } from '../store/port/engine.ts';
import { authoredRecords } from './authored-records.ts';
import { DatasetFiles, type Format } from './dataset-files.ts';

/** More are written as NDJSON where nothing else is asked for: YAML is for reading and editing. */
const FEW = 10_000;

/** Records written before signals are let in. */
const BATCH = 500;

/** Files are written here, and moved when all are there, the dataset's own last: without it nothing is a dataset. */
const PARTIAL = '.partial';

export interface ExportOptions {
  /** Of the database to export. */
  readonly location: string;
  /** A folder that is empty or not there yet. */
  readonly out: string;
  /** Null for YAML where there are few records, NDJSON where there are many. */
  readonly format: Format | null;
  readonly engine: Pick<Engine, 'openLiveRevision'>;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal | null;
}

export interface ExportReport {
  readonly format: Format;
  /** Records written of each type; statements that a load makes are not. */
  readonly counts: Readonly<Partial<Record<RawType, number>>>;
  readonly version: string;
  readonly contentHash: string;
}

/**
 * Exports the live dataset. What fails or is stopped leaves nothing behind.
 * @throws LoadRefused where the folder is not empty, StoreError where there is no dataset that could be exported
 */
export async function exportDataset(options: ExportOptions): Promise<ExportReport> {
  const { out, engine, location } = options;
  const isThere = statSync(out, { throwIfNoEntry: false }) !== undefined;
  if (isThere) refuseFull(out);
  const revision = await engine.openLiveRevision(location);
  const partial = join(out, PARTIAL);
  try {
    mkdirSync(partial, { recursive: true });
    const { counts: records, version, contentHash } = Dataset.parse(JSON.parse(await revision.dataset()));
    const total = Object.values(records).reduce((sum, count) => sum + count, 0);
    const format = options.format ?? (total <= FEW ? 'yaml' : 'ndjson');
    const counts = await writeFiles(partial, format, authoredRecords(revision), total, options);
    moveUp(partial, out);
    return { format, counts, version, contentHash };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!isThere) removeEmpty(out);
    throw error;
  } finally {
    await revision.close();
  }
}

function removeEmpty(dir: string): void {
  if (statSync(dir, { throwIfNoEntry: false }) !== undefined && readdirSync(dir).length === 0) rmdirSync(dir);
}

function refuseFull(out: string): void {
  const [first] = readdirSync(out);
  if (first !== undefined)
    throw new LoadRefused(
      `${out} is not empty: it holds ${first}. Name a folder that is empty or not there yet`,
    );
}

async function writeFiles(
  dir: string,
  format: Format,
  records: ReturnType<typeof authoredRecords>,
  total: number,
  { onProgress, signal }: ExportOptions,
): Promise<ExportReport['counts']> {
  const files = new DatasetFiles(dir, format);
  const counts: Partial<Record<RawType, number>> = {};
  let done = 0;
  try {
    for await (const { type, record } of records) {
      files.write(type, record);
      counts[type] = (counts[type] ?? 0) + 1;
      done += 1;
      if (done % BATCH !== 0) continue;
      onProgress({ step: 'exporting', done, total });
      await yieldToEventLoop(signal);
    }
    signal?.throwIfAborted();
  } finally {
    files.close();
  }
  return counts;
}

/** The file without which the rest is no dataset comes last. */
function moveUp(from: string, to: string): void {
  const isLast = (name: string) => Number(name.startsWith('dataset.'));
  const names = readdirSync(from).sort((a, b) => isLast(a) - isLast(b));
  const moved: string[] = [];
  try {
    for (const name of names) {
      renameSync(join(from, name), join(to, name));
      moved.push(join(to, name));
    }
    rmdirSync(from);
  } catch (error) {
    for (const path of moved) rmSync(path, { recursive: true });
    throw error;
  }
}
