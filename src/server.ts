// The process that serves: listens, says where to look, and stops without dropping a request.
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildApp, type Lifecycle } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import type { Log, Revisions } from './store/port/revisions.ts';

/** When draining is over, the process ends within this time whatever still goes on. */
const HARD_STOP_MILLISECONDS = 10_000;

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Stops accepting, lets requests end, and closes the revisions. */
  close(): Promise<void>;
}

/**
 * Serves until a signal comes. Prints one line.
 * @param open opens the dataset; it is closed when the server is.
 */
export async function startServer(
  config: Config,
  open: (log: Log) => Promise<Revisions>,
): Promise<RunningServer> {
  const lifecycle: Lifecycle = { draining: false };
  const { log, openLog } = waitingLog();
  const revisions = await open(log);
  const app = await buildApp({ revisions, config, logger: { level: config.logLevel }, lifecycle });
  app.server.maxConnections = config.maxConnections;
  const url = await listen(app, config);
  openLog(app.log);
  process.stdout.write(`Demarche is at ${url}: the documentation at ${url}/docs, the paths at ${url}/v1\n`);
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= drain(app, lifecycle, config.drainMilliseconds).then(() => revisions.close());
    return closing;
  };
  stopOnSignals(close, config.drainMilliseconds + HARD_STOP_MILLISECONDS);
  return { url, close };
}

/**
 * The application makes the log, but needs the dataset first, and is silent until it listens. What is said of the
 * data until then waits.
 */
function waitingLog(): { log: Log; openLog: (opened: Log) => void } {
  let to: Log | null = null;
  const waiting: ((opened: Log) => void)[] = [];
  const say = (line: (opened: Log) => void) => (to === null ? waiting.push(line) : line(to));
  return {
    log: {
      info: (details, message) => say((opened) => opened.info(details, message)),
      error: (details, message) => say((opened) => opened.error(details, message)),
    },
    openLog: (opened) => {
      to = opened;
      for (const line of waiting.splice(0)) line(opened);
    },
  };
}

/** @returns the address, as a browser on this machine takes it. */
async function listen(app: FastifyInstance, { host, port: wanted }: Config): Promise<string> {
  // The framework would say in JSON what is about to be said in words.
  const { level } = app.log;
  app.log.level = 'silent';
  await app.listen({ port: wanted, host }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new ConfigError(`Port ${wanted} is taken. Set PORT to another, or to 0 for any that is free.`);
  });
  app.log.level = level;
  const { port } = app.server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/**
 * Closing alone would wait for every idle connection's keep-alive (73 s, measured). So: say not ready and close each
 * connection after its answer; go on accepting until a proxy has noticed; then close, shutting idle connections.
 */
async function drain(app: FastifyInstance, lifecycle: Lifecycle, milliseconds: number): Promise<void> {
  lifecycle.draining = true;
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  const idle = setInterval(() => app.server.closeIdleConnections(), 100);
  await app.close();
  clearInterval(idle);
}

function stopOnSignals(close: () => Promise<void>, hardStop: number): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), hardStop).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // Somebody who asks twice does not want to wait.
  const stopOrExit = () => (stopping ? process.exit(0) : stop());
  process.on('SIGTERM', stopOrExit);
  process.on('SIGINT', stopOrExit);
  // A terminal that closes may send this beside another signal, and so does bin/demarche.js: it is no second asking.
  process.on('SIGHUP', stop);
}
