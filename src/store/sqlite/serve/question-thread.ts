// The thread of a pool: opens the file that its parent serves, and answers one question after another over it.
import { parentPort, workerData } from 'node:worker_threads';
import type { Store } from '../../port/store.ts';
import { StoreError } from '../../port/store-error.ts';
import type { ThreadAnswer, ThreadQuestion } from '../../port/threads.ts';
import { openStore, type ThreadData } from './open-store.ts';

type Method = (...args: readonly unknown[]) => Promise<unknown>;

const { path, revision } = workerData as ThreadData;
const opening = openStore(path);
// Told with the first question; until then nobody listens.
opening.catch(() => {});

async function answer({ method, args }: ThreadQuestion): Promise<ThreadAnswer> {
  try {
    const store = await opening;
    if (store.revision !== revision)
      throw new StoreError(
        'busy',
        'the file of this revision has been replaced, and the thread that had it open is gone',
      );
    const ask = store[method as keyof Store] as Method; // the parent names methods of a store
    return { value: await ask(...args) };
  } catch (error) {
    const code = error instanceof StoreError ? error.code : null;
    return { error: { code, message: String((error as Error).message) } };
  }
}

parentPort?.on('message', async (question: ThreadQuestion) =>
  parentPort?.postMessage(await answer(question)),
);
