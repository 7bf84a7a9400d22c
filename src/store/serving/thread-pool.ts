// A few threads that answer the questions whose work grows with the dataset, so that they never hold up cheap ones.
// Bounded: what would wait too long is refused at once or in time, in words that let a client come back.
import type { Worker } from 'node:worker_threads';
import { StoreError, type StoreErrorCode } from '../port/store-error.ts';
import type { StillAsked, ThreadAnswer, ThreadPool, ThreadQuestion } from '../port/threads.ts';

export interface PoolOptions {
  /** Starts a thread that takes one `ThreadQuestion` after another and posts a `ThreadAnswer` to each. */
  readonly start: () => Worker;
  readonly threads: number;
  /** How many questions may wait; one more is refused. */
  readonly queueLimit?: number;
  /** How long a question may wait, in milliseconds, before it is refused. */
  readonly waitMs?: number;
}

interface Task {
  readonly question: ThreadQuestion;
  readonly stillAsked: StillAsked;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Refuses the task where it has not begun by then. */
  readonly deadline: NodeJS.Timeout;
}

interface Thread {
  readonly worker: Worker;
  task: Task | null;
}

const DEFAULTS = { queueLimit: 64, waitMs: 5000 };

export function threadPool(options: PoolOptions): ThreadPool {
  const { start, threads: most, queueLimit, waitMs } = { ...DEFAULTS, ...options };
  const threads = new Set<Thread>();
  const waiting: Task[] = [];
  let isClosed = false;
  // At once, so that they open the file that their parent has opened.
  for (let count = 0; count < most; count++) begin();

  /** Gives waiting tasks to idle threads, and to new ones in place of those that were lost. */
  function dispatch(): void {
    while (waiting.length > 0) {
      const thread = [...threads].find(({ task }) => task === null) ?? (threads.size < most ? begin() : null);
      if (thread === null) return;
      const task = waiting.shift() as Task; // one waits
      clearTimeout(task.deadline);
      if (isGivenUp(task)) continue;
      thread.task = task;
      thread.worker.postMessage(task.question);
    }
  }

  function begin(): Thread {
    const worker = start();
    const thread: Thread = { worker, task: null };
    worker.unref();
    worker.on('message', (answer: ThreadAnswer) => {
      const { task } = thread;
      thread.task = null;
      if ('error' in answer) task?.reject(errorOf(answer.error));
      else task?.resolve(answer.value);
      dispatch();
    });
    // A thread that dies takes its task with it, and the next task starts another.
    const lost = (error: unknown) => {
      threads.delete(thread);
      thread.task?.reject(error);
      thread.task = null;
      if (!isClosed) dispatch();
    };
    worker.once('error', lost);
    worker.once('exit', (code) => lost(new Error(`a thread of the store ended with code ${code}`)));
    threads.add(thread);
    return thread;
  }

  function refuse(task: Task): void {
    waiting.splice(waiting.indexOf(task), 1);
    task.reject(busy());
  }

  /** Whether another question can wait: those that nobody asks any longer make room. */
  function hasRoom(): boolean {
    if (waiting.length < queueLimit) return true;
    for (const task of waiting.filter(isGivenUp)) {
      clearTimeout(task.deadline);
      waiting.splice(waiting.indexOf(task), 1);
    }
    return waiting.length < queueLimit;
  }

  return {
    ask: <T>(question: ThreadQuestion, stillAsked: StillAsked = () => {}) =>
      new Promise<T>((resolve, reject) => {
        if (isClosed || !hasRoom()) return reject(busy());
        const task: Task = {
          question,
          stillAsked,
          resolve: resolve as (value: unknown) => void, // the caller knows what its question is answered with
          reject,
          deadline: setTimeout(() => refuse(task), waitMs),
        };
        waiting.push(task);
        dispatch();
      }),
    close: async () => {
      isClosed = true;
      for (const task of waiting.splice(0)) {
        clearTimeout(task.deadline);
        task.reject(busy());
      }
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}

/** Whether nobody asks any longer: the task is then ended with that. */
function isGivenUp({ stillAsked, reject }: Task): boolean {
  try {
    stillAsked();
    return false;
  } catch (error) {
    reject(error);
    return true;
  }
}

function errorOf({ code, message }: { code: StoreErrorCode | null; message: string }): Error {
  return code === null ? new Error(message) : new StoreError(code, message);
}

function busy(): StoreError {
  return new StoreError('busy', 'too many questions that take long are being answered');
}
