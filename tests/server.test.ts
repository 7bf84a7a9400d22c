import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { engine } from '../src/engine-choice.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import type { Log, Revisions } from '../src/store/port/revisions.ts';
import { loadInto } from './support/app.ts';

let folder: string;
let path: string;
const running: RunningServer[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demarche-server-'));
  path = join(folder, 'harbour.db');
  await loadInto({ path });
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  vi.restoreAllMocks();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.removeAllListeners(signal);
});

async function start(
  overrides: Record<string, string> = {},
  wrap = (revisions: Revisions, _: Log): Revisions => revisions,
) {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', DRAIN_SECONDS: '0.05', ...overrides });
  const server = await startServer(config, async (logger) =>
    wrap(await engine.openRevisions({ location: path, logger, threads: 0 }), logger),
  );
  running.push(server);
  return { server, printed };
}

describe('the server', () => {
  test('says once where it is and where to look', async () => {
    const { server, printed } = await start();
    expect(printed).toEqual([
      `Demarche is at ${server.url}: the documentation at ${server.url}/docs, the paths at ${server.url}/v1\n`,
    ]);
    expect((await fetch(`${server.url}/v1`)).status).toBe(200);
  });

  test('says which port is taken, and what to do', async () => {
    const { server } = await start();
    const port = new URL(server.url).port;
    await expect(start({ PORT: port })).rejects.toThrow(ConfigError);
    await expect(start({ PORT: port })).rejects.toThrow(`Port ${port} is taken`);
  });

  test('ends what it has begun before it stops, and holds no idle connection', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { server } = await start({}, (revisions) => ({
      ...revisions,
      current: () => ({ ...revisions.current(), dataset: async () => held.then(() => '{}') }),
    }));
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve, reject) => {
      get(`${server.url}/livez`, { agent }, (response) => response.resume().on('end', resolve)).on(
        'error',
        reject,
      );
    });
    const slow = fetch(`${server.url}/v1/dataset`);
    await vi.waitFor(async () => expect((await fetch(`${server.url}/livez`)).status).toBe(200));
    const closed = server.close();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    release();
    expect((await slow).status).toBe(200);
    await closed;
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow();
    agent.destroy();
  });

  test('logs what is found of the data before it listens', async () => {
    const { printed } = await start({ LOG_LEVEL: 'error' }, (revisions, logger) => {
      logger.error({ path }, 'the database file is damaged');
      return revisions;
    });
    expect(printed.join('')).toContain('"msg":"the database file is damaged"');
  });

  test('ends by itself after a signal, however long a proxy is given to notice', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as () => never);
    await start({ DRAIN_SECONDS: '12' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      process.emit('SIGTERM');
      await vi.advanceTimersByTimeAsync(11_999);
      expect(exit).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      vi.useRealTimers();
      await expect.poll(() => exit.mock.calls).toEqual([[0]]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is not hurried by a hang-up that comes beside another signal, but by a second signal', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as () => never);
    const { server } = await start({ DRAIN_SECONDS: '1' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      process.emit('SIGHUP');
      process.emit('SIGHUP');
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
      expect(exit).not.toHaveBeenCalled();
      process.emit('SIGTERM');
      expect(exit.mock.calls).toEqual([[0]]);
      await vi.advanceTimersByTimeAsync(1000);
    } finally {
      vi.useRealTimers();
    }
  });

  // Windows has no signals to send to npm.
  test.skipIf(process.platform === 'win32').each([
    { how: 'alone', options: [] },
    { how: 'with workers', options: ['--', '--workers', '2'] },
  ])('started by npm, $how, ends where only npm is told to', async ({ options }) => {
    const npm = spawn('npm', ['start', ...options], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, DATABASE_PATH: path, PORT: '0', DRAIN_SECONDS: '0' },
      // A group of its own, so that what may be left is ended with the test.
      detached: true,
    });
    onTestFinished(() => void (isRunning(-Number(npm.pid)) && process.kill(-Number(npm.pid), 'SIGKILL')));
    const url = await new Promise<string>((resolve) => {
      npm.stdout.on('data', (chunk) => {
        const address = /http:\/\/[\d.]+:\d+/.exec(String(chunk))?.[0];
        if (address !== undefined) resolve(address);
      });
    });
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    npm.kill('SIGTERM');
    await expect.poll(() => isRunning(-Number(npm.pid)), { timeout: 15_000 }).toBe(false);
  });
});

/** Whether a process runs, or for the negative of an id any process of its group. */
function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
