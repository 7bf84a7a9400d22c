// One language from nothing to calls that worked.
import { readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ADDRESS, type Language, type Program } from './languages.ts';
import { hasCommand, runLine, type Shell } from './shell.ts';

/** What every program must do. Each prints a line that begins with the call's name when it worked. */
export const CALLS = ['list', 'pages', 'record', 'problem', 'export'] as const;

export interface Row {
  readonly language: string;
  readonly generator: string;
  readonly compiled: boolean;
  readonly calls: readonly string[];
  /** Whether the README's snippet ran; null where it has none. */
  readonly quickstart: boolean | null;
  readonly seconds: number;
  /** Why it failed, with what was printed; null where it passed. */
  readonly fault: string | null;
}

export interface Setting {
  readonly folder: string;
  /** Where the server is. */
  readonly address: string;
  /** Milliseconds that one line may take. */
  readonly limit: number;
  /** Runs an install that several languages share once. */
  readonly once: (line: string, run: () => Promise<void>) => Promise<void>;
}

class Fault extends Error {}

/** Never throws: whatever goes wrong is in the rows. */
export async function attempt(language: Language, setting: Setting): Promise<Row[]> {
  const begun = Date.now();
  const shell = shellOf(language, setting);
  const must = async (line: string) => {
    const placed = line.replaceAll(ADDRESS, setting.address);
    const { code, output } = await runLine(placed, shell);
    if (code !== 0) throw new Fault(`$ ${placed}\n${output}`);
    return output;
  };
  let compiled = false;
  let quickstart: boolean | null = null;
  const calls = new Map<Program, string>();
  let fault: string | null = null;
  try {
    await requireCommands(language, shell);
    for (const line of language.install)
      await setting.once(`${line} in ${sharedFolder(line, shell)}`, async () => void (await must(line)));
    for (const name of language.generated) rmSync(join(shell.folder, name), { recursive: true, force: true });
    await must(language.generate);
    for (const line of language.compile) await must(line);
    compiled = true;
    for (const program of language.programs) calls.set(program, await must(program.run));
    if (language.quickstart !== null) quickstart = /Patriot/.test(await must(language.quickstart));
  } catch (error) {
    fault = error instanceof Fault ? error.message : String(error);
  }
  const seconds = (Date.now() - begun) / 1000;
  return language.programs.map((program) => {
    const output = calls.get(program) ?? '';
    const worked = CALLS.filter((call) => new RegExp(`^${call}: .`, 'm').test(output));
    return {
      language: language.name,
      generator: `${program.generator} ${versionOf(program, shell.folder)}`,
      compiled,
      calls: worked,
      quickstart: language.quickstart === null ? null : quickstart === true,
      seconds,
      fault: fault ?? missing(worked, language.quickstart !== null && quickstart !== true),
    };
  });
}

function shellOf({ folder }: Language, { folder: clients, address, limit }: Setting): Shell {
  const here = join(clients, folder);
  const path = [join(here, '.venv', 'bin'), process.env.PATH].join(delimiter);
  return { folder: here, environment: { ...process.env, PATH: path, DEMARCHE_URL: address }, limit };
}

async function requireCommands({ needs }: Language, shell: Shell): Promise<void> {
  const has = await Promise.all(needs.map((name) => hasCommand(name, shell)));
  const lacking = needs.filter((_name, index) => has[index] === false);
  if (lacking.length > 0) throw new Fault(`This machine lacks ${lacking.join(' and ')}.`);
}

/** A line that names another folder does the same wherever it is run. */
function sharedFolder(line: string, { folder }: Shell): string {
  return line.includes('../') ? 'a shared folder' : folder;
}

function versionOf({ version }: Program, folder: string): string {
  return version.pattern.exec(readFileSync(join(folder, version.file), 'utf8'))?.[1] ?? 'of no version';
}

function missing(worked: readonly string[], quickstartFailed: boolean): string | null {
  const without = CALLS.filter((call) => !worked.includes(call));
  if (without.length > 0) return `No call of: ${without.join(', ')}.`;
  return quickstartFailed ? 'The quick start printed no quote.' : null;
}
