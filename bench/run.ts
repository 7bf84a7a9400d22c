// The bench: writes a set, loads it, asks a server what users ask, and prints what it took.
//
//   npm run bench -- [--events N | --full | --quick] [--set DIR] [--database FILE] [--rounds N] [--seconds N] [--write]
//
// A million events, with --full ten; --quick takes 50,000 and looks at what no clock decides (bench/bounds.ts).
// --write puts the result into docs/performance.md. --set and --database reuse what is there, of the size of --events;
// a database that is missing is loaded, and with one that is there the load is not measured. Sets of fewer than 10,000
// events have too few for some of the questions.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBounds } from './bounds.ts';
import { compare, measure } from './comparison.ts';
import { askByClient, askByWrk, wrkVersion } from './load-generator.ts';
import { type LoadRun, loadRun } from './load-run.ts';
import { setSizes, writeNewsSet } from './news-set.ts';
import { type Findings, findingsText, writeIntoPage } from './performance-page.ts';
import { questions } from './questions.ts';
import { startDemarche } from './server-process.ts';
import { inFolder } from './setup.ts';
import { waitingTimes } from './waiting-times.ts';

const { values: flags } = parseArgs({
  options: {
    events: { type: 'string' },
    full: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    set: { type: 'string' },
    database: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const EVENTS = Number(flags.events ?? (flags.quick ? 50_000 : flags.full ? 10_000_000 : 1_000_000));
const [ROUNDS, SECONDS] = [Number(flags.rounds), Number(flags.seconds)];
const CONNECTIONS = 16;

await inFolder(async (folder) => {
  const set = flags.set === undefined ? join(folder, 'set') : resolve(flags.set);
  const database = flags.database === undefined ? join(folder, 'bench.db') : resolve(flags.database);
  let load: LoadRun | null = null;
  if (!existsSync(database)) {
    if (!existsSync(set)) writeNewsSet(set, EVENTS);
    tell(`loading ${EVENTS} events`);
    load = await loadRun(set, database, setSizes(EVENTS));
  }
  if (flags.quick) {
    process.exitCode = (await checkBounds({ database, events: EVENTS, load })) ? 0 : 1;
    return;
  }
  const found = await measureAll(folder, database, load);
  const text = findingsText(found);
  console.log(text);
  if (flags.write) writeIntoPage(EVENTS < 10_000_000 ? 'figures' : 'ten millions', text);
});

async function measureAll(folder: string, database: string, load: LoadRun | null): Promise<Findings> {
  const wrk = wrkVersion();
  const ask = wrk === null ? askByClient : askByWrk(folder);
  const asking = { ask, rounds: ROUNDS, seconds: SECONDS, connections: CONNECTIONS };
  const all = questions(EVENTS);
  const cached = await startDemarche(database);
  const uncached = await startDemarche(database, { CACHE_MEGABYTES: '0' });
  try {
    tell('comparing');
    const lines = await compare(all, { cached, uncached }, asking);
    tell('waiting times');
    const waiting = await waitingTimes(uncached, EVENTS, Math.max(5, SECONDS * ROUNDS));
    // The one with a cache has been asked for two of the questions only.
    for (const { paths } of all) await measure(cached, paths, asking);
    const { resident, peak } = await cached.usage();
    const { startup } = cached;
    const generator = wrk === null ? 'the client in bench/keep-alive-client.ts' : `wrk ${wrk}`;
    return {
      events: EVENTS,
      load,
      lines,
      waiting,
      startup,
      resident,
      peak,
      generator,
      rounds: ROUNDS,
      seconds: SECONDS,
    };
  } finally {
    await Promise.all([cached.stop(), uncached.stop()]);
  }
}

function tell(step: string): void {
  console.error(`bench: ${step} …`);
}
