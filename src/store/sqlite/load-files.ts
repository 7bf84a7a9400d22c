// The files of a load: what it writes beside the live database, and how that becomes the live one.
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StoreError } from '../port/store-error.ts';

/** Readable by all, written by nobody but a load. */
const NEW_FILE_MODE = 0o644;

export interface TargetFiles {
  readonly database: string;
  /** A database for what waits to be sorted; its other files begin with its name. */
  readonly scratch: string;
}

/** Beside the database, where `sweep` finds it. */
export function stagingFile(path: string): string {
  return `${path}.tmp-${process.pid}.staging`;
}

export function targetFiles(path: string): TargetFiles {
  const database = `${path}.tmp-${process.pid}`;
  return { database, scratch: `${database}-scratch` };
}

/** Removes what loads left behind, journals included. Only under the lock: then none of it is in use. */
export function sweep(path: string): void {
  removeBeginning(`${path}.tmp-`);
}

export function removeScratch({ scratch }: TargetFiles): void {
  removeBeginning(scratch);
}

function removeBeginning(path: string): void {
  const prefix = basename(path);
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(prefix)) rmSync(join(dirname(path), name), { force: true });
}

/** The new file may be read by those who may read the old one. */
export function copyMode(path: string, file: string): void {
  chmodSync(file, existsSync(path) ? statSync(path).mode & 0o777 : NEW_FILE_MODE);
}

/** Makes a rename durable. When that fails the new data is live, but may be gone after a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(dirname(path), 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (cause) {
    if (process.platform === 'win32') return; // Windows opens no directories, and needs no sync of them
    throw new StoreError('durabilityUnknown', 'published, but the disk did not confirm it', { cause });
  }
}
