// Checks a dataset without loading it: the same run that a load begins with.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceName } from '../query/condition.ts';
import { RESOURCES } from '../resources/index.ts';
import type { Fault, Staging } from '../store/store.ts';
import type { OnProgress } from './progress.ts';
import { openPassages } from './render-spans.ts';
import { checkDataset } from './stage.ts';
import { openTexts } from './texts.ts';

export interface ValidateOptions {
  readonly dir: string;
  /** A folder with the articles' documents; null to check without. */
  readonly texts: string | null;
  readonly openStaging: (path: string) => Staging;
  readonly onProgress: OnProgress;
  /** Stops the check at the next batch of records. */
  readonly signal?: AbortSignal | null;
}

export interface Validation {
  /** In order of file and place; at most 10,000 of `faultCount`. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  readonly counts: Readonly<Record<ResourceName, number>>;
  readonly spansProved: number;
}

/** Everything that is wrong with the dataset in `dir`, in one run. */
export async function validate({
  dir,
  texts,
  openStaging,
  onProgress,
  signal = null,
}: ValidateOptions): Promise<Validation> {
  const folder = mkdtempSync(join(tmpdir(), 'demarche-'));
  let staging: Staging | null = null;
  try {
    staging = openStaging(join(folder, 'staging'));
    const passages = openPassages(staging, texts === null ? null : openTexts(texts), 'none');
    const { faults, faultCount, spansProved } = await checkDataset({
      dir,
      staging,
      passages,
      tolerated: null,
      onProgress,
      onPoint: () => {},
      signal,
    });
    return { faults, faultCount, counts: countsOf(staging), spansProved };
  } finally {
    staging?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Records of each resource that are staged, made statements included. */
export function countsOf(staging: Staging): Record<ResourceName, number> {
  return Object.fromEntries(
    Object.values(RESOURCES).map(({ name, type }) => [name, staging.count(type)]),
  ) as Record<ResourceName, number>; // every resource is counted
}
