// A load: from a folder of records to a new revision, published at once or not at all.
import { statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { AuthoredDataset, Serving } from '../model/dataset.ts';
import { Dataset } from '../model/dataset.ts';
import type { ResourceName } from '../query/condition.ts';
import type { Engine, LiveDataset } from '../store/port/engine.ts';
import type { Fault, Staging } from '../store/port/staging.ts';
import { checkDataset } from './check/check-dataset.ts';
import { countsOf } from './check/check-folder.ts';
import type { OnProgress } from './progress.ts';
import { contentHashOf, revisionOf } from './publish/content-hash.ts';
import { refuseRemovals } from './publish/removals.ts';
import { type ChangeCounts, writeChangeLog } from './publish/write-change-log.ts';
import { type WriteOptions, writeRecords } from './publish/write-records.ts';
import { faultJson, LoadRefused } from './read/fault.ts';
import { findDataFiles } from './read/find-files.ts';
import { openPassages } from './read/passages.ts';
import { openTexts, type Texts } from './read/texts.ts';
import { RENDERER_VERSION } from './render/render.ts';

/** Some twenty thousand events, which take two seconds. */
const THREADS_FROM = 16 * 1024 * 1024;

export interface LoadOptions {
  /** The folder with the dataset. */
  readonly dir: string;
  /** Of the database to publish to. */
  readonly location: string;
  /** A folder with the articles' documents; null for none. */
  readonly texts: string | null;
  readonly serve: Serving;
  /** Where to name the records that are left out, and how many faults at most; null to refuse on any. */
  readonly quarantine: { readonly file: string; readonly maxErrors: number } | null;
  readonly engine: Engine;
  /** Recorded in the file, where the dataset is the seed. */
  readonly seedHash: string | null;
  /** Whether other content of the same version may replace the live one: a build of the seed, while it is edited. */
  readonly replaceVersion: boolean;
  /**
   * Whether more than half of the live records of a type may be removed without being named as retired, or all of them
   * for another dataset.
   */
  readonly allowRemovals: boolean;
  /** From how many bytes of data on threads help: starting them takes half a second. */
  readonly threadsFrom?: number;
  readonly onProgress: OnProgress;
  /** Called at named points, for tests that end the process there. */
  readonly onPoint: (name: string) => void;
  readonly signal: AbortSignal | null;
}

export interface LoadReport {
  readonly counts: Readonly<Record<ResourceName, number>>;
  /** Code schemes of the dataset's own. */
  readonly codebooks: number;
  readonly contentHash: string;
  readonly revision: string;
  readonly textsLoaded: number;
  readonly spansVerified: number;
  /** Null where there was nothing to compare with, though something else may have been replaced. */
  readonly changes: ChangeCounts | null;
  readonly hasReplaced: boolean;
  /** Faults of the records that were left out. */
  readonly quarantined: readonly Fault[];
  /** How many doubtful things were published all the same. */
  readonly warningCount: number;
  /** The names of derived fields that were passed over. */
  readonly ignoredFields: readonly string[];
  readonly seconds: number;
}

export type LoadResult =
  | { readonly report: LoadReport; readonly faults: null }
  | { readonly report: null; readonly faults: readonly Fault[]; readonly faultCount: number };

/**
 * Loads a dataset. Faults come back and change nothing; a refusal or failure throws, and changes nothing either.
 * @throws LockedError where another load writes to the same database
 * @throws LoadRefused where the version is that of the live dataset and the content is not, or too much would be removed
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { location, engine, onPoint, quarantine } = options;
  const began = performance.now();
  const target = await engine.openTarget({ location, onPoint, signal: options.signal });
  let staging: Staging | null = null;
  try {
    onPoint('load:locked');
    const live = await engine.readLiveDataset(location);
    staging = await engine.openStaging(location);
    const texts = options.texts === null ? null : openTexts(options.texts);
    const passages = openPassages(staging, texts, options.serve);
    const inThreads = usesThreads(options);
    const tolerated = quarantine?.maxErrors ?? null;
    const checked = await checkDataset({ ...options, inThreads, staging, passages, tolerated });
    if (checked.dataset === null || (checked.faults.length > 0 && !checked.quarantined)) {
      await target.discard();
      return { report: null, faults: checked.faults, faultCount: checked.faultCount };
    }

    const dataset = describe(checked.dataset, staging, texts, passages.serve);
    const { id: datasetId, version, contentHash, revision, counts } = dataset;
    const textsLoaded = dataset.texts.loaded;
    if (live !== null && !options.replaceVersion) refuseSameVersion(dataset, live);
    if (live !== null && !options.allowRemovals) refuseOtherDataset(dataset, live);
    const changes = await replace({ ...options, staging, passages, target, inThreads }, dataset);
    const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
    options.onProgress({ step: 'publishing', done: records, total: records });
    await target.finish({
      dataset: JSON.stringify(dataset),
      datasetId,
      version,
      contentHash,
      revision,
      seedHash: options.seedHash,
      textsLoaded,
    });
    onPoint('load:finished');
    options.signal?.throwIfAborted();
    if (quarantine !== null) writeQuarantine(quarantine.file, checked.faults);
    await target.publish();
    onPoint('load:published');
    const report = {
      counts,
      codebooks: dataset.codebooks.length,
      contentHash,
      revision,
      textsLoaded,
      spansVerified: checked.spansProved,
      quarantined: checked.faults,
      warningCount: checked.warningCount,
      ignoredFields: checked.ignoredFields,
      seconds: (performance.now() - began) / 1000,
      changes,
      hasReplaced: live !== null,
    };
    return { report, faults: null };
  } catch (error) {
    await target.discard();
    throw error;
  } finally {
    staging?.close();
  }
}

/** Whether a load is worth the start of threads, and there is a second processor to run them. */
function usesThreads({ dir, threadsFrom = THREADS_FROM }: LoadOptions): boolean {
  const bytes = findDataFiles(dir).files.reduce((sum, { path }) => sum + statSync(path).size, 0);
  return bytes >= threadsFrom && availableParallelism() > 1;
}

/** Writes the records, and what they change in what is live, where that is a revision of the same dataset. */
async function replace(
  options: LoadOptions & Pick<WriteOptions, 'staging' | 'passages' | 'target' | 'inThreads'>,
  dataset: Dataset,
): Promise<ChangeCounts | null> {
  const { engine, location, staging, onPoint } = options;
  const live = await engine.openPreviousRevision(location);
  try {
    const previous = live?.datasetId === dataset.id ? live : null;
    if (previous !== null && !options.allowRemovals) await refuseRemovals(previous, staging, options);
    await writeRecords(options);
    onPoint('load:comparing');
    return await writeChangeLog({ ...options, previous, dataset });
  } finally {
    await live?.close();
    onPoint('load:compared');
  }
}

/** The dataset's own record as served. */
function describe(
  { record, hash }: { record: AuthoredDataset; hash: string },
  staging: Staging,
  texts: Texts | null,
  serve: Serving,
): Dataset {
  const counts = countsOf(staging);
  const loaded: string[] = []; // hashes of the documents that are at hand
  if (texts !== null)
    for (const { sha256 } of staging.documents()) if (texts.paths.has(sha256)) loaded.push(sha256);
  const served = loaded.length === 0 ? 'none' : serve;
  const contentHash = contentHashOf(staging.hashLines(), { id: record.id, hash });
  return Dataset.parse({
    ...record,
    codebooks: staging.codebooks().map((codebook) => ({ ...codebook, codes: codebook.codes.length })),
    contentHash,
    revision: revisionOf({ contentHash, texts: loaded, serve: served, rendererVersion: RENDERER_VERSION }),
    counts,
    texts: { loaded: loaded.length, total: counts.articles, served },
  });
}

/**
 * A version names one content for ever: citations rest on it. What another version of Demarche made may have been
 * hashed in another way.
 */
function refuseSameVersion({ id, version, contentHash }: Dataset, live: LiveDataset): void {
  if (
    !live.isCurrent ||
    live.datasetId !== id ||
    live.version !== version ||
    live.contentHash === contentHash
  )
    return;
  throw new LoadRefused(
    `version ${version} of "${id}" is live with other content, so citations of it would change: ` +
      'raise `version` in the dataset file and load again',
  );
}

/** Another dataset in the place of this one removes all of it, and is most often a wrong path. */
function refuseOtherDataset({ id }: Dataset, { datasetId }: LiveDataset): void {
  if (datasetId === null || datasetId === id) return;
  throw new LoadRefused(
    `the dataset "${datasetId}" is live there, and this load would put "${id}" in its place: name another --database, ` +
      'or load with --allow-removals',
  );
}

/** One line of JSON for each fault. */
function writeQuarantine(file: string, faults: readonly Fault[]): void {
  writeFileSync(file, faults.map((fault) => `${faultJson(fault)}\n`).join(''));
}
