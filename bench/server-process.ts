// Starts a server in a process of its own, waits until it answers, and ends it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { HAS_PROC, type Usage, usageOf } from './process-usage.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BARE = fileURLToPath(new URL('bare-server.ts', import.meta.url));
const DEMARCHE = fileURLToPath(new URL('../bin/demarche.js', import.meta.url));
const PRELOADED = new URL('usage-answers.ts', import.meta.url).href;

export interface Served {
  readonly url: string;
  /** Milliseconds from its start to its first answer. */
  readonly startup: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface ServerCommand {
  readonly command: string;
  /** @param port that it is to listen on, at 127.0.0.1. */
  readonly args: (port: number) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Answers with 200 once the server has its data. */
  readonly ready: string;
}

const WAIT_SECONDS = 900;

/** @throws where it ends before it answers. */
export async function startServer({ command, args, env, cwd = ROOT, ready }: ServerCommand): Promise<Served> {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn(command, args(port), {
    cwd,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'ignore', 'pipe', ...(HAS_PROC ? [] : (['ipc'] as const))],
  });
  let complaints = '';
  child.stderr?.on('data', (data) => {
    complaints = `${complaints}${data}`.slice(-2000);
  });
  const url = `http://127.0.0.1:${port}`;
  const server: Served = {
    url,
    startup: await firstAnswer(child, `${url}${ready}`, begin).catch((cause) => {
      child.kill('SIGKILL');
      throw new Error(`${command} does not answer: ${complaints}`, { cause });
    }),
    usage: () => usageOf(child),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(hard);
    },
  };
  return server;
}

async function firstAnswer(child: ChildProcess, url: string, begin: number): Promise<number> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    if (performance.now() - begin > WAIT_SECONDS * 1000) throw new Error(`not within ${WAIT_SECONDS} s`);
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return performance.now() - begin;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const preload = HAS_PROC ? [] : ['--import', PRELOADED];

/** Demarche itself over a published file, as `npx demarche serve` starts it. */
export function startDemarche(
  database: string,
  env: Readonly<Record<string, string>> = {},
  ready = '/v1/events?limit=1',
): Promise<Served> {
  return startServer({
    command: process.execPath,
    args: () => [...preload, DEMARCHE, 'serve'],
    env: { DATABASE_PATH: database, LOG_LEVEL: 'error', DRAIN_SECONDS: '0', ...env },
    ready,
  });
}

/** The measure of all: Fastify with static strings of these lengths, at `/LENGTH`. */
export function startBare(lengths: readonly number[]): Promise<Served> {
  return startServer({
    command: process.execPath,
    args: (port) => [...preload, BARE, String(port), ...lengths.map(String)],
    ready: `/${lengths[0]}`,
  });
}
