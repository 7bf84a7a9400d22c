// The revisions of a database file. A load renames a new file over the live one, which is noticed by polling, since
// fs.watch is not reliable.
import { stat } from 'node:fs/promises';
import type { FollowOptions } from '../../port/engine.ts';
import type { FollowedRevisions } from '../../port/revisions.ts';
import { followRevisions as follow } from '../../serving/revision-following.ts';
import { type PolledRevisions, type PollingOptions, pollRevisions } from '../../serving/revision-polling.ts';
import type { RevisionSource } from '../../serving/revision-source.ts';
import { openStore, versionOf } from './open-store.ts';

export interface RevisionOptions extends PollingOptions {
  /** The path of the file. */
  readonly location: string;
  /** As for `openStore`. */
  readonly threads?: number;
}

/** Opens the database file and follows it. Throws StoreError where the first file cannot be served. */
export function openRevisions({
  location,
  threads = 0,
  ...options
}: RevisionOptions): Promise<PolledRevisions> {
  return pollRevisions(fileSource(location, threads), options);
}

/** Opens the database file that another process has checked. Throws StoreError where it is another by now. */
export function followRevisions({
  location,
  threads,
  ...options
}: FollowOptions): Promise<FollowedRevisions> {
  return follow(fileSource(location, threads), options);
}

function fileSource(location: string, threads: number): RevisionSource {
  return {
    location,
    noun: 'database file',
    version: () => stat(location).then(versionOf, () => null),
    open: () => openStore(location, { threads }),
  };
}
