// The file that a load is about to replace, opened read-only for comparison. The load's own file is another one, so
// what is live stays as it is whatever becomes of the load.

import type { Former } from '../../port/store.ts';
import { StoreError, type StoreErrorCode } from '../../port/store-error.ts';
import { idStates, keptChanges, keptRevisions } from '../../sql/change-log-queries.ts';
import { type OpenedStore, openStore } from './open.ts';

/** What says that there is nothing to compare with. Anything else may pass, and history is not given up for that. */
const VERDICTS: readonly StoreErrorCode[] = ['noFile', 'notADataset', 'otherFormat', 'truncated', 'damaged'];

/**
 * Null where there is nothing that could be compared with: no file, one of another version of Demarche, or one whose
 * bytes are not those of its load. The whole file is read to know that.
 * @throws StoreError where the file cannot be read just now
 */
export async function openFormer(path: string): Promise<Former | null> {
  const store = await openWhole(path);
  if (store === null) return null;
  const { reader, facts, get, close } = store;
  return {
    datasetId: facts.datasetId,
    revisions: await keptRevisions(reader),
    states: () => idStates(reader),
    changesAfter: (sequence) => keptChanges(reader, sequence),
    get,
    close,
  };
}

async function openWhole(path: string): Promise<OpenedStore | null> {
  let store: OpenedStore;
  try {
    store = await openStore(path);
  } catch (error) {
    if (error instanceof StoreError && VERDICTS.includes(error.code)) return null;
    throw error;
  }
  if (await store.isIntact()) return store;
  await store.close();
  return null;
}
