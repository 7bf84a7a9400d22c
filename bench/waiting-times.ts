// How long a cheap request waits: first alone, then while eight clients ask what takes long.
import { askByClient, type LoadGenerator } from './load-generator.ts';
import { cheapPaths, heavyPaths } from './questions.ts';
import type { Served } from './server-process.ts';

export interface Waiting {
  readonly name: string;
  /** Milliseconds from the moment that it was due. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  readonly cheap: number;
  /** Heavy requests answered, and those refused with 503. */
  readonly heavy: number;
  readonly refused: number;
}

const CLIENTS = 8;
/** A request every ten milliseconds, answered or not: a client that waits for an answer would not see a long wait. */
const EVERY = 10;

export async function waitingTimes(server: Served, events: number, seconds: number): Promise<Waiting[]> {
  const cheap = () =>
    askByClient({
      url: server.url,
      paths: cheapPaths(events),
      // Enough that a late answer holds up no other request.
      connections: 4,
      every: EVERY * 4,
      seconds,
    });
  const heavy: LoadGenerator = askByClient;
  await cheap(); // to warm up
  const idle = await cheap();
  const [busy, asked] = await Promise.all([
    cheap(),
    heavy({ url: server.url, paths: heavyPaths(events), connections: CLIENTS, seconds }),
  ]);
  return [
    { name: 'alone', ...idle, cheap: idle.requests, heavy: 0, refused: 0 },
    {
      name: `while ${CLIENTS} clients ask facets and ranked searches`,
      ...busy,
      cheap: busy.requests,
      heavy: asked.requests - asked.refused,
      refused: asked.refused,
    },
  ];
}
