// Streams for long bodies, which are never in memory as a whole and come from one revision.
import { Readable } from 'node:stream';
import type { Store } from '../../store/port/store.ts';
import { nextTurn } from './turns.ts';

/** How long a client may leave a chunk untaken, in milliseconds, before its answer is broken off. */
const MAX_IDLE = 60_000;

/**
 * A stream of chunks of text. An error before the first chunk is thrown, so that it can be answered as a problem; a
 * later one breaks the connection, so that a part is never taken for the whole.
 * @param store leased until the stream ends or the client disconnects
 */
export async function openStream(
  store: Pick<Store, 'lease'>,
  chunks: AsyncGenerator<string>,
  maxIdle: number = MAX_IDLE,
): Promise<Readable> {
  const release = store.lease();
  try {
    const first = await chunks.next();
    // At most one chunk is buffered, so the store is read at the client's pace.
    const stream: Readable = Readable.from(
      taken(first, chunks, {
        isGone: () => stream.destroyed,
        // Else one that never reads would keep a slot and a revision for ever.
        idle: () => setTimeout(() => stream.destroy(new StalledReader()), maxIdle).unref(),
      }),
      { highWaterMark: 1 },
    );
    return stream.once('close', release);
  } catch (error) {
    release();
    throw error;
  }
}

/** Why a stream was broken off: its client took nothing. */
export class StalledReader extends Error {
  constructor() {
    super('the client has stopped reading');
    this.name = 'StalledReader';
  }
}

interface Reader {
  readonly isGone: () => boolean;
  /** Breaks the stream off after a while, unless that is called off. */
  readonly idle: () => NodeJS.Timeout;
}

async function* taken(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string>,
  reader: Reader,
): AsyncGenerator<string> {
  let untaken: NodeJS.Timeout | undefined;
  try {
    for (let chunk = first; chunk.done !== true; chunk = await rest.next()) {
      untaken = reader.idle();
      yield chunk.value;
      clearTimeout(untaken);
      // A fast client never makes the stream wait, so it would block other requests for half a second (measured).
      await nextTurn();
      if (reader.isGone()) return;
    }
  } finally {
    clearTimeout(untaken);
    await rest.return(undefined);
  }
}
