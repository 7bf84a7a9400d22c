// Runs loads in processes of their own and says how they ended.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('crash-child.ts', import.meta.url));

export interface CrashRun {
  readonly dir: string;
  readonly path: string;
  /** A file for the names of the points that were reached. */
  readonly log: string;
  /** The point to die at; null to live. */
  readonly at: string | null;
  /** A folder in which Node keeps compiled code, so that each child starts faster. */
  readonly codeCache: string;
}

export interface CrashResult {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  /** The points that were reached, in order. */
  readonly points: readonly string[];
  readonly output: string;
}

export async function runChild({ dir, path, log, at, codeCache }: CrashRun): Promise<CrashResult> {
  const child = spawn(process.execPath, [CHILD, dir, path, log, ...(at === null ? [] : [at])], {
    env: { NODE_COMPILE_CACHE: codeCache },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  });
  const points = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return { signal, code, points, output: Buffer.concat(output).toString() };
}

/** Runs a task for each item, so many at a time. */
export async function inParallel<T>(
  items: readonly T[],
  limit: number,
  task: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = [...items.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await task(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: limit }, work));
}
