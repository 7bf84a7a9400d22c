// Asks each question of Demarche and, in the same rounds and at the same length, of a bare Fastify and of a second one,
// which is the same again: what the two differ by is what chance does.
import type { LoadGenerator } from './load-generator.ts';
import type { Question } from './questions.ts';
import { type Served, startBare } from './server-process.ts';
import { median } from './setup.ts';

export interface Line {
  readonly name: string;
  readonly least: number | null;
  /** Of the bodies, in characters, on average. */
  readonly length: number;
  /** Microseconds of the server's processor time for a request. */
  readonly cpu: number;
  readonly perSecond: number;
  /** The bare server's processor time for a request by ours. */
  readonly ratio: number;
  /** The least and the most of any round. */
  readonly range: readonly [number, number];
  /** Ours by the bare server's, in requests a second. */
  readonly speed: number;
  /** The same ratio of the bare server and its equal. */
  readonly control: number;
}

export interface Rounds {
  readonly ask: LoadGenerator;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
}

export interface Measured {
  readonly cpu: number;
  readonly perSecond: number;
}

/** Processor time and number of answers of a server that is asked for some seconds. @throws where one is an error */
export async function measure(
  server: Served,
  paths: readonly string[],
  { ask, seconds, connections }: Omit<Rounds, 'rounds'>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const before = await server.usage();
  const asked = await ask({ url: server.url, paths, headers, connections, seconds });
  const { cpu } = await server.usage();
  if (asked.refused > 0) throw new Error(`${asked.refused} of ${asked.requests} refused, of ${paths[0]}`);
  return {
    cpu: (1000 * (cpu - before.cpu)) / asked.requests,
    perSecond: asked.requests / asked.seconds,
  };
}

interface Subject {
  readonly question: Question;
  readonly server: Served;
  readonly length: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * @param cached serves with a cache, as it does by default
 * @param uncached serves without one: each answer is made anew
 */
export async function compare(
  all: readonly Question[],
  { cached, uncached }: { readonly cached: Served; readonly uncached: Served },
  options: Rounds,
): Promise<Line[]> {
  const subjects: Subject[] = [];
  for (const question of all) {
    const server = question.cached ? cached : uncached;
    const { length, tag } = await lookAt(server, question.paths);
    subjects.push({ question, server, length, headers: question.tagged ? { 'If-None-Match': tag } : {} });
  }
  const lengths = [...new Set(subjects.map(({ length }) => length))];
  const [bare, control] = [await startBare(lengths), await startBare(lengths)];
  try {
    const lines: Line[] = [];
    for (const subject of subjects) lines.push(await compareOne(subject, bare, control, options));
    return lines;
  } finally {
    await Promise.all([bare.stop(), control.stop()]);
  }
}

/** The mean length of what the paths answer, and the tag of the first. */
async function lookAt(server: Served, paths: readonly string[]): Promise<{ length: number; tag: string }> {
  let characters = 0;
  let tag = '';
  for (const path of paths) {
    const answer = await fetch(`${server.url}${path}`, { headers: { 'Accept-Encoding': 'identity' } });
    if (!answer.ok) throw new Error(`${answer.status} to ${path}`);
    tag ||= answer.headers.get('etag') ?? '';
    characters += (await answer.arrayBuffer()).byteLength;
  }
  return { length: Math.round(characters / paths.length), tag };
}

async function compareOne(
  { question, server, length, headers }: Subject,
  bare: Served,
  control: Served,
  options: Rounds,
): Promise<Line> {
  const asked = {
    ours: () => measure(server, question.paths, options, headers),
    bare: () => measure(bare, [`/${length}`], options),
    control: () => measure(control, [`/${length}`], options),
  };
  const order = ['bare', 'ours', 'control'] as const;
  const found: Record<keyof typeof asked, Measured[]> = { ours: [], bare: [], control: [] };
  for (const name of order) await asked[name](); // to warm up
  for (let round = 0; round < options.rounds; round++)
    for (const name of round % 2 === 0 ? order : order.toReversed()) found[name].push(await asked[name]());
  const ratios = (other: Measured[], of: keyof Measured) =>
    other.map((each, round) => each[of] / (found.bare[round] as Measured)[of]);
  const byCpu = ratios(found.ours, 'cpu').map((ratio) => 1 / ratio);
  return {
    name: question.name,
    least: question.least,
    length,
    cpu: median(found.ours.map(({ cpu }) => cpu)),
    perSecond: median(found.ours.map(({ perSecond }) => perSecond)),
    ratio: median(byCpu),
    range: [Math.min(...byCpu), Math.max(...byCpu)],
    speed: median(ratios(found.ours, 'perSecond')),
    control: median(ratios(found.control, 'cpu').map((ratio) => 1 / ratio)),
  };
}
