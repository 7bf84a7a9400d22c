// A load takes away whatever it does not find. Where that is more than half of what is live of a type, files are more
// likely to be missing than records to be meant to go, so somebody must have said so.
import type { RecordType } from '../../model/record-type.ts';
import { resourceOf } from '../../resources/index.ts';
import type { PreviousRevision } from '../../store/port/change-log.ts';
import type { Staging } from '../../store/port/staging.ts';
import { yieldToEventLoop } from '../progress.ts';
import { LoadRefused } from '../read/fault.ts';
import { differenceOf, pairsOf, statesOf } from './compare-revisions.ts';

/** Ids compared before signals are let in. */
const BATCH = 10_000;

interface Removals {
  had: number;
  removed: number;
}

/** @throws LoadRefused where more than half of the live records of a type would be gone without a word. */
export async function refuseRemovals(
  previous: PreviousRevision,
  staging: Staging,
  { dir, signal }: { readonly dir: string; readonly signal: AbortSignal | null },
): Promise<void> {
  const found = await countRemovals(previous, staging, signal);
  const most = [...found].flatMap(([type, { had, removed }]) =>
    removed * 2 > had ? [`${removed} of ${had} ${resourceOf(type).name}`] : [],
  );
  if (most.length === 0) return;
  throw new LoadRefused(
    `this load would remove ${most.join(', ')} that are live, and retired.yaml does not name them. ` +
      `If that is meant, load with --allow-removals; if not, look for what is missing from ${dir}`,
  );
}

async function countRemovals(
  previous: PreviousRevision,
  staging: Staging,
  signal: AbortSignal | null,
): Promise<ReadonlyMap<RecordType, Removals>> {
  const found = new Map<RecordType, Removals>();
  let compared = 0;
  for await (const pair of pairsOf(previous.states(), statesOf(staging))) {
    compared += 1;
    if (compared % BATCH === 0) await yieldToEventLoop(signal);
    if (pair.before === null || pair.before.hash === null) continue;
    const { type } = pair.before;
    const ofType = found.get(type) ?? { had: 0, removed: 0 };
    found.set(type, ofType);
    ofType.had += 1;
    if (differenceOf(pair)?.kind === 'removed') ofType.removed += 1;
  }
  return found;
}
