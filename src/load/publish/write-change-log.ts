// The change log of a dataset: a load carries over the log of the revision before it, and adds its own changes.
// No clock: a revision stands in the log by its number, and only the dataset's own words say when it was made.
import { type ChangeKind, KEPT_HISTORY } from '../../model/change.ts';
import { resourceOf } from '../../resources/index.ts';
import type { ChangeEntry, PreviousRevision, RevisionEntry } from '../../store/port/change-log.ts';
import { yieldToEventLoop } from '../progress.ts';
import { wireRecord } from '../render/render.ts';
import {
  changedFields,
  type Difference,
  differenceOf,
  type Pair,
  pairsOf,
  statesOf,
} from './compare-revisions.ts';
import type { WriteOptions } from './write-records.ts';

/** Ids compared and written at a time. */
const BATCH = 500;

export interface ChangeLogOptions extends Pick<WriteOptions, 'staging' | 'passages' | 'target' | 'signal'> {
  /** The revision before; null where there is none to compare with: the log then begins with this load. */
  readonly previous: PreviousRevision | null;
  readonly dataset: { readonly revision: string; readonly version: string };
}

/** How many records a load added, changed, retired and removed since the revision before. */
export type ChangeCounts = Readonly<Record<ChangeKind, number>> & { readonly since: string };

/** Writes what the next load compares itself with, and the change log. Null where there was nothing to compare with. */
export async function writeChangeLog(options: ChangeLogOptions): Promise<ChangeCounts | null> {
  const { previous, target, dataset } = options;
  const last = previous?.revisions.at(-1);
  const counts = { added: 0, changed: 0, retired: 0, removed: 0 };
  const [sequence, lastPosition] = [(last?.sequence ?? 0) + 1, last?.lastPosition ?? 0];
  let position = lastPosition;
  for await (const pairs of batches(options)) {
    await target.writeHashes(pairs.flatMap(({ after }) => hashOf(after)));
    if (previous === null) continue;
    const changes: ChangeEntry[] = [];
    for (const difference of pairs.flatMap((pair) => differenceOf(pair) ?? [])) {
      position += 1;
      counts[difference.kind] += 1;
      changes.push({
        ...difference,
        position,
        sequence,
        fields: await fieldsOf(difference, options, previous),
      });
    }
    await target.writeChanges(changes);
    await yieldToEventLoop(options.signal);
  }

  const { revision, version } = dataset;
  const own = { sequence, revision, version, lastPosition: position };
  if (previous === null || last === undefined) {
    await target.writeRevisions([own]);
    return null;
  }
  // Loading the same content again makes no new revision.
  const all = last.revision === revision ? previous.revisions : [...previous.revisions, own];
  const kept = revisionsToKeep(all, KEPT_HISTORY);
  await target.writeRevisions(kept);
  for await (const changes of previous.changesAfter(kept[0]?.sequence ?? sequence))
    await target.writeChanges(changes);
  return { ...counts, since: last.revision };
}

/**
 * The newest revisions whose changes are within the bounds, and the one before them, after which the log begins.
 * The changes of the last are kept however many they are.
 */
export function revisionsToKeep(
  revisions: readonly RevisionEntry[],
  most: Readonly<typeof KEPT_HISTORY>,
): readonly RevisionEntry[] {
  const end = revisions.at(-1)?.lastPosition ?? 0;
  const first = revisions.findIndex(
    ({ lastPosition }, index) =>
      revisions.length - index <= 2 ||
      (end - lastPosition <= most.changes && revisions.length - index <= most.revisions),
  );
  return revisions.slice(first);
}

async function* batches({ previous, staging }: ChangeLogOptions): AsyncGenerator<Pair[]> {
  let batch: Pair[] = [];
  for await (const pair of pairsOf(previous?.states() ?? nothing(), statesOf(staging))) {
    batch.push(pair);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function* nothing(): ReturnType<PreviousRevision['states']> {}

function hashOf(state: Pair['after']): { type: ChangeEntry['type']; id: string; hash: string }[] {
  if (state === null || state.hash === null) return [];
  const { type, id, hash } = state;
  return [{ type, id, hash }];
}

/** The record is rendered once more: few change, and the target cannot be read before its indexes are built. */
async function fieldsOf(
  { type, id, kind }: Difference,
  options: ChangeLogOptions,
  previous: PreviousRevision,
): Promise<string[]> {
  if (kind !== 'changed') return [];
  const { name, record } = resourceOf(type);
  const before = await previous.get(name, id);
  const json = options.staging.json(type, id);
  if (before === null || json === null) throw new Error(`the ${type} "${id}" is compared and not there`);
  // Parsed, so that its keys stand in the order in which the other was written.
  const after = record.parse(wireRecord(type, json, options)) as object;
  return changedFields(type, JSON.parse(before), after);
}
