// A fetch that tries again where that is safe and asked for, and throws a problem for every answer that is one.
import { problemOf, retryAfterOf } from './problem.ts';

export interface Retry {
  /** How often a request is sent at most, the first time included. 1 for no second try. */
  readonly attempts: number;
  /** The longest wait between two tries, in seconds. A server that asks for more is not tried again. */
  readonly longestWait: number;
}

export const RETRY: Retry = { attempts: 3, longestWait: 30 };

/** Too many requests, and not ready: the answers that say nothing was done. */
const TRY_AGAIN = new Set([429, 503]);

type Fetch = typeof globalThis.fetch;

/**
 * @param send what sends a request, such as the platform's own `fetch`.
 * @returns a fetch that tries a GET or HEAD again after 429, 503 or a broken connection, waits as long as
 * `Retry-After` asks for, and rejects with a `DemarcheProblem` for every status from 400 on. An aborted signal ends a
 * wait too.
 */
export function retryingFetch(send: Fetch, retry: Retry): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const repeatable = request.method === 'GET' || request.method === 'HEAD';
    for (let attempt = 1; ; attempt++) {
      const last = !repeatable || attempt >= retry.attempts;
      const response = await send(request).catch((error: unknown) => {
        if (last || request.signal.aborted) throw error;
        return null;
      });
      if (response !== null && response.status < 400) return response;
      const seconds = secondsBeforeNext(response, attempt);
      const over = response !== null && !TRY_AGAIN.has(response.status);
      if (response !== null && (last || over || seconds > retry.longestWait)) throw await problemOf(response);
      // A body that nobody reads keeps its connection busy.
      await response?.body?.cancel();
      await wait(Math.min(seconds, retry.longestWait), request.signal);
    }
  };
}

/** What the server asks for; otherwise half a second, doubled each time, less up to half so that clients part. */
function secondsBeforeNext(response: Response | null, attempt: number): number {
  const asked = response === null ? null : retryAfterOf(response);
  return asked ?? 0.5 * 2 ** (attempt - 1) * (1 - Math.random() / 2);
}

function wait(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, seconds * 1000);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
