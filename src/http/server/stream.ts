// Answers that may be long: sent bit by bit, never held whole, in the revision in which they began.
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../store/port/store.ts';

/**
 * A stream of chunks of text. What goes wrong before the first chunk is thrown, so that it can be answered as a
 * problem; later it breaks the connection off, so that nobody takes a part for the whole.
 * @param store kept open until the stream ends or the client goes away
 */
export async function openStream(
  store: Pick<Store, 'lease'>,
  chunks: AsyncGenerator<string>,
): Promise<Readable> {
  const release = store.lease();
  try {
    const first = await chunks.next();
    // One chunk waits while another is sent: the client's pace is that of the reading.
    const stream = Readable.from(allOf(first, chunks), { highWaterMark: 1 });
    return stream.once('close', release);
  } catch (error) {
    release();
    throw error;
  }
}

async function* allOf(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done === true) return;
  yield first.value;
  // Waiting for the client is no pause when it is fast: others would wait half a second (measured).
  await setImmediate();
  for await (const chunk of rest) {
    yield chunk;
    await setImmediate();
  }
}
