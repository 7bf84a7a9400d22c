// Questions that take many turns of the event loop are answered one by one where no thread answers them: at once, each
// would take a step in every turn, and what is short would wait for as many steps as there are questions.
import { StoreError } from '../port/store-error.ts';
import type { StillAsked } from '../port/threads.ts';

/** How many questions may wait or be answered; one more is refused. */
export const MAX_QUEUED = 32;

export type OneByOne = <T>(answer: () => Promise<T>, stillAsked?: StillAsked) => Promise<T>;

/** A queue of questions. It throws StoreError `busy` where too many wait. */
export function oneByOne(): OneByOne {
  let queued = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async (answer, stillAsked = () => {}) => {
    if (queued >= MAX_QUEUED)
      throw new StoreError('busy', 'too many questions that take long are being answered');
    queued += 1;
    const turn = last.then(() => {
      stillAsked();
      return answer();
    });
    last = turn
      .catch(() => {})
      .finally(() => {
        queued -= 1;
      });
    return turn;
  };
}
