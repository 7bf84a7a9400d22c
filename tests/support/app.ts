// The real application over the invented dataset in tests/fixtures/harbour, loaded into a file of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp, type Lifecycle } from '../../src/app.ts';
import { load } from '../../src/load/load.ts';
import type { Serving } from '../../src/model/dataset.ts';
import { readLive } from '../../src/store/sqlite/live.ts';
import { openRevisions, type PolledRevisions } from '../../src/store/sqlite/revisions.ts';
import { openStaging } from '../../src/store/sqlite/staging.ts';
import { openTarget } from '../../src/store/sqlite/target.ts';
import type { Revisions } from '../../src/store/store.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

export const HARBOUR = fixture('harbour');
export const HARBOUR_TEXTS = fixture('harbour-texts');
/** The dataset that ships. */
export const SEED = fixture('../../seed');

const engine = { openStaging, openTarget, readLive };
const quiet = { info: () => {}, error: () => {} };

export interface LoadInto {
  readonly path: string;
  readonly dir?: string;
  readonly texts?: string | null;
  readonly serve?: Serving;
}

/** Loads a dataset; throws with the faults where there are any. */
export async function loadInto({
  path,
  dir = HARBOUR,
  texts = HARBOUR_TEXTS,
  serve = 'full',
}: LoadInto): Promise<void> {
  const options = { dir, path, texts, serve, engine, quarantine: null, seedHash: null, replaceVersion: true };
  const { faults } = await load({ ...options, onProgress: () => {}, onPoint: () => {}, signal: null });
  if (faults !== null)
    throw new Error(
      `${dir} does not load:\n${faults.map((fault) => `${fault.file}:${fault.line} ${fault.message}`).join('\n')}`,
    );
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly revisions: PolledRevisions;
  readonly lifecycle: Lifecycle;
  /** The database file: load into it again and poll for a new revision. */
  readonly path: string;
  close(): Promise<void>;
}

export interface MakeApp extends Omit<LoadInto, 'path'> {
  readonly publicUrl?: string;
  readonly cacheBytes?: number;
  readonly keepMs?: number;
  /** Puts something between the application and its revisions. */
  readonly wrap?: (revisions: Revisions) => Revisions;
  readonly logger?: AppOptions['logger'];
}

export async function makeApp(options: MakeApp = {}): Promise<TestApp> {
  const {
    publicUrl = '',
    cacheBytes = 1024 * 1024,
    keepMs = 60_000,
    wrap = (same) => same,
    logger = false,
  } = options;
  const folder = await mkdtemp(join(tmpdir(), 'demarche-http-'));
  const path = join(folder, 'harbour.db');
  await loadInto({ ...options, path });
  const revisions = await openRevisions({ path, logger: quiet, pollMs: 0, keepMs });
  const lifecycle = { draining: false };
  const app = await buildApp({
    revisions: wrap(revisions),
    config: { publicUrl, cacheBytes },
    lifecycle,
    logger,
  });
  await app.ready();
  return {
    app,
    revisions,
    lifecycle,
    path,
    close: async () => {
      await app.close();
      await revisions.close();
      await rm(folder, { recursive: true });
    },
  };
}
