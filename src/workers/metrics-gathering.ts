// Metrics of all workers, whichever is asked for them: it asks the primary, which asks each.
import type { MetricsPeers, ProcessMetrics } from '../http/server/metrics.ts';
import type { FromPrimary, FromWorker } from './messages.ts';

/** How long a worker that is busy is waited for, in milliseconds; its metrics are left out then. */
const PATIENCE = 1000;

/** The side of the primary. */
export interface MetricsGathering<Member> {
  /** Asks these, and answers the one who asked. */
  gather(members: Iterable<Member>, answer: (metrics: readonly ProcessMetrics[]) => void): void;
  measured(member: Member, round: number, metrics: ProcessMetrics): void;
}

export function metricsGathering<Member>(
  send: (member: Member, message: FromPrimary) => void,
): MetricsGathering<Member> {
  const rounds = new Map<number, (member: Member, metrics: ProcessMetrics) => void>();
  let last = 0;
  return {
    gather: (members, answer) => {
      last += 1;
      const round = last;
      const pending = new Set(members);
      const found: ProcessMetrics[] = [];
      const end = () => {
        clearTimeout(timer);
        rounds.delete(round);
        answer(found);
      };
      const timer = setTimeout(end, PATIENCE).unref();
      rounds.set(round, (member, metrics) => {
        if (!pending.delete(member)) return;
        found.push(metrics);
        if (pending.size === 0) end();
      });
      for (const member of pending) send(member, { type: 'measure', round });
    },
    measured: (member, round, metrics) => rounds.get(round)?.(member, metrics),
  };
}

/** The side of a worker. */
export interface GatheredPeers extends MetricsPeers {
  /** Answers the primary, which asks for the metrics of this process. */
  measure(round: number): Promise<void>;
  gathered(round: number, metrics: readonly ProcessMetrics[]): void;
}

export function gatheredPeers(send: (message: FromWorker) => void): GatheredPeers {
  const waiting = new Map<number, (metrics: readonly ProcessMetrics[]) => void>();
  let own: () => Promise<ProcessMetrics> = async () => [];
  let last = 0;
  return {
    provide: (measure) => {
      own = measure;
    },
    gather: () =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        send({ type: 'gather', round: last });
      }),
    measure: async (round) => send({ type: 'measured', round, metrics: await own() }),
    gathered: (round, metrics) => {
      waiting.get(round)?.(metrics);
      waiting.delete(round);
    },
  };
}
