// What a server process, with those it has started, has taken: from /proc where there is one, else as it tells itself.
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** Milliseconds of processor time, user and system, of all threads. */
  readonly cpu: number;
  /** Bytes of resident memory. */
  readonly resident: number;
  /** The most that was resident at any time. */
  readonly peak: number;
}

export const HAS_PROC = existsSync('/proc/self/stat');
/** Linux counts processor time in hundredths of a second for whoever reads it. */
const TICK = 10;

/** @throws where the process is gone. */
export function usageOf(child: ChildProcess): Promise<Usage> {
  return HAS_PROC ? Promise.resolve(usageOfTree(child.pid as number)) : askForUsage(child);
}

function usageOfTree(pid: number): Usage {
  const all = [usageOfProcess(pid), ...childrenOf(pid).map(usageOfTree)];
  const sum = (of: (usage: Usage) => number) => all.reduce((total, usage) => total + of(usage), 0);
  return { cpu: sum(({ cpu }) => cpu), resident: sum((u) => u.resident), peak: sum((u) => u.peak) };
}

function usageOfProcess(pid: number): Usage {
  // The second field is a name in parentheses that may hold anything; the times are the 14th and the 15th.
  const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) =>
    1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) * TICK,
    resident: bytes('VmRSS'),
    peak: bytes('VmHWM'),
  };
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  );
}

/** Of a process that was started with bench/usage-answers.ts. */
function askForUsage(child: ChildProcess): Promise<Usage> {
  return new Promise((resolve) => {
    child.once('message', (usage) => resolve(usage as Usage));
    child.send('usage');
  });
}
