// The revisions of a database file. A load renames a new file over the live one, which is noticed by polling, since
// fs.watch is not reliable.
import { stat } from 'node:fs/promises';
import { type PolledRevisions, type PollingOptions, pollRevisions } from '../../serving/revision-polling.ts';
import { openStore } from './open-store.ts';

export interface RevisionOptions extends PollingOptions {
  /** The path of the file. */
  readonly location: string;
}

/** Opens the database file and follows it. Throws StoreError where the first file cannot be served. */
export function openRevisions({ location, ...options }: RevisionOptions): Promise<PolledRevisions> {
  return pollRevisions(
    {
      location,
      noun: 'database file',
      version: () => versionOf(location),
      open: () => openStore(location),
    },
    options,
  );
}

/**
 * Changes when the file is replaced or written; null where there is none. By its time of change too, which nobody can
 * set: a copy may keep the time of modification.
 */
async function versionOf(path: string): Promise<string | null> {
  try {
    const { ino, mtimeMs, ctimeMs, size } = await stat(path);
    return `${ino} ${mtimeMs} ${ctimeMs} ${size}`;
  } catch {
    return null;
  }
}
