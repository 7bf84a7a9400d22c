// Runs lines of shell. Each has a process group of its own, so that what it started ends with it.
import { spawn } from 'node:child_process';

export interface Shell {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which a line is ended. */
  readonly limit: number;
}

export interface Ended {
  readonly code: number | null;
  /** What it printed, errors among the rest. */
  readonly output: string;
}

export function runLine(line: string, { folder, environment, limit }: Shell): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', line], {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (part: Buffer) => {
      output += part.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timer = setTimeout(() => {
      output += `\nended after ${limit / 1000} s\n`;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limit);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}

/** Whether the machine has a command. */
export async function hasCommand(name: string, shell: Shell): Promise<boolean> {
  return (await runLine(`command -v ${name}`, shell)).code === 0;
}
