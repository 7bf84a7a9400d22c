// The commands and their options, for the argument parser. `cli.ts` runs them.
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Serving } from '../model/dataset.ts';

export const DEFAULT_DATABASE = 'data/demarche.db';

export interface LoadFlags {
  readonly database?: string;
  readonly texts?: string;
  readonly serve: Serving;
  readonly quarantine?: string;
  readonly maxErrors: number;
  readonly allowRemovals?: true;
  readonly json?: true;
}

export interface ValidateFlags {
  readonly texts?: string;
  readonly strict?: true;
  readonly json?: true;
}

export interface CoverageFlags {
  readonly texts: string;
  readonly article?: string;
  /** False for `--no-words`. */
  readonly words: boolean;
  readonly json?: true;
}

export interface ExportFlags {
  readonly database?: string;
  readonly out: string;
  readonly format?: 'yaml' | 'ndjson';
}

export interface ServeFlags {
  /** How many processes answer. */
  readonly workers: number;
}

/** What each command does. */
export interface Actions {
  load(dir: string, flags: LoadFlags): Promise<void>;
  validate(dir: string, flags: ValidateFlags): Promise<void>;
  coverage(dir: string, flags: CoverageFlags): Promise<void>;
  annotate(dir: string, flags: { readonly texts: string }): Promise<void>;
  export(flags: ExportFlags): Promise<void>;
  schema(flags: { readonly out: string }): Promise<void>;
  openapi(flags: { readonly out: string }): Promise<void>;
  serve(flags: ServeFlags): Promise<void>;
  start(flags: ServeFlags): Promise<void>;
}

/** The parser of the command line. It throws a CommanderError for a usage error. */
export function buildProgram(actions: Actions, version: string): Command {
  const program = new Command('demarche')
    .description('A read-only API over events, quotes and statements coded from a stack of news articles.')
    .version(version)
    .exitOverride();

  datasetCommand(program, 'load')
    .description('check a dataset and publish it as a database')
    .option('--database <file>', `the database to write (default: DATABASE_PATH, else ${DEFAULT_DATABASE})`)
    .option('--texts <dir>', "a folder with the articles' documents, found by their SHA-256")
    .addOption(
      new Option('--serve <what>', 'what of the texts is served')
        .choices(['none', 'passages', 'full'])
        .default('passages'),
    )
    .option('--quarantine <file>', 'leave out records with faults and name them in this file')
    .option('--max-errors <n>', 'how many faults a quarantine takes at most', wholeNumber, 100)
    .option(
      '--allow-removals',
      'let more than half of the live records of a type go without a word, or another dataset',
    )
    .option('--json', 'print one JSON object')
    .action(actions.load);

  datasetCommand(program, 'validate')
    .description('report everything that is wrong with a dataset, and what would be right')
    .option('--texts <dir>', 'hold spans and quotes against these documents')
    .option('--strict', 'take warnings for faults')
    .option('--json', 'print one JSON object')
    .action(actions.validate);

  datasetCommand(program, 'coverage')
    .description(
      'list the quotation marks, reporting words and sentences of the articles that no record accounts for',
    )
    .requiredOption('--texts <dir>', "a folder with the articles' documents")
    .option('--article <id>', 'look at this article alone')
    .option('--no-words', "show places alone, for a log: the words are the publishers'")
    .option('--json', 'print one JSON object, without words')
    .action(actions.coverage);

  datasetCommand(program, 'annotate')
    .description('write offsets and hashes of the words that authors give as text: or match:')
    .requiredOption('--texts <dir>', "a folder with the articles' documents")
    .action(actions.annotate);

  program
    .command('export')
    .description('write the dataset of a database as files that load to the same content')
    .option('--database <file>', `the database to read (default: DATABASE_PATH, else ${DEFAULT_DATABASE})`)
    .requiredOption('--out <dir>', 'a folder that is empty or not there yet')
    .addOption(
      new Option(
        '--format <format>',
        'YAML where nothing is said, NDJSON for more than 10,000 records',
      ).choices(['yaml', 'ndjson']),
    )
    .action(actions.export);

  program
    .command('schema')
    .description('write JSON Schemas of the records, for completion in an editor')
    .option('--out <dir>', 'where to write them', 'schemas')
    .action(actions.schema);

  program
    .command('openapi')
    .description('write the OpenAPI document')
    .option('--out <file>', 'where to write it', 'openapi.yaml')
    .action(actions.openapi);

  servingCommand(program, 'serve').description('serve a database that exists').action(actions.serve);

  servingCommand(program, 'start')
    .description('build the database where it is needed, then serve it')
    .action(actions.start);
  return program;
}

/** A command that takes the folder of a dataset. */
function datasetCommand(program: Command, name: string): Command {
  return program.command(name).argument('<dir>', 'the folder with the dataset');
}

/** A command that ends when it is told to. */
function servingCommand(program: Command, name: string): Command {
  return program
    .command(name)
    .option('--workers <n>', 'how many processes answer, on one port', workerCount, 1);
}

/** So many processes share a port at most. */
const MOST_WORKERS = 64;

function workerCount(text: string): number {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_WORKERS) return count;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MOST_WORKERS}.`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}
