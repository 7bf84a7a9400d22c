// Sends requests from a process of its own: by wrk where it is installed, which costs least, else by our client.
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Asked, Asking } from './keep-alive-client.ts';

export type LoadGenerator = (asking: Asking) => Promise<Asked>;

const CLIENT = fileURLToPath(new URL('keep-alive-client.ts', import.meta.url));

/** The version of wrk, or null where there is none. */
export function wrkVersion(): string | null {
  const { stdout, error } = spawnSync('wrk', ['--version'], { encoding: 'utf8' });
  return error === undefined ? (/^wrk (\S+)/.exec(stdout)?.[1] ?? null) : null;
}

/** wrk cannot pace itself: what has a rhythm is asked by our client. */
export const askByClient: LoadGenerator = async (asking) => {
  return JSON.parse(await output(process.execPath, [CLIENT, JSON.stringify(asking)])) as Asked;
};

/** @param folder for wrk's script. */
export function askByWrk(folder: string): LoadGenerator {
  return async (asking) => {
    const script = join(folder, 'requests.lua');
    writeFileSync(script, scriptOf(asking));
    const { connections, seconds, url } = asking;
    const printed = await output('wrk', [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '60s',
      '-s',
      script,
      url,
    ]);
    return JSON.parse(printed.slice(printed.lastIndexOf('\n{'))) as Asked;
  };
}

function scriptOf({ paths, headers = {} }: Asking): string {
  const heads = Object.entries(headers).map(
    ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${luaText(value)}\n`,
  );
  return `local paths = { ${paths.map(luaText).join(', ')} }
local n = 0
${heads.join('')}
request = function()
  n = n % #paths + 1
  return wrk.format("GET", paths[n])
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('\\n{"requests":%d,"seconds":%f,"refused":%d,"p50":%f,"p99":%f,"longest":%f}\\n',
    summary.requests, summary.duration / 1e6, errors.status + errors.timeout + errors.read,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
`;
}

/** Lua reads the escapes of JSON that addresses and tags need. */
function luaText(text: string): string {
  return JSON.stringify(text);
}

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (data) => {
      printed += data;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${command} ended with ${code}:\n${printed}`)),
    );
  });
}
