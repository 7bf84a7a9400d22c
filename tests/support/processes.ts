// Processes of this machine, as Linux tells of them.
import { readdirSync, readFileSync } from 'node:fs';

/** The ids of the processes that a process has begun and that run yet. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      const [state, parent] = statOf(id);
      return parent === String(pid) && state !== 'Z';
    });
}

/** State and parent: what stands behind the name, which may hold spaces and parentheses. */
function statOf(id: number): string[] {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** Whether a process runs, or for the negative of an id any process of its group. */
export function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
