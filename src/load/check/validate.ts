// Checks a dataset without loading it: the same run that a load begins with.
import type { ResourceName } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Fault, Staging } from '../../store/port/staging.ts';
import { type CheckFolderOptions, checkFolder } from './check-folder.ts';

export interface Validation {
  /** In order of file and place; at most 10,000 of `faultCount`. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  readonly counts: Readonly<Record<ResourceName, number>>;
  readonly spansProved: number;
}

/** Everything that is wrong with the dataset in `dir`, in one run. */
export function validate(options: CheckFolderOptions): Promise<Validation> {
  return checkFolder(options, ({ checked: { faults, faultCount, spansProved }, staging }) => ({
    faults,
    faultCount,
    counts: countsOf(staging),
    spansProved,
  }));
}

/** Records of each resource that are staged, made statements included. */
export function countsOf(staging: Staging): Record<ResourceName, number> {
  return Object.fromEntries(
    Object.values(RESOURCES).map(({ name, type }) => [name, staging.count(type)]),
  ) as Record<ResourceName, number>; // every resource is counted
}
