// Entity tags and the cache of hot responses. A representation is named by the revision and the canonical address,
// so a tag needs neither the body nor a query.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { VERSION } from '../../version.ts';

export const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600';

/**
 * The strong entity tag of a representation. The software's version is a part, since it words the answers.
 * @param address the canonical address, with the prefix of its links.
 */
export function entityTag(revision: string, address: string): string {
  const hash = createHash('sha256').update(`${VERSION}\n${address}`).digest('base64url');
  return `"${revision}-${hash.slice(0, 22)}"`;
}

/**
 * Whether `If-None-Match` holds the tag, by weak comparison as RFC 9110 §13.1.2 asks. `*` is not answered here:
 * it asks whether anything exists, which only the handler knows.
 */
export function holdsTag(ifNoneMatch: string, tag: string): boolean {
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);
}

/** A response that can be sent again as it is. */
export interface Representation {
  readonly body: string;
  readonly type: string;
  readonly tag: string;
  readonly revision: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Hot responses by revision and address as requested, bounded in bytes: a hit is sent without reading a parameter. */
export class ResponseCache {
  readonly #entries: LRUCache<string, Representation> | null;

  /** @param bytes how much to keep, about; 0 keeps nothing. */
  constructor(bytes: number) {
    this.#entries =
      bytes === 0
        ? null
        : new LRUCache<string, Representation>({
            maxSize: bytes,
            // One response may not push out more than a sixteenth of the others.
            maxEntrySize: Math.ceil(bytes / 16),
            sizeCalculation: ({ body, headers }, key) =>
              2 * (body.length + key.length + JSON.stringify(headers).length) + 500,
          });
  }

  get(revision: string, url: string): Representation | undefined {
    return this.#entries?.get(`${revision} ${url}`);
  }

  set(revision: string, url: string, representation: Representation): void {
    this.#entries?.set(`${revision} ${url}`, representation);
  }
}
