// Reads documents by their ids within a bound on their number and on their length in all: records differ in length by
// a factor of thousands, so that a number alone bounds nothing.
import { compareBytes } from '../../model/strings.ts';
import type { ResourceName } from '../../query/condition.ts';
import type { Store } from '../../store/port/store.ts';

/** In UTF-16 units; a document of its own may be longer. Reading so many takes about 10 ms (measured). */
export const MAX_CHARACTERS = 4 * 1024 * 1024;

/** Documents read at once: what one read goes beyond the bound. */
const SLICE = 50;

export interface BoundedDocuments {
  /** In byte order of id. */
  readonly documents: readonly string[];
  /** Whether there are more ids than were read. */
  readonly more: boolean;
}

/**
 * The documents of the ids, of which those that do not exist are left out.
 * @param most the greatest number of ids that are read, in byte order
 */
export async function boundedDocuments(
  store: Store,
  resource: ResourceName,
  ids: readonly string[],
  most: number,
): Promise<BoundedDocuments> {
  const wanted = [...new Set(ids)].sort(compareBytes);
  const documents: string[] = [];
  let [read, characters] = [0, 0];
  while (read < Math.min(wanted.length, most) && characters < MAX_CHARACTERS) {
    const slice = wanted.slice(read, Math.min(read + SLICE, most));
    const found = await store.getMany(resource, slice);
    documents.push(...found);
    characters += found.reduce((sum, { length }) => sum + length, 0);
    read += slice.length;
  }
  return { documents, more: read < wanted.length };
}
