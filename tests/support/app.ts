// The real application over the invented dataset in tests/fixtures/harbour, in a file of its own.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp, type Lifecycle } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { LoadOptions, LoadReport } from '../../src/load/load.ts';
import type { Log, Revisions } from '../../src/store/port/revisions.ts';
import type { PolledRevisions } from '../../src/store/serving/revision-polling.ts';
import { openRevisions } from '../../src/store/sqlite/serve/sqlite-revisions.ts';
import { temporaryDirectory } from './folders.ts';
import { CODED, HARBOUR, HARBOUR_TEXTS, loaded, type TestLoad } from './load.ts';

/** The dataset that ships. */
export const SEED = fileURLToPath(new URL('../../seed', import.meta.url));

const quiet = { info: () => {}, error: () => {} };

/** Loads the invented dataset with its texts, served in full, where nothing else is said; throws where it has faults. */
export function loadInto(options: TestLoad): Promise<LoadReport> {
  return loaded({ texts: HARBOUR_TEXTS, serve: 'full', replaceVersion: true, ...options });
}

/** Folders of the repository, which stay as they are while tests run. */
const FIXED: readonly string[] = [HARBOUR, CODED, SEED];
/** The files of loads that this process has made, by what was loaded. */
const published = new Map<string, Promise<string>>();

type Loaded = Pick<MakeApp, 'dir' | 'texts' | 'serve'>;

/** Puts a database at an empty path as `loadInto` would. Loads of the same are made once, and copied. */
async function publishInto(path: string, what: Loaded): Promise<void> {
  if (!FIXED.includes(what.dir ?? HARBOUR)) {
    await loadInto({ ...what, path });
    return;
  }
  const key = JSON.stringify(what, ['dir', 'texts', 'serve']);
  const publishing = published.get(key) ?? publish(what);
  published.set(key, publishing);
  copyFileSync(await publishing, path);
}

async function publish(what: Loaded): Promise<string> {
  const folder = temporaryDirectory();
  process.once('exit', folder.remove);
  const path = join(folder.path, 'published.db');
  await loadInto({ ...what, path });
  return path;
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly revisions: PolledRevisions;
  readonly lifecycle: Lifecycle;
  /** The database file: load into it again and poll for a new revision. */
  readonly path: string;
  close(): Promise<void>;
}

export interface MakeApp
  extends Partial<
    Pick<LoadOptions, 'dir' | 'texts' | 'serve'> &
      Pick<Config, 'rateLimit' | 'trustProxy' | 'exportsAtOnce' | 'maxDelayMilliseconds'>
  > {
  readonly publicUrl?: string;
  readonly cacheBytes?: number;
  readonly keepMs?: number;
  readonly graceMs?: number;
  readonly holdMs?: number;
  readonly checkedAtOnce?: number;
  /** Does something to the database file before it is opened. */
  readonly alter?: (path: string) => void;
  /** The log of what happens to the data. */
  readonly log?: Log;
  /** Puts something between the application and its revisions. */
  readonly wrap?: (revisions: Revisions) => Revisions;
  readonly logger?: AppOptions['logger'];
  readonly lateness?: AppOptions['lateness'];
}

export async function makeApp(options: MakeApp = {}): Promise<TestApp> {
  const {
    publicUrl = '',
    cacheBytes = 1024 * 1024,
    keepMs = 60_000,
    graceMs = 10_000,
    holdMs = 60_000,
    checkedAtOnce,
    alter = () => {},
    log = quiet,
    wrap = (same) => same,
    logger = false,
    rateLimit = 0,
    trustProxy = [],
    exportsAtOnce,
    maxDelayMilliseconds,
    lateness,
    ...what
  } = options;
  const folder = temporaryDirectory();
  const path = join(folder.path, 'harbour.db');
  await publishInto(path, what);
  alter(path);
  const revisions = await openRevisions({
    location: path,
    logger: log,
    pollMs: 0,
    keepMs,
    graceMs,
    leaseMs: holdMs,
    ...(checkedAtOnce !== undefined && { checkedAtOnce }),
  });
  const lifecycle = { draining: false };
  const app = await buildApp({
    revisions: wrap(revisions),
    config: {
      publicUrl,
      cacheBytes,
      rateLimit,
      trustProxy,
      ...(exportsAtOnce !== undefined && { exportsAtOnce }),
      ...(maxDelayMilliseconds !== undefined && { maxDelayMilliseconds }),
    },
    lifecycle,
    logger,
    ...(lateness !== undefined && { lateness }),
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
      folder.remove();
    },
  };
}
