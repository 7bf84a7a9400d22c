// The command line: parses arguments, runs the command, prints its result, and sets the exit code.
// 0 done, 1 faults or failure, 2 usage error, 74 published but perhaps not durable, 75 another load is running,
// 128 and the number of the signal that stopped it: 130 for Ctrl-C, 143 for SIGTERM.
import { mkdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SingleBar } from 'cli-progress';
import { CommanderError } from 'commander';
import { errorMessage } from './cli/error-message.ts';
import { surviveLostOutput } from './cli/lost-output.ts';
import {
  buildProgram,
  type CoverageFlags,
  DEFAULT_DATABASE,
  type ExportFlags,
  type LoadFlags,
  type ServeFlags,
  type ValidateFlags,
} from './cli/program.ts';
import { type Config, readConfig } from './config.ts';
import { engine } from './engine-choice.ts';
import type { LoadOptions, LoadResult } from './load/load.ts';
import { type OnProgress, progressLines } from './load/progress.ts';
import { faultLines, loadJson, loadLines, validationJson, validationLines } from './load/report.ts';
import type { Fault } from './store/port/staging.ts';
import { LockedError, StoreError } from './store/port/store-error.ts';
import { VERSION } from './version.ts';

// Commands import what they need when they run: importing everything takes most of a second.

const SEED = fileURLToPath(new URL('../seed/', import.meta.url));
const EXIT = { fault: 1, usage: 2, durabilityUnknown: 74, locked: 75 } as const;

const printLine = (line: string) => process.stdout.write(`${line}\n`);
const printErrorLine = (line: string) => process.stderr.write(`${line}\n`);

async function runLoad(dir: string, flags: LoadFlags): Promise<void> {
  const { database, texts = null, serve: served, quarantine: file, maxErrors } = flags;
  const location = database ?? readConfig().databasePath ?? DEFAULT_DATABASE;
  const quarantine = file === undefined ? null : { file, maxErrors };
  const allowRemovals = flags.allowRemovals === true;
  const result = await loadDataset(location, dir, { texts, serve: served, quarantine, allowRemovals });
  if (flags.json) printLine(loadJson(result));
  else if (result.report === null) printFaults(result, 'The live data is unchanged.');
  else
    for (const line of loadLines(result.report, { path: location, texts, quarantine: file ?? null }))
      printLine(line);
  if (result.report === null) process.exitCode = EXIT.fault;
}

function printFaults(of: { faults: readonly Fault[]; faultCount: number }, consequence: string): void {
  for (const line of faultLines(of.faults, of.faultCount, consequence)) printLine(line);
}

type LoadOverrides = Partial<
  Pick<LoadOptions, 'texts' | 'serve' | 'quarantine' | 'replaceVersion' | 'allowRemovals'>
>;

async function loadDataset(location: string, dir: string, overrides: LoadOverrides): Promise<LoadResult> {
  const [{ load }, { seedHashOf }] = await Promise.all([import('./load/load.ts'), import('./load/start.ts')]);
  return withProgress((shown) =>
    load({
      dir,
      location,
      texts: null,
      serve: 'none',
      quarantine: null,
      replaceVersion: false,
      allowRemovals: false,
      engine,
      seedHash: resolve(dir) === resolve(SEED) ? seedHashOf(SEED) : null,
      onPoint: () => {},
      ...shown,
      ...overrides,
    }),
  );
}

