// A list as one thing to go through, however many pages it has.
import { StaleCursor } from './problem.ts';

/** What every list of the API is. */
export interface AnyList {
  readonly data: readonly { readonly id: string }[];
  readonly page: { readonly nextCursor: string | null };
}

/**
 * What happens where the dataset is loaded anew while a list is read. `throw`: a `StaleCursor` ends the reading.
 * `restart`: the list is begun again in the new revision, and records that were given already are left out; those that
 * changed meanwhile are not given twice.
 */
export type OnStale = 'throw' | 'restart';

/** A dataset that is loaded anew more often than this while one list is read is no longer read. */
const RESTARTS = 3;

/** Every record of a list: `for await (const quote of listing)`. Pages are fetched as they are needed. */
export class Listing<List extends AnyList> implements AsyncIterable<List['data'][number]> {
  readonly #read: (cursor: string | undefined) => Promise<List>;
  readonly #onStale: OnStale;

  /** @param read fetches the page of a cursor; the first where there is none. */
  constructor(read: (cursor: string | undefined) => Promise<List>, onStale: OnStale = 'throw') {
    this.#read = read;
    this.#onStale = onStale;
  }

  /** The first page, with the answer's `meta`, `page.total` and `included`. */
  page(): Promise<List> {
    return this.#read(undefined);
  }

  /** Page by page. After a restart the pages begin anew, with records that earlier ones held. */
  async *pages(): AsyncGenerator<List, void, undefined> {
    let cursor: string | undefined;
    let restarts = 0;
    for (;;) {
      try {
        const list = await this.#read(cursor);
        yield list;
        if (list.page.nextCursor === null) return;
        cursor = list.page.nextCursor;
      } catch (error) {
        const again = error instanceof StaleCursor && this.#onStale === 'restart' && restarts < RESTARTS;
        if (!again) throw error;
        restarts++;
        cursor = undefined;
      }
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<List['data'][number], void, undefined> {
    const given = new Set<string>();
    for await (const { data } of this.pages()) {
      for (const record of data) {
        if (given.has(record.id)) continue;
        if (this.#onStale === 'restart') given.add(record.id);
        yield record;
      }
    }
  }
}
