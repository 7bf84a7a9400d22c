// Loads that die: copies of what a load has written so far, and loads in processes of their own that are killed.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engine } from '../../src/engine-choice.ts';
import type { Engine } from '../../src/store/port/engine.ts';
import { openTarget } from '../../src/store/sqlite/publish/sqlite-target.ts';

const CHILD = fileURLToPath(new URL('crash-child.ts', import.meta.url));

/** The engine with so little memory that it sorts postings in files, as it does in a load of millions. */
export const crampedEngine: Engine = { ...engine, openTarget: (options) => openTarget(options, 1000) };

/** Copies a folder as another process sees it. (Closing a copied file here would free the locks that a load holds on it.) */
export function copyAside(from: string, to: string): void {
  execFileSync('cp', ['-r', from, to]);
}

/** The SHA-256 of each file of a folder, without what differs between processes: their ids, and the lock's own files. */
export function filesLeft(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !/\.lock[.-]/.test(name));
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name.replace(/\.tmp-\d+/, '.tmp-PID'), digest(name)]));
}

export interface ChildLoad {
  readonly dir: string;
  readonly path: string;
  /** A file for the names of the points that are reached, written anew. */
  readonly log: string;
  /** The named point to die at, or the milliseconds after which it is killed; null to live. */
  readonly fatal: string | number | null;
  /** A folder in which Node keeps compiled code, so that each child starts faster. */
  readonly codeCache: string;
}

export interface ChildEnd {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  /** The points that were reached, in order. */
  readonly points: readonly string[];
  readonly errors: string;
}

export async function loadInChild({ dir, path, log, fatal, codeCache }: ChildLoad): Promise<ChildEnd> {
  writeFileSync(log, '');
  const child = spawn(process.execPath, [CHILD, dir, path, log, typeof fatal === 'string' ? fatal : ''], {
    env: { NODE_COMPILE_CACHE: codeCache },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const timer = typeof fatal === 'number' ? setTimeout(() => child.kill('SIGKILL'), fatal) : undefined;
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  });
  clearTimeout(timer);
  const points = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return { signal, code, points, errors: Buffer.concat(errors).toString() };
}
