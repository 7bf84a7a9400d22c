// A worker: one of several server processes that share a port. Its primary starts it, and tells it what to serve.
import { errorMessage } from './cli/error-message.ts';
import { surviveLostOutput } from './cli/lost-output.ts';
import { readConfig } from './config.ts';
import { engine } from './engine-choice.ts';
import { type RunningServer, startServer } from './server.ts';
import type { FollowedRevisions } from './store/port/revisions.ts';
import { StoreError } from './store/port/store-error.ts';
import type { Begin, FromPrimary, FromWorker } from './workers/messages.ts';
import { gatheredPeers } from './workers/metrics-gathering.ts';

const send = (message: FromWorker) => {
  // A primary that is gone takes this process with it.
  process.send?.(message, undefined, undefined, () => {});
};
const peers = gatheredPeers(send);
let begun: Begin | null = null;
let revisions: FollowedRevisions | null = null;
let server: RunningServer | null = null;
/** What has to do with revisions is done in the order in which it was said. */
let turn = Promise.resolve();

surviveLostOutput(process.stdout, process.stderr, (message) => process.stderr.write(`${message}\n`));
process.on('message', (message: FromPrimary) => {
  if (message.type === 'measure') void peers.measure(message.round);
  else if (message.type === 'gathered') peers.gathered(message.round, message.metrics);
  else if (message.type === 'stop') stop();
  else turn = turn.then(() => obey(message)).catch(fail);
});
send({ type: 'ready' });

type Order = Exclude<FromPrimary, { type: 'measure' | 'gathered' | 'stop' }>;

async function obey(order: Order): Promise<void> {
  if (order.type === 'begin') begun = order;
  else if (order.type === 'abandon') revisions?.abandon(order.version);
  else if (order.type === 'serve' && revisions !== null) revisions.serve(order.version, order.integrity);
  else
    try {
      if (order.type === 'serve') await start(order);
      else await revisions?.prepare(order.version);
      send(order.type === 'serve' ? { type: 'listening' } : { type: 'prepared', version: order.version });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      send({ type: 'refused', version: order.version, message: error.message });
    }
}

async function start({ version, integrity }: Order & { type: 'serve' }): Promise<void> {
  if (begun === null) throw new Error('it was not told which worker it is');
  const { worker, workers, location, port } = begun;
  const config = { ...readConfig(undefined, workers), port };
  const open = (logger: Parameters<Parameters<typeof startServer>[1]>[0]) =>
    engine.followRevisions({ location, logger, threads: config.countThreads, version, integrity });
  server = await startServer(
    config,
    async (logger) => {
      revisions = await open(logger);
      return revisions;
    },
    { worker, peers },
  );
}

function stop(): void {
  if (server === null) process.exit(0);
  server.stop();
}

/** The primary says what went wrong, and whether another begins. */
function fail(error: unknown): void {
  process.send?.({ type: 'failed', message: errorMessage(error) } satisfies FromWorker, () =>
    process.exit(1),
  );
}
