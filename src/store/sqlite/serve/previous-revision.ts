// The file that a load is about to replace, opened read-only for comparison. The load writes another file, so the live
// one stays as it is whatever becomes of the load.
import type { PreviousRevision } from '../../port/change-log.ts';
import { StoreError } from '../../port/store-error.ts';
import { changeEntries, idStates, revisionEntries } from '../../sql/change-log-queries.ts';
import { type OpenedStore, openStore } from './open-store.ts';

/**
 * Null where there is nothing that could be compared with: no file, one of another version of Demarche, or one whose
 * bytes are not those of its load. The whole file is read to know that.
 * @throws StoreError where the file cannot be read just now
 */
export async function openPreviousRevision(path: string): Promise<PreviousRevision | null> {
  const store = await openIntact(path);
  if (store === null) return null;
  const { reader, meta, get, close } = store;
  return {
    datasetId: meta.datasetId,
    revisions: await revisionEntries(reader),
    states: () => idStates(reader),
    changesAfter: (sequence) => changeEntries(reader, sequence),
    get,
    close,
  };
}

async function openIntact(path: string): Promise<OpenedStore | null> {
  let store: OpenedStore;
  try {
    store = await openStore(path);
  } catch (error) {
    // Anything else may pass, and the change log is not given up for that.
    if (error instanceof StoreError && (error.code === 'missing' || error.isFinal)) return null;
    throw error;
  }
  if (await store.isIntact()) return store;
  await store.close();
  return null;
}
