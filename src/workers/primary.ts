// The primary of several server processes: it finds and checks revisions, and looks after its workers, which answer.
import fastify from 'fastify';
import { banner, findPort, localUrl } from '../address.ts';
import type { Config } from '../config.ts';
import type { Log, RevisionAgreement, Revisions } from '../store/port/revisions.ts';
import { type WorkerPool, workerPool } from './worker-pool.ts';

export interface PrimaryOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'logLevel' | 'drainMilliseconds'>;
  readonly workers: number;
  readonly location: string;
  /** Opens the dataset, which is closed with the server. */
  readonly open: (logger: Log, agreement: RevisionAgreement) => Promise<Revisions>;
  /** Where the log goes. */
  readonly output: { write(line: string): void };
}

/** When a worker that was told to stop, and should have ended by itself, is ended: so long after the drain, in milliseconds. */
const HARD_STOP_MILLISECONDS = 12_000;

/**
 * Serves until a signal to stop. Prints one line.
 * @returns whether all ended well
 * @throws WorkersFailure where workers cannot go on, StoreError where the dataset cannot be served
 */
export async function servePrimary(options: PrimaryOptions): Promise<boolean> {
  const { config, workers, location, open, output } = options;
  const port = await findPort(config);
  // The framework's log, as workers write it.
  const { log: logger } = fastify({ logger: { level: config.logLevel, stream: output } });
  const hardStop = config.drainMilliseconds + HARD_STOP_MILLISECONDS;
  const pool = workerPool({ workers, location, port, logger, hardStop });
  const revisions = await open(logger, pool);
  const stopped = stopOnSignals(pool);
  try {
    void pool.start().then(() => output.write(`${banner(localUrl(config.host, port))}\n`));
    return await Promise.race([pool.ended, stopped]);
  } finally {
    await revisions.close();
  }
}

/** Resolves at once on a second signal, which means not to wait. */
function stopOnSignals(pool: WorkerPool): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let isStopping = false;
  const stopOrKill = () => {
    if (isStopping) {
      pool.kill();
      resolve(true);
    }
    isStopping = true;
    pool.stop();
  };
  process.on('SIGTERM', stopOrKill);
  process.on('SIGINT', stopOrKill);
  // As for one process, a hang-up never counts as the second signal.
  process.on('SIGHUP', () => {
    isStopping = true;
    pool.stop();
  });
  return promise;
}
