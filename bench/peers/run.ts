// The same data and questions, asked of what one would take instead. Installs each peer into a temporary folder; needs
// Linux, Python 3 with venv, and the registries of npm and PyPI. One that cannot be installed is left out, and named.
//
//   npm run bench:peers -- [--events 100000] [--set DIR] [--database FILE] [--only NAME] [--rounds 3] [--write]
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, type Rounds } from '../comparison.ts';
import { askByClient } from '../load-generator.ts';
import { loadRun } from '../load-run.ts';
import { setSizes, writeNewsSet } from '../news-set.ts';
import { table, versionOf, writeIntoPage } from '../performance-page.ts';
import { draw, drawIds, listPath } from '../questions.ts';
import { type Served, startDemarche } from '../server-process.ts';
import { inFolder, median } from '../setup.ts';
import { datasette } from './datasette.ts';
import { duckdb } from './duckdb.ts';
import { type FlatFiles, writeFlatFiles } from './flat-set.ts';
import { jsonServer } from './json-server.ts';
import type { Peer, PeerAddresses } from './peer.ts';
import { roapi } from './roapi.ts';

const { values: flags } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    set: { type: 'string' },
    database: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});
const EVENTS = Number(flags.events);
const PEERS = [datasette, roapi, duckdb, jsonServer].filter(
  ({ name }) => flags.only === undefined || name.toLowerCase().startsWith(flags.only),
);
// By our own client: some answer in chunks, and some an error page, which it tells apart from an answer.
const ASKING: Rounds = { ask: askByClient, rounds: Number(flags.rounds), seconds: 2, connections: 8 };

/** How many addresses of each question are compared. */
const SAMPLE = 20;

const OURS: PeerAddresses = {
  list: (wanted) => listPath(wanted),
  record: (id) => `/v1/events/${id}`,
  facets: ({ to }) => `/v1/events/facets?facet=type&to=${to}`,
};

/** Each question's addresses for whoever is asked; null where it cannot be. */
function questionsFor(addresses: PeerAddresses, events: number): [string, string[] | null][] {
  const whole = (paths: (string | null)[]) => (paths.includes(null) ? null : (paths as string[]));
  const lists = (name: Parameters<typeof draw>[0]) => whole(draw(name, events).map(addresses.list));
  return [
    ['list of 20 by date', lists('date')],
    ['… by actor and date', lists('actor')],
    ['… by type and date', lists('type')],
    ['… by type, country and date', lists('country')],
    ['one record', whole(drawIds(events).map(addresses.record))],
    ['facets by type', whole(draw('date', events).map(addresses.facets))],
  ];
}

interface Column {
  readonly title: string;
  /** By question: microseconds of processor time and requests a second; null where it is not answered. */
  readonly cells: readonly ({ readonly cpu: number; readonly perSecond: number } | null)[];
  readonly resident: number;
  readonly startup: number;
}

async function ask(title: string, server: Served, addresses: PeerAddresses, events: number): Promise<Column> {
  const cells: Column['cells'][number][] = [];
  for (const [name, paths] of questionsFor(addresses, events)) {
    if (paths === null) {
      cells.push(null);
      continue;
    }
    const measured = [];
    try {
      for (let round = 0; round <= ASKING.rounds; round++)
        measured.push(await measure(server, paths, ASKING));
    } catch (error) {
      console.error(`${title}, ${name}: ${(error as Error).message}`);
      cells.push(null);
      continue;
    }
    const counted = measured.slice(1); // the first warms up
    cells.push({
      cpu: median(counted.map(({ cpu }) => cpu)),
      perSecond: median(counted.map(({ perSecond }) => perSecond)),
    });
  }
  const { resident } = await server.usage();
  return { title, cells, resident, startup: server.startup };
}