/** What ends work that removes what it has begun before it ends: Ctrl-C, a supervisor, a closing terminal. */
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Shows the progress of the work, and aborts it on a signal to stop. A second one ends the process at once. */
async function withProgress<T>(
  work: (shown: { onProgress: OnProgress; signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => stop.abort(new Interrupted(signal));
  for (const name of STOPPING) process.once(name, interrupt);
  const progress = showProgress();
  try {
    return await work({ onProgress: progress.report, signal: stop.signal });
  } finally {
    progress.stop();
    for (const name of STOPPING) process.off(name, interrupt);
  }
}

/** A total that leaves the bar empty. */
const UNKNOWN = Number.MAX_SAFE_INTEGER;

/** A bar on a terminal, plain lines where the output is piped. On standard error, to keep it apart from results. */
function showProgress(): { report: OnProgress; stop: () => void } {
  if (!process.stderr.isTTY) return { report: progressLines(printErrorLine), stop: () => {} };
  const bar = new SingleBar({
    format: '{step} [{bar}] {value}{of}, {duration_formatted}',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(UNKNOWN, 0, { step: '', of: '' });
  return {
    report({ step, done, total }) {
      bar.setTotal(total ?? UNKNOWN);
      bar.update(done, { step: step.padEnd(10), of: total === null ? '' : ` of ${total}` });
    },
    stop: () => bar.stop(),
  };
}

async function runValidate(dir: string, flags: ValidateFlags): Promise<void> {
  const { texts = null, json } = flags;
  const { validate, withWarningsAsFaults } = await import('./load/check/check-folder.ts');
  const found = await withProgress((shown) => validate({ dir, texts, engine, ...shown }));
  const result = flags.strict ? withWarningsAsFaults(found) : found;
  if (json) printLine(validationJson(result));
  else for (const line of validationLines(result, dir, texts)) printLine(line);
  if (result.faultCount > 0) process.exitCode = EXIT.fault;
}

async function runCoverage(dir: string, flags: CoverageFlags): Promise<void> {
  const { texts, article = null, words, json } = flags;
  const [{ coverage, isComplete }, { coverageJson, coverageLines }] = await Promise.all([
    import('./coverage/coverage.ts'),
    import('./coverage/coverage-report.ts'),
  ]);
  const found = await withProgress((shown) => coverage({ dir, texts, article, engine, ...shown }));
  if (json) printLine(coverageJson(found));
  else if (found.faultCount > 0) printFaults(found, 'Nothing is counted before they are mended.');
  else for (const line of coverageLines(found, words)) printLine(line);
  if (!isComplete(found)) process.exitCode = EXIT.fault;
}

async function runAnnotate(dir: string, { texts }: { texts: string }): Promise<void> {
  const { annotate } = await import('./annotate/annotate.ts');
  const { filesChanged, spansWritten, faults } = annotate(dir, texts);
  for (const file of filesChanged) printLine(`wrote ${file}`);
  printLine(`${spansWritten} spans written.`);
  if (faults.length === 0) return;
  printFaults({ faults, faultCount: faults.length }, 'What they are about is left as it was.');
  process.exitCode = EXIT.fault;
}

async function runExport(flags: ExportFlags): Promise<void> {
  const { database, out, format = null } = flags;
  const location = database ?? readConfig().databasePath ?? DEFAULT_DATABASE;
  const [{ exportDataset }, { exportLines }] = await Promise.all([
    import('./export/export-dataset.ts'),
    import('./export/export-report.ts'),
  ]);
  const report = await withProgress((shown) => exportDataset({ location, out, format, engine, ...shown }));
  for (const line of exportLines(report, out)) printLine(line);
}

async function runOpenapi({ out }: { out: string }): Promise<void> {
  const [{ renderOpenapi }, { openapiDocument }] = await Promise.all([
    import('./http/contract/document.ts'),
    import('./http/routes.ts'),
  ]);
  writeFileSync(out, renderOpenapi(openapiDocument()));
  printLine(`wrote ${out}`);
}

async function runSchema({ out }: { out: string }): Promise<void> {
  const { jsonSchemas } = await import('./load/check/json-schema.ts');
  mkdirSync(out, { recursive: true });
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    const file = join(out, name);
    writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    printLine(`wrote ${file}`);
  }
}

async function serve(location: string, config: Config, { workers }: ServeFlags): Promise<void> {
  if (workers > 1) return serveWithWorkers(location, config, workers);
  const { startServer } = await import('./server.ts');
  await startServer(config, (logger) =>
    engine.openRevisions({ location, logger, threads: config.countThreads }),
  );
  collectGarbage();
}

/** What was read to start is garbage by now: V8 would let some 70 MB of it stand (measured: decision 17). */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

async function serveWithWorkers(location: string, config: Config, workers: number): Promise<void> {
  const { servePrimary } = await import('./workers/primary.ts');
  const endedWell = await servePrimary({
    config,
    workers,
    location,
    // What is replaced is of use to those who answer.
    open: (logger, agreement) => engine.openRevisions({ location, logger, threads: 0, agreement }),
    output: process.stdout,
  });
  process.exit(endedWell ? 0 : EXIT.fault);
}

async function runServe(flags: ServeFlags): Promise<void> {
  const config = readConfig();
  await serve(config.databasePath ?? DEFAULT_DATABASE, config, flags);
}

async function runStart(flags: ServeFlags): Promise<void> {
  const config = readConfig();
  const { databasePath: location } = config;
  const { planStart } = await import('./load/start.ts');
  const plan = await planStart({ location, defaultLocation: DEFAULT_DATABASE, seedDir: SEED, engine });
  if (plan.notice !== null) printErrorLine(plan.notice);
  if (plan.build) {
    // The default database follows the seed while it is edited: its version rises only when it is published.
    const isOurs = location === null;
    const result = await loadDataset(plan.location, SEED, { replaceVersion: isOurs, allowRemovals: isOurs });
    if (result.report === null) {
      printFaults(result, 'Nothing is served: mend the seed and start again.');
      process.exitCode = EXIT.fault;
      return;
    }
  }
  await serve(plan.location, config, flags);
}

/** Prints what went wrong and what to do. @returns the exit code. */
function reportError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  if (error instanceof Interrupted) {
    printErrorLine('Stopped. The live data is unchanged.');
    return error.exitCode;
  }
  if (error instanceof LockedError) {
    printErrorLine(
      `${error.message}: another load writes this database. Wait for it, or stop it, and load again.`,
    );
    return EXIT.locked;
  }
  printErrorLine(errorMessage(error));
  const isPublished = error instanceof StoreError && error.code === 'durabilityUnknown';
  return isPublished ? EXIT.durabilityUnknown : EXIT.fault;
}

surviveLostOutput(process.stdout, process.stderr, (message) => {
  process.exitCode ||= EXIT.fault;
  printErrorLine(message);
});
const program = buildProgram(
  {
    load: runLoad,
    validate: runValidate,
    coverage: runCoverage,
    annotate: runAnnotate,
    export: runExport,
    schema: runSchema,
    openapi: runOpenapi,
    serve: runServe,
    start: runStart,
  },
  VERSION,
);
try {
  await program.parseAsync();
} catch (error) {
  // Lost output has failed the command already.
  process.exitCode ||= reportError(error);
}
