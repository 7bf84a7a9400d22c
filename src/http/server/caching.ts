// Entity tags and the response cache. Revision and canonical address identify a representation, so its tag needs
// neither the body nor a query of the store.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { VERSION } from '../../version.ts';

export const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600';

/**
 * The strong entity tag of a representation. The software's version is a part of it, since another version may word a
 * body differently.
 * @param address the canonical address, with the prefix of its links.
 */
export function entityTag(revision: string, address: string): string {
  const hash = createHash('sha256').update(`${VERSION}\n${address}`).digest('base64url');
  return `"${revision}-${hash.slice(0, 22)}"`;
}

/**
 * Whether `If-None-Match` lists the tag, by weak comparison as RFC 9110 §13.1.2 requires. `*` is not handled here: it
 * matches any existing representation, and only the handler knows whether there is one.
 */
export function matchesTag(ifNoneMatch: string, tag: string): boolean {
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);
}

/** A response that can be sent repeatedly. */
export interface Representation {
  readonly body: string;
  readonly type: string;
  readonly tag: string;
  readonly revision: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Recent responses by opened store and requested URL, bounded in bytes: a hit is sent without parsing parameters. Not by
 * revision: what was read from a damaged file would be sent after a good one of the same revision has taken its place.
 */
export class ResponseCache {
  readonly #entries: LRUCache<string, Representation> | null;

  /** @param bytes the approximate bound; 0 disables the cache. */
  constructor(bytes: number) {
    this.#entries =
      bytes === 0
        ? null
        : new LRUCache<string, Representation>({
            maxSize: bytes,
            // No single response may take more than a sixteenth of the cache.
            maxEntrySize: Math.ceil(bytes / 16),
            sizeCalculation: ({ body, headers }, key) =>
              2 * (body.length + key.length + JSON.stringify(headers).length) + 500,
          });
  }

  get(opening: number, url: string): Representation | undefined {
    return this.#entries?.get(`${opening} ${url}`);
  }

  set(opening: number, url: string, representation: Representation): void {
    this.#entries?.set(`${opening} ${url}`, representation);
  }
}
