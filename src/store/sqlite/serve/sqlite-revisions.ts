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

/** Changes when the file is replaced; null where there is none. */
async function versionOf(path: string): Promise<string | null> {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return null;
  }
}
