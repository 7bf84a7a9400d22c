// Checks a dataset without loading it, by the same run that a load begins with, in staging of its own that goes away
// again.
import type { ResourceName } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Engine } from '../../store/port/engine.ts';
import type { Fault, Staging } from '../../store/port/staging.ts';
import type { OnProgress } from '../progress.ts';
import { sortFaults } from '../read/fault.ts';
import { openPassages, type Passages } from '../read/passages.ts';
import { openTexts } from '../read/texts.ts';
import { type Checked, checkDataset } from './check-dataset.ts';

export interface CheckFolderOptions {
  readonly dir: string;
  /** A folder with the articles' documents; null to check without. */
  readonly texts: string | null;
  readonly engine: Pick<Engine, 'openStaging'>;
  readonly onProgress: OnProgress;
  /** Stops the check at the next batch of records. */
  readonly signal?: AbortSignal | null;
}

/** What is staged while a check is being used. */
export interface Folder {
  readonly checked: Checked;
  readonly staging: Staging;
  readonly passages: Passages;
}

/** Checks the dataset in `dir` as a load does, and returns what `use` makes of it while it is staged. */
export async function checkFolder<T>(
  { dir, texts, engine, onProgress, signal = null }: CheckFolderOptions,
  use: (folder: Folder) => T,
): Promise<T> {
  const staging = await engine.openStaging(null);
  try {
    const passages = openPassages(staging, texts === null ? null : openTexts(texts), 'none');
    const checked = await checkDataset({
      dir,
      inThreads: false,
      staging,
      passages,
      tolerated: null,
      onProgress,
      onPoint: () => {},
      signal,
    });
    return use({ checked, staging, passages });
  } finally {
    staging.close();
  }
}

export interface Validation {
  /** In order of file and place; at most 10,000 of `faultCount`. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** What a load publishes all the same; ordered and bounded alike. */
  readonly warnings: readonly Fault[];
  readonly warningCount: number;
  readonly counts: Readonly<Record<ResourceName, number>>;
  /** Code schemes of the dataset's own. */
  readonly codebooks: number;
  readonly spansProved: number;
  /** The names of derived fields that were passed over. */
  readonly ignoredFields: readonly string[];
}

/** Everything that is wrong with the dataset in `dir`, in one run. */
export function validate(options: CheckFolderOptions): Promise<Validation> {
  return checkFolder(options, ({ checked: { dataset, quarantined, ...checked }, staging }) => ({
    ...checked,
    counts: countsOf(staging),
    codebooks: staging.count('codebook'),
  }));
}

/** The validation with its warnings as faults. */
export function withWarningsAsFaults(validation: Validation): Validation {
  const { faults, faultCount, warnings, warningCount } = validation;
  return {
    ...validation,
    faults: sortFaults([...faults, ...warnings]),
    faultCount: faultCount + warningCount,
    warnings: [],
    warningCount: 0,
  };
}

/** Records of each resource that are staged, made statements included. */
export function countsOf(staging: Staging): Record<ResourceName, number> {
  return Object.fromEntries(
    Object.values(RESOURCES).map(({ name, type }) => [name, staging.count(type)]),
  ) as Record<ResourceName, number>; // every resource is counted
}
