// A thread that a load gives work to. It answers in the order in which it is asked.
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** How much of what JavaScript holds is let stand before it is collected: threads make much garbage and keep little. */
const LIMITS = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1024 };

export interface Thread<Question, Answer> {
  /** Throws what the thread died of, if it did. */
  ask(question: Question): Promise<Answer>;
  end(): Promise<void>;
}

interface Asked<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * @param name of a module that answers every message with one message, without the ending that it has in development or once built
 * @param workerData what the thread is given to begin with
 */
export function startThread<Question, Answer>(
  name: string,
  beside: string,
  workerData?: unknown,
): Thread<Question, Answer> {
  const code = new URL(`./${name}${extname(beside)}`, beside);
  const worker = new Worker(code, { workerData, resourceLimits: LIMITS });
  const asked: Asked<Answer>[] = [];
  let cause: unknown = null;
  const lost = (error: unknown) => {
    cause ??= error;
    for (const { reject } of asked.splice(0)) reject(cause);
  };
  worker.on('message', (answer: Answer) => asked.shift()?.resolve(answer));
  worker.once('error', lost);
  worker.once('exit', (code) => lost(new Error(`a thread of the load ended with code ${code}`)));
  return {
    ask: (question) => {
      const answer = new Promise<Answer>((resolve, reject) => {
        if (cause !== null) return reject(cause);
        asked.push({ resolve, reject });
        worker.postMessage(question);
      });
      answer.catch(() => {}); // whoever awaits it is told; the load may have ended of something else by then
      return answer;
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
