// An engine whose databases are in memory, each under the location that it was loaded to.
import { engine as sqlite } from '../../src/engine-choice.ts';
import type { IdState, PreviousRevision } from '../../src/store/port/change-log.ts';
import type { Engine } from '../../src/store/port/engine.ts';
import { LockedError, StoreError } from '../../src/store/port/store-error.ts';
import { compareBytes } from './records.ts';
import { type ReferenceContent, referenceTarget } from './reference-content.ts';
import { referenceStore } from './reference-store.ts';

export interface ReferenceEngine extends Engine {
  /** What was loaded there. */
  content(location: string): ReferenceContent;
}

export function referenceEngine(): ReferenceEngine {
  const live = new Map<string, ReferenceContent>();
  const locked = new Set<string>();
  const contentAt = (location: string): ReferenceContent => {
    const content = live.get(location);
    if (content === undefined) throw new StoreError('missing', `there is no database at ${location}`);
    return content;
  };
  return {
    content: contentAt,
    // Always a local SQLite file, whatever engine serves the data.
    openStaging: () => sqlite.openStaging(null),
    openTarget: async ({ location }) => {
      if (locked.has(location)) throw new LockedError(process.pid);
      locked.add(location);
      return referenceTarget(
        (content) => live.set(location, content),
        () => locked.delete(location),
      );
    },
    exists: async (location) => live.has(location),
    readLiveDataset: async (location) => {
      const content = live.get(location);
      return content === undefined ? null : { ...content.meta, isCurrent: true };
    },
    openPreviousRevision: async (location) => (live.has(location) ? revisionOf(contentAt(location)) : null),
    openLiveRevision: async (location) => revisionOf(contentAt(location)),
    openRevisions: async ({ location }) => {
      const store = referenceStore(contentAt(location));
      return {
        current: () => store,
        at: (revision) => (revision === store.revision ? store : null),
        trouble: () => null,
        close: () => store.close(),
      };
    },
    followRevisions: () => Promise.reject(new Error('the reference serves in one process')),
    isOperational: () => false,
  };
}

function revisionOf(content: ReferenceContent): PreviousRevision {
  const { meta, hashes, retired, revisions, changes } = content;
  const { get, dataset, codebook, close } = referenceStore(content);
  const states: IdState[] = [
    ...hashes.map((entry) => ({ ...entry, retired: null })),
    ...retired.map(({ type, id, ...why }) => ({ type, id, hash: null, retired: why })),
  ];
  return {
    datasetId: meta.datasetId,
    revisions,
    states: async function* () {
      yield* states.toSorted((a, b) => compareBytes(a.type, b.type) || compareBytes(a.id, b.id));
    },
    changesAfter: async function* (sequence) {
      const later = changes.filter((change) => change.sequence > sequence);
      yield later.toSorted((a, b) => a.position - b.position);
    },
    get,
    dataset,
    codebook,
    close,
  };
}
