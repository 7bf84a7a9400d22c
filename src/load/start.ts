// Which database a server opens, and whether it is built from the seed first.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Live } from '../store/port/store.ts';
import { findDataFiles } from './read/find-files.ts';
import { RENDERER_VERSION } from './render/render.ts';

/** What is to be done before serving. */
export interface StartPlan {
  readonly path: string;
  readonly build: boolean;
  /** Why the file is served as it is although the seed says otherwise, and what to run; null where all is in step. */
  readonly notice: string | null;
}

export interface StartOptions {
  /** The database that was asked for; null for the default one, which may be rebuilt. */
  readonly databasePath: string | null;
  readonly defaultPath: string;
  readonly seedDir: string;
  readLive(path: string): Live | null;
}

/**
 * A database that was asked for is opened, never written, and built only where it is missing. The default one follows
 * the seed, by its hash and never by file times, unless it holds what no seed could bring back.
 */
export function planStart({ databasePath, defaultPath, seedDir, readLive }: StartOptions): StartPlan {
  if (databasePath !== null) return { path: databasePath, build: !existsSync(databasePath), notice: null };
  const path = defaultPath;
  const live = readLive(path);
  if (live === null) return { path, build: true, notice: null };
  const seed = seedHashOf(seedDir);
  if (live.isCurrent && live.seedHash === seed) return { path, build: false, notice: null };
  const kept = whyKept(live);
  if (kept === null) return { path, build: true, notice: null };
  return {
    path,
    build: false,
    notice: `${path} ${kept}, so it is served as it is. To build it from the seed instead: npm run seed`,
  };
}

/** Null for a file that was built from a seed and can be built again. */
function whyKept({ seedHash, textsLoaded }: Live): string | null {
  if (seedHash === null) return 'was not built from the seed';
  return textsLoaded === 0 ? null : 'holds loaded texts';
}

/** SHA-256 over the seed's files, by name and bytes, and over what renders them. */
export function seedHashOf(seedDir: string): string {
  const hash = createHash('sha256').update(`renderer\t${RENDERER_VERSION}\n`);
  for (const { file, path } of findDataFiles(seedDir).files) {
    const bytes = createHash('sha256').update(readFileSync(path)).digest('hex');
    hash.update(`${file}\t${bytes}\n`);
  }
  return hash.digest('hex');
}
