// Processes of this machine, as Linux tells of them.
import { readdirSync, readFileSync } from 'node:fs';

/** The ids of the processes that a process has begun and that run yet. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => statOf(id)[1] === String(pid) && isAlive(id));
}

/** Whether a process runs. One that has ended may be known for a while, to whoever began it. */
export function isAlive(id: number): boolean {
  return !['Z', undefined].includes(statOf(id)[0]);
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
