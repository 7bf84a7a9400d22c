// Overload is answered: while requests are served too late, those that need work are refused at once, so that what is
// cheap stays quick. What is measured is how late the event loop is, which is what every request waits for.
import { performance } from 'node:perf_hooks';
import { overloaded } from './data-problems.ts';

/** In milliseconds: what is late for less is a burst, and passes by itself. */
const SUSTAINED = 500;

/** Requests that are admitted late: where there are fewer, it is not they who keep the server busy, but a slow disk or start. */
const FREE = 3;

/** In milliseconds: so long after requests were last refused, the next that comes late is refused without waiting. */
const ALERT = 10_000;

/** Milliseconds between two ticks. With the bound, it is how much work is admitted in one turn of the event loop. */
const INTERVAL = 20;

/** One measurement of the event loop. */
export interface Lateness {
  /** How late it is, in milliseconds. */
  readonly delay: number;
  /** When that was measured, in milliseconds from any beginning. */
  readonly now: number;
}

export interface Admission {
  /** Throws a Problem where a request that needs work is refused. */
  check(): void;
  /** Ends the measurements. */
  stop(): void;
}

/** Whether requests are admitted, by measurements of the delay. */
export class DelayWatch {
  #lateSince: number | null = null;
  /** Requests admitted since then. */
  #admitted = 0;
  #alertUntil = Number.NEGATIVE_INFINITY;
  readonly #bound: number;

  /** @param bound the delay up to which the server is not late, in milliseconds */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** Takes note of how late a tick of the event loop comes: only one that is in time says that the server is. */
  tick({ delay, now }: Lateness): void {
    if (delay > this.#bound) this.#lateSince ??= now - (delay - this.#bound);
    else {
      this.#lateSince = null;
      this.#admitted = 0;
    }
  }

  /** Whether a request is admitted, by how late the next tick is when it comes. */
  admits({ delay, now }: Lateness): boolean {
    if (delay <= this.#bound) return true;
    this.#lateSince ??= now - (delay - this.#bound);
    const isOverload = now - this.#lateSince >= SUSTAINED && this.#admitted >= FREE;
    if (!isOverload && now >= this.#alertUntil) {
      this.#admitted += 1;
      return true;
    }
    this.#alertUntil = now + ALERT;
    return false;
  }
}

/**
 * @param bound the delay up to which the server is not late, in milliseconds; 0 where nothing is ever refused
 * @param measured in place of the event loop's own lateness
 */
export function admission(bound: number, measured?: () => Lateness): Admission {
  if (bound === 0) return { check: () => {}, stop: () => {} };
  const watch = new DelayWatch(bound);
  // The start of the process is no lateness: it ends with the first tick.
  let due = Number.POSITIVE_INFINITY;
  const measure =
    measured ??
    (() => {
      const now = performance.now();
      return { now, delay: Math.max(0, now - due) };
    });
  const tick = () => {
    watch.tick(measure());
    due = performance.now() + INTERVAL;
  };
  const timer = setInterval(tick, INTERVAL).unref();
  return {
    check: () => {
      if (!watch.admits(measure())) throw overloaded('The server is behind with what it was asked before.');
    },
    stop: () => clearInterval(timer),
  };
}
