// The workers of a primary: starts them, replaces those that end, tells them what to serve, and stops them.
import cluster, { type Worker } from 'node:cluster';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log, RevisionAgreement } from '../store/port/revisions.ts';
import type { Integrity } from '../store/port/store.ts';
import type { Begin, FromPrimary, FromWorker } from './messages.ts';
import { metricsGathering } from './metrics-gathering.ts';
import { type RevisionRound, revisionRound } from './revision-round.ts';
import { WorkersFailure } from './workers-failure.ts';

export interface PoolOptions extends Pick<Begin, 'workers' | 'location' | 'port'> {
  readonly logger: Log;
  /** When workers that were told to stop are ended, in milliseconds. */
  readonly hardStop: number;
}

export interface WorkerPool extends RevisionAgreement {
  /** Starts the workers, which serve once they know what. Resolves when all listen. */
  start(): Promise<void>;
  stop(): void;
  /** Ends all at once. */
  kill(): void;
  /** Resolves when all have stopped: with whether they all ended well. Throws WorkersFailure where they could not go on. */
  readonly ended: Promise<boolean>;
}

interface Member {
  readonly number: number;
  readonly process: Worker;
  /** Only one that serves or opens its first revision takes part in what comes next; one that waits cannot open it yet. */
  state: 'starting' | 'waiting' | 'opening' | 'serving';
  /** What it was told to serve at last. */
  told: string | null;
  /** The version that it could not open at the last attempt, and of which the log knows. */
  failed: string | null;
}

const MINUTE = 60_000;

/** How many workers may be replaced in a minute: enough to end each of them by hand, twice. */
const mostReplaced = (workers: number) => Math.max(10, 2 * workers);

export function workerPool({ workers, location, port, logger, hardStop }: PoolOptions): WorkerPool {
  const members = new Set<Member>();
  const ending = Promise.withResolvers<boolean>();
  const listening = Promise.withResolvers<void>();
  let served: { readonly version: string; readonly integrity: Integrity } | null = null;
  let round: RevisionRound<Member> | null = null;
  let isStarted = false;
  let isStopping = false;
  let endedWell = true;
  let failure: WorkersFailure | null = null;
  let replaced: number[] = [];

  const send = ({ process }: Member, message: FromPrimary) => {
    // Of one that is ending nobody hears that it could not be told.
    if (process.isConnected()) process.send(message, undefined, undefined, () => {});
  };
  const nameOf = ({ number }: Member) => `worker ${number}`;
  const metrics = metricsGathering(send);

  function begin(number: number): void {
    const process = cluster.fork();
    const member: Member = { number, process, state: 'starting', told: null, failed: null };
    members.add(member);
    process.on('message', (message: FromWorker) => hear(member, message));
    process.on('error', (err) => logger.error({ worker: number, err }, 'a worker cannot be reached'));
    process.on('exit', (code, signal) => lose(member, signal ?? `exit code ${code}`, code === 0));
  }

  function hear(member: Member, message: FromWorker): void {
    if (message.type === 'ready') {
      send(member, { type: 'begin', worker: member.number, workers, location, port });
      member.state = 'waiting';
      // What is being prepared is not open yet for one that comes late.
      if (round === null) tell(member);
    } else if (message.type === 'listening') {
      member.state = 'serving';
      if (!isStarted && countServing() === workers) {
        isStarted = true;
        listening.resolve();
      }
    } else if (message.type === 'prepared') {
      if (message.version === round?.version) round.done(member);
    } else if (message.type === 'refused') refuse(member, message);
    else if (message.type === 'failed') {
      if (!isStarted) fail(message.message);
      else logger.error({ worker: member.number, reason: message.message }, 'a worker cannot go on');
    } else if (message.type === 'gather') {
      const asked = [...members].filter(({ state }) => state === 'serving');
      metrics.gather(asked, (found) =>
        send(member, { type: 'gathered', round: message.round, metrics: found }),
      );
    } else metrics.measured(member, message.round, message.metrics);
  }

  const countServing = () => [...members].filter(({ state }) => state === 'serving').length;

  function refuse(member: Member, { version, message: reason }: FromWorker & { type: 'refused' }): void {
    if (member.state !== 'opening') {
      if (version === round?.version) round.refuse(member, reason);
      return;
    }
    // It is told again at the next look.
    member.state = 'waiting';
    member.told = null;
    round?.done(member);
    if (member.failed !== version)
      logger.error(
        { worker: member.number, reason },
        'a worker cannot open what the others serve, and waits',
      );
    member.failed = version;
  }

  function tell(member: Member): void {
    if (served === null || member.state === 'starting') return;
    const { version, integrity } = served;
    if (member.told === `${version} ${integrity}`) return;
    member.told = `${version} ${integrity}`;
    if (member.state === 'waiting') member.state = 'opening';
    send(member, { type: 'serve', version, integrity });
  }

  function lose(member: Member, how: string, isWell: boolean): void {
    members.delete(member);
    round?.done(member);
    if (isStopping) {
      endedWell &&= isWell;
      if (members.size === 0) end();
      return;
    }
    const now = Date.now();
    replaced = [...replaced.filter((time) => time > now - MINUTE), now];
    if (replaced.length > mostReplaced(workers)) {
      fail(`Workers ended ${replaced.length} times within a minute, the last by ${how}: the server stops.`);
      return;
    }
    logger.error({ worker: member.number, how }, 'a worker ended: another begins');
    begin(member.number);
  }

  function fail(message: string): void {
    failure ??= new WorkersFailure(message);
    stop();
  }

  function stop(): void {
    if (isStopping) return;
    isStopping = true;
    round?.end();
    for (const member of members) send(member, { type: 'stop' });
    setTimeout(kill, hardStop).unref();
    if (members.size === 0) end();
  }

  function kill(): void {
    for (const { process } of members) process.process.kill('SIGKILL');
  }

  function end(): void {
    if (failure === null) ending.resolve(endedWell);
    else ending.reject(failure);
  }

  return {
    start: () => {
      // The ending of this very file: `.ts` in development, `.js` once built.
      const exec = fileURLToPath(new URL(`../worker${extname(import.meta.url)}`, import.meta.url));
      cluster.setupPrimary({ exec, args: [] });
      for (let number = 1; number <= workers; number++) begin(number);
      return listening.promise;
    },
    stop,
    kill,
    ended: ending.promise,
    prepare: async (version) => {
      const taking = [...members].filter(({ state }) => state === 'serving' || state === 'opening');
      round = revisionRound(version, taking, nameOf);
      for (const member of taking) send(member, { type: 'prepare', version });
      await round.outcome.finally(() => {
        round = null;
      });
    },
    abandon: (version) => {
      for (const member of members) send(member, { type: 'abandon', version });
    },
    serve: (version, integrity) => {
      served = { version, integrity };
      for (const member of members) tell(member);
    },
  };
}
