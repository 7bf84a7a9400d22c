// Reads, validates and stages a dataset, and finds everything that is wrong with it in one run. Used by
// `demarche validate` and by every load.
import type { AuthoredDataset } from '../../model/dataset.ts';
import type { Fault, StagedRecord, Staging } from '../../store/port/staging.ts';
import type { Conventions, Profile } from '../definitions/definition.ts';
import { type OnProgress, yieldToEventLoop } from '../progress.ts';
import { fileFault, sortFaults } from '../read/fault.ts';
import type { Passages } from '../read/passages.ts';
import type { CheckedItem } from './checked-item.ts';
import { checkedRecords } from './checked-records.ts';
import { proveQuotes } from './prove-quotes.ts';
import { proveSpans } from './prove-spans.ts';

/** Records staged at a time. */
const BATCH = 500;

/** More than anyone reads: further ones are only counted, so that a wrong set of millions is still reported. */
const FAULTS_KEPT = 10_000;

/** A dataset file may be there and empty. */
const NO_DATASET = fileFault(
  { file: 'dataset.yaml', line: 1, column: 1 },
  'the file of the dataset is empty',
  'say there what the dataset is: id, title, version',
);

export interface CheckOptions {
  readonly dir: string;
  /** Whether other threads check the records. */
  readonly inThreads: boolean;
  readonly staging: Staging;
  /** How the documents at hand are reached, once the articles are staged. */
  readonly passages: Passages;
  /** Up to how many faults the records that have them are left out instead; null to leave out none. */
  readonly tolerated: number | null;
  readonly onProgress: OnProgress;
  readonly onPoint: (name: string) => void;
  readonly signal: AbortSignal | null;
}

export interface Checked {
  /** Null where the dataset's own record is missing or wrong. */
  readonly dataset: { readonly record: AuthoredDataset; readonly hash: string } | null;
  /** In order of file and place; at most 10,000 of `faultCount`. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** What is published all the same, ordered and bounded alike. */
  readonly warnings: readonly Fault[];
  readonly warningCount: number;
  /** Whether the faults were quarantined: the records that have them are no longer staged. */
  readonly quarantined: boolean;
  readonly spansProved: number;
  /** The names of derived fields that records have, as wire records do, and that were passed over. */
  readonly ignoredFields: readonly string[];
}

/** Stages the dataset in `dir` and returns every fault it has. */
export async function checkDataset(options: CheckOptions): Promise<Checked> {
  const { staging, tolerated, onPoint } = options;
  const found = new FaultList();
  const ignored = new Set<string>();
  const dataset = await stageRecords(options, found, ignored);
  if (dataset === null && found.count === 0) found.add([NO_DATASET]);
  onPoint('load:staged');

  const profile = dataset?.record.profile ?? 'open';
  let { spansProved, warnings } = await checkStaged(options, profile, found);
  // Leaving out a record can leave others pointing at nothing: they go too, until what is left holds together.
  let known = 0;
  while (known < found.kept.length && canBeQuarantined(found, tolerated)) {
    for (const fault of found.kept.slice(known)) staging.drop(fault);
    known = found.kept.length;
    ({ spansProved, warnings } = await checkStaged(options, profile, found));
  }
  onPoint('load:checked');
  return {
    dataset,
    faults: sortFaults(found.kept),
    faultCount: found.count,
    warnings: sortFaults(warnings.kept),
    warningCount: warnings.count,
    quarantined: found.count > 0 && canBeQuarantined(found, tolerated),
    spansProved,
    ignoredFields: [...ignored],
  };
}

/** Faults as they are found: all are counted, and the first of them are kept. */
class FaultList {
  readonly kept: Fault[] = [];
  count = 0;

  add(faults: Iterable<Fault>): void {
    for (const fault of faults) {
      this.count += 1;
      if (this.kept.length < FAULTS_KEPT) this.kept.push(fault);
    }
  }
}

