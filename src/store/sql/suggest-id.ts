// The record that a mistyped id most likely means.
import { sql } from 'drizzle-orm';
import type { ResourceName } from '../../query/condition.ts';
import { fold, nearest } from '../../query/parameters/nearest.ts';
import type { Reader } from './reader.ts';

/**
 * At most four times so many ids and names are compared, since edit distance takes about 1 µs for each: those
 * that begin like the text, and the first of all in byte order. So in a resource with more records than that, a
 * slip in the first letters may get no suggestion.
 */
const CANDIDATES = 2000;
/** Letters that a candidate shares where there are more than can be compared. */
const SHARED_LETTERS = 3;

interface Named {
  readonly folded: string;
  readonly id: string;
}

/** The existing id nearest to the text by edit distance over ids, names and aliases; null where none is near. */
export async function suggestId(
  reader: Reader,
  resource: ResourceName,
  text: string,
): Promise<string | null> {
  const start = fold(text).slice(0, SHARED_LETTERS);
  if (start === '') return null;
  const end = `${start}\u{10FFFF}`;
  const records = sql.identifier(resource);
  const candidates = await Promise.all([
    reader.rows<Named>(
      sql`select id as folded, id from ${records} where id >= ${start} and id < ${end} order by id limit ${CANDIDATES}`,
    ),
    reader.rows<Named>(sql`select id as folded, id from ${records} order by id limit ${CANDIDATES}`),
    reader.rows<Named>(
      sql`select folded, id from names where resource = ${resource} and folded >= ${start} and folded < ${end}
        order by folded, id limit ${CANDIDATES}`,
    ),
    reader.rows<Named>(
      sql`select folded, id from names where resource = ${resource} order by folded, id limit ${CANDIDATES}`,
    ),
  ]);
  const idOf = new Map(
    candidates
      .flat()
      .toReversed()
      .map(({ folded, id }) => [folded, id]),
  );
  const best = nearest(text, idOf.keys());
  return best === null ? null : (idOf.get(best) ?? null);
}
