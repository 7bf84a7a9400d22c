// Streams for long bodies, which are never in memory as a whole and come from one revision.
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../store/port/store.ts';

/**
 * A stream of chunks of text. An error before the first chunk is thrown, so that it can be answered as a problem; a
 * later one breaks the connection, so that a part is never taken for the whole.
 * @param store leased until the stream ends or the client disconnects
 */
export async function openStream(
  store: Pick<Store, 'lease'>,
  chunks: AsyncGenerator<string>,
): Promise<Readable> {
  const release = store.lease();
  try {
    const first = await chunks.next();
    // At most one chunk is buffered, so the store is read at the client's pace.
    const stream = Readable.from(fromFirst(first, chunks), { highWaterMark: 1 });
    return stream.once('close', release);
  } catch (error) {
    release();
    throw error;
  }
}

async function* fromFirst(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done === true) return;
  yield first.value;
  // A fast client never makes the stream wait, so it would block other requests for half a second (measured).
  await setImmediate();
  for await (const chunk of rest) {
    yield chunk;
    await setImmediate();
  }
}
