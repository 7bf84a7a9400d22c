// How far a load is, how that is reported in plain lines where there is no terminal to draw on, and how it is stopped.

/** The steps of a load, in order, and the one of an export. */
export type Step = 'reading' | 'checking' | 'proving' | 'writing' | 'publishing' | 'exporting';

export interface Progress {
  readonly step: Step;
  /** Records done in this step, and of how many; null where nobody knows yet. */
  readonly done: number;
  readonly total: number | null;
}

export type OnProgress = (progress: Progress) => void;

/** A line comes at the start of a step, without a number, and then no more often than this. */
const LINE_EVERY_MS = 2_000;

/** Reports progress line by line. */
export function progressLines(write: (line: string) => void): OnProgress {
  let current: Step | null = null;
  let last = 0;
  return ({ step, done, total }) => {
    const now = performance.now();
    const isFirst = current !== step;
    if (!isFirst && now - last < LINE_EVERY_MS) return;
    current = step;
    last = now;
    write(isFirst ? firstText(step, total) : progressText({ step, done, total }));
  };
}

/**
 * `writing 20000 records`: what the step will do. How much of it is done says little at its start, and is misleading where
 * no other line comes before the step ends.
 */
function firstText(step: Step, total: number | null): string {
  return total === null ? step : `${step} ${total} records`;
}

/** `writing 1500 of 20000 records`. */
function progressText({ step, done, total }: Progress): string {
  const of = total === null ? '' : ` of ${total}`;
  return `${step} ${done}${of} ${step === 'proving' ? 'spans' : 'records'}`;
}

/** Lets signals and timers in between batches of synchronous work. Throws where the load is to stop. */
export async function yieldToEventLoop(signal: AbortSignal | null): Promise<void> {
  await new Promise(setImmediate);
  signal?.throwIfAborted();
}
