// Installs packages into a folder of the bench, by the registries' own clients: none is a dependency of ours.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @returns its version */
export async function installFromPyPI(folder: string, name: string): Promise<string> {
  await run('python3', ['-m', 'venv', join(folder, 'python')]);
  await run(join(folder, 'python/bin/pip'), ['install', '--quiet', '--disable-pip-version-check', name]);
  const { stdout } = await run(join(folder, 'python/bin/pip'), ['show', name]);
  return /^Version: (.+)$/m.exec(stdout)?.[1] ?? 'unknown';
}

/** @returns the version of the first */
export async function installFromNpm(folder: string, ...packages: string[]): Promise<string> {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder });
  const name = (packages[0] ?? '').replace(/(?<=.)@.*$/, '');
  const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
