// SQLite as the engine: a database is a file, and a load renames a new one over it. Each part is imported when it is
// first asked for, since all of them take a good part of a second.
import { existsSync } from 'node:fs';
import type { Engine } from '../port/engine.ts';

/** A full disk, or a place where the process may not read or write. */
const OPERATIONAL = /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|PERM)/;

export const sqliteEngine: Engine = {
  openStaging: async (path) => (await import('./staging/sqlite-staging.ts')).openStaging(path),
  openTarget: async (options) => (await import('./publish/sqlite-target.ts')).openTarget(options),
  exists: async (path) => existsSync(path),
  readLiveDataset: async (path) => (await import('./serve/live-dataset.ts')).readLiveDataset(path),
  openPreviousRevision: async (path) =>
    (await import('./serve/previous-revision.ts')).openPreviousRevision(path),
  openLiveRevision: async (path) => (await import('./serve/previous-revision.ts')).openLiveRevision(path),
  openRevisions: async (options) => (await import('./serve/sqlite-revisions.ts')).openRevisions(options),
  followRevisions: async (options) => (await import('./serve/sqlite-revisions.ts')).followRevisions(options),
  isOperational: (error) => OPERATIONAL.test((error as NodeJS.ErrnoException).code ?? ''),
};
