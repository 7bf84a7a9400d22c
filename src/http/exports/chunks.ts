// Reads a whole list from the store, one chunk at a time.
import type { ListQuery, Position } from '../../query/condition.ts';
import type { ListPage, Store } from '../../store/port/store.ts';

/**
 * The most records in a chunk. Making one blocks the process: 5 ms for so many lines, 10 ms for so many rows, which are
 * parsed, mapped and joined to others (measured).
 */
export const CHUNKS = { lines: 500, rows: 100 } as const;

/**
 * The documents of all matching records, in order.
 * @param size the most records in a chunk
 */
export async function* chunksOf(
  store: Store,
  query: Pick<ListQuery, 'resource' | 'conditions' | 'order'>,
  size: number,
): AsyncGenerator<readonly string[]> {
  let after: Position | null = null;
  do {
    const page: ListPage = await store.list({ ...query, after, limit: size });
    if (page.documents.length > 0) yield page.documents;
    after = page.end;
  } while (after !== null);
}
