// What the tests of exports share: reading a file back, and stores that answer as a test wants.
import { parse } from 'csv-parse/sync';
import { CHUNKS } from '../../src/http/exports/chunks.ts';
import type { ListQuery } from '../../src/query/condition.ts';
import type { Revisions } from '../../src/store/port/revisions.ts';
import type { ListPage, Store } from '../../src/store/port/store.ts';

export type Row = Readonly<Record<string, string>>;

/** The rows of a CSV, by column. Throws where it is not one. */
export function rowsIn(csv: string): Row[] {
  return parse(csv, { columns: true, record_delimiter: '\r\n', bom: true });
}

/** The names of its columns, in order. */
export function headerOf(csv: string): string[] {
  const [header = []] = parse(csv, { record_delimiter: '\r\n', bom: true, to: 1 }) as string[][];
  return header;
}

/** Puts something between every store and its `list`. */
export function withList(
  list: (query: ListQuery, store: Store) => Promise<ListPage>,
): (revisions: Revisions) => Revisions {
  return (revisions) => ({
    ...revisions,
    current: () => {
      const store = revisions.current();
      return { ...store, list: (query) => list(query, store) };
    },
  });
}

/** Whether an export reads, and not a list: those of the tests have shorter pages. */
export function isChunk({ limit }: ListQuery): boolean {
  return Object.values<number>(CHUNKS).includes(limit);
}

/** Exports read in chunks of so many records, so that a few records are many chunks; lists as they are. */
export function inChunksOf(size: number): (revisions: Revisions) => Revisions {
  return withList((query, store) => store.list({ ...query, limit: isChunk(query) ? size : query.limit }));
}
