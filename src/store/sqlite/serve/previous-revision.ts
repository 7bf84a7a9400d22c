// The live file, opened read-only to be read from end to end. A load writes another file, so this one stays as it is
// whatever becomes of the load.
import type { PreviousRevision } from '../../port/change-log.ts';
import { StoreError } from '../../port/store-error.ts';
import { changeEntries, idStates, revisionEntries } from '../../sql/change-log-queries.ts';
import { openStore } from './open-store.ts';

/**
 * The whole file is read to know that its bytes are those of its load.
 * @throws StoreError where there is no file, or none that could be read
 */
export async function openLiveRevision(path: string): Promise<PreviousRevision> {
  const store = await openStore(path);
  const { reader, meta, get, dataset, codebook, close } = store;
  try {
    if (!(await store.isIntact()))
      throw new StoreError('damaged', 'the database file is damaged: its bytes are not those of its load');
    return {
      datasetId: meta.datasetId,
      revisions: await revisionEntries(reader),
      states: () => idStates(reader),
      changesAfter: (sequence) => changeEntries(reader, sequence),
      get,
      dataset,
      codebook,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Null where there is nothing that a load could compare itself with: no file, one of another version of Demarche, or
 * one whose bytes are not those of its load.
 * @throws StoreError where the file cannot be read just now
 */
export async function openPreviousRevision(path: string): Promise<PreviousRevision | null> {
  try {
    return await openLiveRevision(path);
  } catch (error) {
    // Anything else may pass, and the change log is not given up for that.
    if (error instanceof StoreError && (error.code === 'missing' || error.isFinal)) return null;
    throw error;
  }
}
