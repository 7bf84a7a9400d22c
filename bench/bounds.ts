// What no clock decides: how many statements an answer takes, how many pages of the file these read, how much memory
// server and load take, and whether the answers are what was asked for. Prints a table; any line over its bound fails.
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import { engine } from '../src/engine-choice.ts';
import { faultOf, isEmpty } from './answers.ts';
import type { LoadRun } from './load-run.ts';
import { table } from './performance-page.ts';
import { type Question, questions } from './questions.ts';
import { startDemarche } from './server-process.ts';
import { type Executed, pagesRead, watchStatements } from './statements.ts';

interface Bound {
  readonly name: string;
  readonly found: number;
  readonly most: number;
}

/** Statements of an answer, and pages of 4 KB that they read with hardly any page cache: some four times what is measured,
 * which is the same for any size of set. */
const MOST: Readonly<Record<string, { readonly statements: number; readonly pages: number }>> = {
  'list of 20, cached': { statements: 0, pages: 0 },
  '304 to the same': { statements: 0, pages: 0 },
  'list of 20 by date': { statements: 3, pages: 60 },
  '… by actor and date': { statements: 8, pages: 200 },
  '… by type and date': { statements: 5, pages: 130 },
  '… by type, country and date': { statements: 8, pages: 200 },
  '… by date, with included actors': { statements: 4, pages: 200 },
  'one record': { statements: 2, pages: 24 },
};
/** Megabytes: a server with its answers kept, and a load. Neither depends on the number of records. */
const MOST_RESIDENT = 600;
const MOST_LOADING = 1000;
/** Wrong answers that are printed at most. */
const FAULTS = 20;
/** How many addresses are asked of a question that has no bound here: counts take their time. */
const UNBOUND = 20;

/** Prints every bound, and what is wrong with answers. @returns whether all is well */
export async function checkBounds(what: {
  readonly database: string;
  readonly events: number;
  readonly load: LoadRun | null;
}): Promise<boolean> {
  const all = questions(what.events);
  const faults: string[] = [];
  const bounds = [
    ...(await statementBounds(what.database, all, faults)),
    await residentBound(what.database, all),
    ...(what.load?.peak == null
      ? []
      : [{ name: 'load, resident MB', found: what.load.peak / 1e6, most: MOST_LOADING }]),
  ];
  const isOver = ({ found, most }: Bound) => found > most;
  console.log(
    table(
      ['', 'found', 'at most', ''],
      bounds.map((bound) => [
        bound.name,
        bound.found.toFixed(0),
        String(bound.most),
        isOver(bound) ? 'OVER' : '',
      ]),
    ),
  );
  for (const fault of faults.slice(0, FAULTS)) console.log(`wrong: ${fault}`);
  if (faults.length > FAULTS) console.log(`and ${faults.length - FAULTS} more`);
  const failed = bounds.filter(isOver).length + faults.length;
  console.log(`\n${bounds.length - bounds.filter(isOver).length} passed, ${failed} failed`);
  return failed === 0;
}

async function statementBounds(path: string, all: readonly Question[], faults: string[]): Promise<Bound[]> {
  const watched = watchStatements();
  const revisions = await engine.openRevisions({ location: path, logger: QUIET, threads: 0 });
  const bounds: Bound[] = [];
  const replay = new Database(path, { readonly: true });
  for (const question of all) {
    // A cache only where the question is about it.
    const cacheBytes = question.cached ? 2 ** 20 : 0;
    const app = await buildApp({ revisions, config: { publicUrl: '', cacheBytes } });
    const runs = await runsOf(app, question, watched.take, faults);
    await app.close();
    const most = MOST[question.name];
    if (most === undefined) continue;
    bounds.push(
      {
        name: `${question.name}: statements`,
        found: largest(runs.map((r) => r.length)),
        most: most.statements,
      },
      {
        name: `${question.name}: pages`,
        found: largest(runs.map((run) => pagesRead(replay, run) ?? 0)),
        most: most.pages,
      },
    );
  }
  watched.stop();
  replay.close();
  await revisions.close();
  return bounds;
}

function askedOf({ name, paths }: Question): readonly string[] {
  return MOST[name] === undefined ? paths.slice(0, UNBOUND) : paths;
}

const QUIET = { info: () => {}, error: () => {} };
const largest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0);

/** A large file is checked while its server already answers. */
async function untilReady(app: FastifyInstance): Promise<void> {
  for (let look = 0; look < 1000; look++) {
    if ((await app.inject('/readyz')).statusCode === 200) return;
    await setTimeout(100);
  }
  throw new Error('The server does not become ready.');
}

/** The statements of each answer, after the first: what a server remembers between requests, it may. */
async function runsOf(
  app: FastifyInstance,
  question: Question,
  take: () => Executed[],
  faults: string[],
): Promise<Executed[][]> {
  const runs: Executed[][] = [];
  let empty = 0;
  await untilReady(app);
  const [first = ''] = question.paths;
  const { headers } = await app.inject(first);
  const tag = question.tagged ? String(headers.etag) : null;
  for (const path of askedOf(question)) {
    take();
    const answer = await app.inject({ url: path, headers: tag === null ? {} : { 'if-none-match': tag } });
    runs.push(take());
    empty += Number(isEmpty(answer));
    const fault = tag === null ? faultOf(path, answer) : answer.statusCode === 304 ? null : 'is not 304';
    if (fault !== null) faults.push(`${path} ${fault}`);
  }
  if (empty === runs.length) faults.push(`${question.name}: no answer finds anything`);
  return runs;
}

async function residentBound(path: string, all: readonly Question[]): Promise<Bound> {
  const server = await startDemarche(path);
  try {
    for (const address of all.flatMap(askedOf)) await (await fetch(`${server.url}${address}`)).arrayBuffer();
    const { resident } = await server.usage();
    return { name: 'serving, resident MB', found: resident / 1e6, most: MOST_RESIDENT };
  } finally {
    await server.stop();
  }
}