/** Whether what has faults can be left out: there are few enough, and each is known and of one record. */
function canBeQuarantined({ count, kept }: FaultList, tolerated: number | null): boolean {
  return tolerated !== null && count <= tolerated && count === kept.length && kept.every(isOfOneRecord);
}

/** A fault of the dataset or of a whole file concerns everything; one bad line, or record, only itself. */
function isOfOneRecord({ recordType, recordId, file, isOfWholeFile }: Fault): boolean {
  if (isOfWholeFile || recordType === 'codebook') return false;
  return recordId === null ? /\.ndjson(\.gz)?$/.test(file) : recordType !== 'dataset';
}

async function stageRecords(
  options: CheckOptions,
  found: FaultList,
  ignored: Set<string>,
): Promise<Checked['dataset']> {
  const { dir, inThreads, staging, onProgress, onPoint } = options;
  let dataset: Checked['dataset'] = null;
  let batch: StagedRecord[] = [];
  let done = 0;
  let conventions = NOT_KNOWN;
  for await (const item of checkedRecords({ dir, inThreads, conventions: () => conventions, ignored })) {
    const { type, faults, staged, refused, codebook } = item;
    found.add(faults);
    if (type === 'dataset') {
      dataset = item.dataset;
      if (dataset !== null) conventions = conventionsOf(dataset.record);
    }
    if (codebook !== null) conventions = { ...conventions, codebooks: [...conventions.codebooks, codebook] };
    else if (isOfCodebook(item)) conventions = { ...conventions, areKnown: false };
    if (type === null || type === 'dataset') continue;
    if (refused !== null) staging.refuse(refused.type, refused.id, refused.statementIds);
    batch.push(...staged);
    done += 1;
    if (done % BATCH !== 0) continue;
    staging.stage(batch);
    batch = [];
    onProgress({ step: 'reading', done, total: null });
    onPoint(`load:read:${done}`);
    await yieldToEventLoop(options.signal);
  }
  staging.stage(batch);
  return dataset;
}

/** What holds while the dataset's own record is missing or wrong. */
const NOT_KNOWN: Conventions = {
  profile: 'open',
  measures: [],
  codebooks: [],
  schemes: [],
  areKnown: false,
};

function conventionsOf({ profile, measures, schemes }: AuthoredDataset): Conventions {
  return {
    profile,
    measures: measures.map(({ id }) => id),
    codebooks: [],
    schemes: schemes.map(({ name }) => name),
    areKnown: true,
  };
}

/** A codebook with faults, or a file that cannot be read as one. */
function isOfCodebook({ type, faults }: CheckedItem): boolean {
  return type === 'codebook' || faults.some(({ file }) => file.startsWith('codebook'));
}

/** Finds faults between records, and of spans and quotes against the documents, and what is doubtful besides. */
async function checkStaged(
  options: CheckOptions,
  profile: Profile,
  found: FaultList,
): Promise<{ spansProved: number; warnings: FaultList }> {
  const { staging, passages, onProgress, signal } = options;
  const warnings = new FaultList();
  onProgress({ step: 'checking', done: 0, total: null });
  found.add(staging.faults());
  warnings.add(staging.warnings());
  options.onPoint('load:related');
  let spansProved = 0;
  if (!passages.areGiven) return { spansProved, warnings };
  for (const { faults, spans } of proveSpans(staging, passages, profile)) {
    found.add(faults);
    spansProved += spans;
    onProgress({ step: 'proving', done: spansProved, total: null });
    await yieldToEventLoop(signal);
  }
  // Who coded an open set by machine need not have kept to the letter of the page.
  const doubtful = profile === 'curated' ? found : warnings;
  for (const faults of proveQuotes(staging, passages)) {
    doubtful.add(faults);
    await yieldToEventLoop(signal);
  }
  options.onPoint('load:proved');
  return { spansProved, warnings };
}