/** How many of the events that we list a peer lists too: it is to have been asked the same. */
async function agreement(peer: Peer, server: Served, ours: Served): Promise<string> {
  if (peer.most < EVENTS) return 'of fewer events';
  let [same, all] = [0, 0];
  const idsOf = async (url: string) =>
    new Set([...(await (await fetch(url)).text()).matchAll(/"id": ?"(event-\d+)"/g)].map(([, id]) => id));
  for (const [index, [, paths]] of questionsFor(peer.addresses, EVENTS).slice(0, 5).entries()) {
    const [, expected] = questionsFor(OURS, EVENTS)[index] ?? [];
    for (let at = 0; at < SAMPLE && paths && expected; at++) {
      const theirs = await idsOf(`${server.url}${paths[at]}`);
      const own = await idsOf(`${ours.url}${expected[at]}`);
      all += own.size;
      same += [...own].filter((id) => theirs.has(id)).length;
    }
  }
  return `lists ${((100 * same) / all).toFixed(0)} % of the events that we list`;
}

interface Data {
  readonly set: string;
  readonly flat: FlatFiles;
  readonly ours: Served;
}

async function askPeer(peer: Peer, folder: string, { set, flat, ours }: Data): Promise<Column> {
  mkdirSync(folder, { recursive: true });
  const version = await peer.install(folder);
  const server = await peer.start({ folder, set, flat });
  try {
    console.error(`${peer.name}: ${await agreement(peer, server, ours)}`);
    return await ask(`${peer.name} ${version}`, server, peer.addresses, Math.min(EVENTS, peer.most));
  } finally {
    await server.stop();
  }
}

await inFolder(async (folder) => {
  const set = flags.set === undefined ? join(folder, 'set') : resolve(flags.set);
  const database = flags.database === undefined ? join(folder, 'ours.db') : resolve(flags.database);
  if (!existsSync(set)) writeNewsSet(set, EVENTS);
  if (!existsSync(database)) await loadRun(set, database, setSizes(EVENTS));
  const flat = await writeFlatFiles(set, folder);
  const ours = await startDemarche(database, { CACHE_MEGABYTES: '0' });
  const columns: Column[] = [];
  const left: string[] = [];
  try {
    columns.push(await ask('Demarche, without its cache', ours, OURS, EVENTS));
    for (const peer of PEERS)
      await askPeer(peer, join(folder, peer.name.replaceAll(' ', '-')), { set, flat, ours }).then(
        (column) => columns.push(column),
        (error: Error) => left.push(`${peer.name} (${error.message.split('\n')[0]})`),
      );
  } finally {
    await ours.stop();
  }
  const text = textOf(columns, left);
  console.log(text);
  if (flags.write) writeIntoPage('peers', text);
});

function textOf(columns: readonly Column[], left: readonly string[]): string {
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  const names = questionsFor(OURS, 1).map(([name]) => name);
  const rows = names.map((name, index) => [
    name,
    ...columns.map(({ cells }) => {
      const cell = cells[index] ?? null;
      return cell === null ? 'no' : `${whole(cell.perSecond)} (${whole(cell.cpu)})`;
    }),
  ]);
  rows.push(['resident memory, MB', ...columns.map(({ resident }) => whole(resident / 1e6))]);
  rows.push(['start to first answer, ms', ...columns.map(({ startup }) => whole(startup))]);
  const notes = PEERS.map(({ name, note }) => `${name}: ${note}.`);
  const missing = left.length === 0 ? [] : [`Left out: ${left.join('; ')}.`];
  const day = new Date().toISOString().slice(0, 10);
  return [
    `${whole(EVENTS)} events, ${day}; Node ${process.version.slice(1)}, Fastify ${versionOf('fastify')}. Requests a second, and in brackets the server's processor time for one in µs: medians of ${ASKING.rounds} rounds of ${ASKING.seconds} s with ${ASKING.connections} connections.`,
    table(['', ...columns.map(({ title }) => title)], rows),
    [...notes, ...missing].map((note) => `- ${note}`).join('\n'),
  ].join('\n\n');
}
