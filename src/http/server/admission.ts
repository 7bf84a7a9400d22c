// Overload is answered: while requests are served too late, those that need work are refused at once, so that what is
// cheap stays quick. What is measured is how late the event loop is, which is what every request waits for.
import { performance } from 'node:perf_hooks';
import { overloaded } from './data-problems.ts';

/** In milliseconds: what is late for less is a burst, a collection of garbage or a first request, and passes by itself. */
const SUSTAINED = 500;

/** In milliseconds: so long after requests were last refused, the next that comes late is refused without waiting. */
const ALERT = 10_000;

/** Milliseconds between two measurements. */
const INTERVAL = 50;

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

/** Whether requests are refused, by measurements of the delay. */
export class DelayWatch {
  #lateSince: number | null = null;
  #alertUntil = Number.NEGATIVE_INFINITY;
  readonly #bound: number;

  /** @param bound the delay up to which the server is not late, in milliseconds */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** Whether a request is refused that comes at this time and is so late. */
  refuses({ delay, now }: Lateness): boolean {
    if (delay <= this.#bound) {
      this.#lateSince = null;
      return false;
    }
    this.#lateSince ??= now - (delay - this.#bound);
    const isAlert = now < this.#alertUntil || now - this.#lateSince >= SUSTAINED;
    if (isAlert) this.#alertUntil = now + ALERT;
    return isAlert;
  }
}

/**
 * @param bound the delay up to which the server is not late, in milliseconds; 0 where nothing is ever refused
 * @param measured in place of the event loop's own lateness
 */
export function admission(bound: number, measured?: () => Lateness): Admission {
  if (bound === 0) return { check: () => {}, stop: () => {} };
  const watch = new DelayWatch(bound);
  let due = performance.now() + INTERVAL;
  let last = 0;
  const measure =
    measured ??
    (() => {
      const now = performance.now();
      // Many requests are answered between two ticks where the loop is late: it is at least as late as the next one is.
      return { now, delay: Math.max(last, now - due) };
    });
  const tick = () => {
    const now = performance.now();
    last = Math.max(0, now - due);
    due = now + INTERVAL;
    watch.refuses(measure());
  };
  const timer = setInterval(tick, INTERVAL).unref();
  return {
    check: () => {
      if (watch.refuses(measure())) throw overloaded('The server is behind with what it was asked before.');
    },
    stop: () => clearInterval(timer),
  };
}
