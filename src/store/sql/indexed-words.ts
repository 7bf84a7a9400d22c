// The words of a resource's texts, for suggestions: a range of their table at a time, never all of them.
import { sql } from 'drizzle-orm';
import type { ResourceName } from '../../query/condition.ts';
import type { IndexedWord } from '../../query/text/near-words.ts';
import type { Reader } from './reader.ts';

/** In byte order, at most `limit` of those that begin so. */
export function wordsFrom(
  reader: Reader,
  resource: ResourceName,
  start: string,
  limit: number,
): Promise<readonly IndexedWord[]> {
  const end = `${start}\u{10FFFF}`;
  return reader.rows<IndexedWord>(
    sql`select word, count from words where resource = ${resource} and word >= ${start} and word < ${end}
      order by word limit ${limit}`,
  );
}
