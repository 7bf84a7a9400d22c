// A signal to stop ends a load, which removes what it has begun, and says by its exit code which signal it was.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeFolder, temporaryDirectory } from '../support/folders.ts';
import { loaded } from '../support/load.ts';
import { writeLoadSet } from '../support/load-set.ts';

const BIN = fileURLToPath(new URL('../../bin/demarche.js', import.meta.url));
const codeCache = join(tmpdir(), `demarche-signals-${process.pid}`);
const sets = temporaryDirectory();
const [small, large] = [join(sets.path, 'small'), join(sets.path, 'large')];
beforeAll(() => {
  writeLoadSet({ dir: small, size: 50, version: '1' });
  writeLoadSet({ dir: large, size: 20_000, version: '2' });
});
afterAll(() => {
  sets.remove();
  rmSync(codeCache, { recursive: true, force: true });
});

// Windows ends a process without asking it.
test.skipIf(process.platform === 'win32').each([
  ['SIGINT', 'reading'],
  ['SIGTERM', 'reading'],
  ['SIGTERM', 'writing'],
  ['SIGHUP', 'writing'],
] as const)('%s ends a load that is %s and leaves the live data alone', async (signal, step) => {
  const folder = makeFolder();
  const path = join(folder, 'live.db');
  await loaded({ path, dir: small });
  const before = readFileSync(path);
  const child = spawn(process.execPath, [BIN, 'load', large, '--database', path], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: codeCache },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
    if (!child.killed && errors.includes(step)) child.kill(signal);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(errors).toMatch(/^Stopped\. The live data is unchanged\.$/m);
  expect(code).toBe(128 + constants.signals[signal]);
  expect(readFileSync(path).equals(before)).toBe(true);
  // The lock's own file stays, and holds nobody up.
  expect(readdirSync(folder).sort()).toEqual(['live.db', 'live.db.lock']);
  await loaded({ path, dir: small });
});
