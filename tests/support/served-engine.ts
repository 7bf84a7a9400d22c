// The real application over a dataset that an engine has loaded.
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import type { Engine } from '../../src/store/port/engine.ts';
import { loaded, type TestLoad } from './load.ts';

const logger = { info: () => {}, error: () => {} };

export interface ServedEngine {
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** Loads one version after another to a location, and serves the last. */
export async function serveEngine(
  engine: Engine,
  location: string,
  versions: readonly Omit<TestLoad, 'path'>[],
): Promise<ServedEngine> {
  for (const version of versions) await loaded({ ...version, path: location, engine });
  const revisions = await engine.openRevisions({ location, logger, threads: 0 });
  // No answer is kept: each comes from the store.
  const app = await buildApp({ revisions, config: { publicUrl: '', cacheBytes: 0 } });
  await app.ready();
  return {
    app,
    close: async () => {
      await app.close();
      await revisions.close();
    },
  };
}
