// The server process: listens, prints its address, and stops without breaking off a request.
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { banner, listenError, localUrl } from './address.ts';
import { type AppOptions, buildApp, type Lifecycle } from './app.ts';
import type { Config } from './config.ts';
import type { Log, Revisions } from './store/port/revisions.ts';

/** After draining, the process exits within this time even if requests are still open. */
export const HARD_STOP_MILLISECONDS = 10_000;

export interface RunningServer {
  /** Its address, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Stops accepting connections, lets requests finish, and closes the revisions. */
  close(): Promise<void>;
  /** Does as on a first signal to stop: closes, and ends the process. */
  stop(): void;
}

/** One of several processes that share a port. */
export interface Membership {
  /** From 1 on. */
  readonly worker: number;
  readonly peers: AppOptions['peers'];
}

/**
 * Serves until a signal to stop. Prints one line, unless it is one of several.
 * @param open opens the dataset, which is closed with the server.
 */
export async function startServer(
  config: Config,
  open: (log: Log) => Promise<Revisions>,
  membership: Membership | null = null,
): Promise<RunningServer> {
  const lifecycle: Lifecycle = { draining: false };
  const { log, openLog } = bufferedLog();
  const revisions = await open(log);
  // The logger's own stream would end the process where the log cannot be written, as on a full disk.
  const logger = {
    level: config.logLevel,
    stream: process.stdout,
    ...(membership && { base: { pid: process.pid, hostname: hostname(), worker: membership.worker } }),
  };
  const app = await buildApp({ revisions, config, logger, lifecycle, peers: membership?.peers ?? null });
  // Among several processes a connection too many would else go round from one to the next until one has room.
  Object.assign(app.server, { maxConnections: config.maxConnections, dropMaxConnection: true });
  const url = await listen(app, config);
  openLog(app.log);
  if (membership === null) process.stdout.write(`${banner(url)}\n`);
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= drain(app, lifecycle, config.drainMilliseconds).then(() => revisions.close());
    return closing;
  };
  const stop = stopOnSignals(close, config.drainMilliseconds + HARD_STOP_MILLISECONDS);
  return { url, close, stop };
}

/**
 * A log that buffers its lines until it is opened: the application, which creates the log, needs the dataset first,
 * and is silent until it listens.
 */
function bufferedLog(): { log: Log; openLog: (opened: Log) => void } {
  let target: Log | null = null;
  const buffer: ((opened: Log) => void)[] = [];
  const write = (line: (opened: Log) => void) => (target === null ? buffer.push(line) : line(target));
  return {
    log: {
      info: (details, message) => write((opened) => opened.info(details, message)),
      error: (details, message) => write((opened) => opened.error(details, message)),
    },
    openLog: (opened) => {
      target = opened;
      for (const line of buffer.splice(0)) line(opened);
    },
  };
}

/** @returns the address, as a browser on this machine can open it. */
async function listen(app: FastifyInstance, { host, port: requestedPort }: Config): Promise<string> {
  // The framework would log the address that is about to be printed.
  const { level } = app.log;
  app.log.level = 'silent';
  await app.listen({ port: requestedPort, host }).catch((error: NodeJS.ErrnoException) => {
    throw listenError(error, requestedPort);
  });
  app.log.level = level;
  const { port } = app.server.address() as AddressInfo;
  return localUrl(host, port);
}

/**
 * Closing alone would wait for the keep-alive of every idle connection (73 s, measured). So: report not ready and close
 * each connection after its response; go on accepting until a proxy has noticed; then close, with all idle connections.
 */
async function drain(app: FastifyInstance, lifecycle: Lifecycle, milliseconds: number): Promise<void> {
  lifecycle.draining = true;
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  const idle = setInterval(() => app.server.closeIdleConnections(), 100);
  await app.close();
  clearInterval(idle);
}

/** @returns what a first signal does. */
function stopOnSignals(close: () => Promise<void>, hardStop: number): () => void {
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
  // A second signal means not to wait.
  const stopOrExit = () => (stopping ? process.exit(0) : stop());
  process.on('SIGTERM', stopOrExit);
  process.on('SIGINT', stopOrExit);
  // A closing terminal, like bin/demarche.js, may send SIGHUP besides another signal, so it never counts as the second.
  process.on('SIGHUP', stop);
  return stop;
}
