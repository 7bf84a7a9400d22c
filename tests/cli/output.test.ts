// Output that nobody takes ends no command, and whatever ends a server lets it finish what it has begun.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadInto } from '../support/app.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS } from '../support/load.ts';

const BIN = fileURLToPath(new URL('../../bin/demarche.js', import.meta.url));
const FAULTS = fileURLToPath(new URL('../fixtures/faults', import.meta.url));
const FULL = '/dev/full';

const codeCache = join(tmpdir(), `demarche-output-${process.pid}`);
const folder = temporaryDirectory();
const database = join(folder.path, 'harbour.db');
beforeAll(() => loadInto({ path: database }));
afterAll(() => {
  rmSync(codeCache, { recursive: true, force: true });
  folder.remove();
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const ENV = { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: codeCache };

async function ended(child: ChildProcess): Promise<Ended> {
  onTestFinished(() => void child.kill('SIGKILL'));
  const text = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (text.out += chunk));
  child.stderr?.on('data', (chunk) => (text.err += chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...text };
}

/** Runs a command in a pipe; the exit code is its own, not that of its reader. */
function piped(args: readonly string[], reader: string): Promise<Ended> {
  const line = `"$0" "$@" | ${reader}; exit "\${PIPESTATUS[0]}"`;
  return ended(spawn('bash', ['-c', line, process.execPath, BIN, ...args], { cwd: folder.path, env: ENV }));
}

/** Runs a command with its output, or its progress, on a full disk. */
function onFullDisk(args: readonly string[], which: 'out' | 'err'): Promise<Ended> {
  const full = openSync(FULL, 'w');
  const stdio = which === 'out' ? (['ignore', full, 'pipe'] as const) : (['ignore', 'pipe', full] as const);
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder.path, env: ENV, stdio: [...stdio] });
  closeSync(full);
  return ended(child);
}

const COMMANDS: readonly [string, readonly string[], number][] = [
  ['--help', ['--help'], 0],
  ['validate of a dataset that is sound', ['validate', HARBOUR], 0],
  ['validate of a dataset with faults', ['validate', FAULTS], 1],
  ['coverage', ['coverage', HARBOUR, '--texts', HARBOUR_TEXTS], 1],
  ['load', ['load', HARBOUR, '--database', join(folder.path, 'loaded.db')], 0],
];

describe('a reader that goes away ends no command, and changes no exit code', () => {
  test.each(COMMANDS)('%s', async (_what, args, code) => {
    const run = await piped(args, 'head -1');
    expect(run.code).toBe(code);
    expect(run.err).not.toMatch(/EPIPE|node:|\bat .*:\d+:\d+/);
  });
});

describe.skipIf(!existsSync(FULL))('on a full disk', () => {
  test.each(COMMANDS)('%s says that its output is lost, and fails', async (_what, args) => {
    const { code, err } = await onFullDisk(args, 'out');
    expect(code).toBe(1);
    expect(err.match(/^The output cannot be written: ENOSPC.*$/gm)).toHaveLength(1);
    expect(err).not.toMatch(/node:|\bat .*:\d+:\d+/);
  });

  test('a command does without its progress', async () => {
    const path = join(folder.path, 'silent.db');
    expect((await onFullDisk(['load', HARBOUR, '--database', path], 'err')).code).toBe(0);
    expect(existsSync(path)).toBe(true);
  });

  test('a server serves, from its first line on, and after each line of its log', async () => {
    const path = join(folder.path, 'served.db');
    await loadInto({ path });
    const port = await freePort();
    const full = openSync(FULL, 'w');
    const env = { ...ENV, DATABASE_PATH: path, PORT: String(port), DRAIN_SECONDS: '0' };
    const child = spawn(process.execPath, [BIN, 'serve'], { env, stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    const end = ended(child);
    const revision = async () => {
      const answer = (await (await fetch(`http://127.0.0.1:${port}/livez`)).json()) as { revision: string };
      return answer.revision;
    };
    await expect.poll(() => revision().catch(() => null), { timeout: 15_000 }).toMatch(/^[0-9a-f]{16}$/);
    const before = await revision();
    // The server logs the new revision.
    await loadInto({ path, serve: 'none' });
    await expect.poll(revision, { timeout: 15_000 }).not.toBe(before);
    expect((await fetch(`http://127.0.0.1:${port}/v1/events`)).status).toBe(200);
    child.kill('SIGTERM');
    const { code, err } = await end;
    expect(code).toBe(0);
    expect(err).toMatch(/^The output cannot be written: ENOSPC.*\n$/);
  });
});

// Windows has no signals.
test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'a server that gets %s answers until its proxy has noticed, and exits with 0',
  async (signal) => {
    const port = await freePort();
    const env = { ...ENV, DATABASE_PATH: database, PORT: String(port), DRAIN_SECONDS: '2' };
    const child = spawn(process.execPath, [BIN, 'serve'], { env });
    const end = ended(child);
    const status = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        (response) => response.status,
        () => null,
      );
    await expect.poll(() => status('/readyz'), { timeout: 15_000 }).toBe(200);
    child.kill(signal);
    await expect.poll(() => status('/readyz'), { interval: 20 }).toBe(503);
    expect(await status('/v1/events')).toBe(200);
    expect((await end).code).toBe(0);
  },
);

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
