// Entity tags and the response cache. Revision and canonical address identify a representation, so its tag needs
// neither the body nor a query of the store. Where the body is compressed the tag is weak.
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { VERSION } from '../../version.ts';
import type { Coding } from './compression.ts';

export const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600';

/**
 * The strong entity tag of a representation. The software's version is a part of it, since another version may word a
 * body differently.
 * @param address the canonical address, with the prefix of its links.
 */
export function entityTag(revision: string, address: string): string {
  const digest = hash('sha256', `${VERSION}\n${address}`, 'base64url');
  return `"${revision}-${digest.slice(0, 22)}"`;
}

/** What proxies that compress add to a tag: Apache `-gzip` or `-br`, Jetty `--gzip`, LiteSpeed `;gz`, nginx `W/`. */
const CODING_SUFFIX = /(?:--?|;)(?:gzip|gz|br|zstd|deflate)(?="$)|(?<=")-gzip$/;

/**
 * Whether `If-None-Match` lists the tag, by weak comparison as RFC 9110 §13.1.2 requires, also in the forms that
 * proxies give it. `*` is not handled here: it matches any existing representation, and only the handler knows whether
 * there is one.
 */
export function matchesTag(ifNoneMatch: string, tag: string): boolean {
  return ifNoneMatch.split(',').some((candidate) => {
    const opaque = candidate.trim().replace(/^W\//, '');
    return opaque === tag || opaque.replace(CODING_SUFFIX, '') === tag;
  });
}

/** Whether the client has the representation already, by `If-None-Match`: `*` is any. */
export function isHeldBy(ifNoneMatch: string | undefined, tag: string): boolean {
  return ifNoneMatch !== undefined && (ifNoneMatch.trim() === '*' || matchesTag(ifNoneMatch, tag));
}

/** A response that can be sent repeatedly. */
export interface Representation {
  readonly body: string | Buffer;
  readonly type: string;
  /** Strong, also where the body is compressed. */
  readonly tag: string;
  /** How the body is compressed; null where it is not. */
  readonly coding: Coding | null;
  readonly revision: string;
  /** Of its route, for the metrics. */
  readonly pattern: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Recent responses by opened store, requested URL and coding, bounded in bytes: a hit is sent without parsing parameters. Not by
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
              (typeof body === 'string' ? 2 : 1) * body.length +
              2 * (key.length + JSON.stringify(headers).length) +
              500,
          });
  }

  get(opening: number, url: string, coding: Coding | null = null): Representation | undefined {
    return this.#entries?.get(`${opening} ${url} ${coding}`);
  }

  /** In the coding, else as it is: perhaps too small for any coding, or not asked for in this one yet. */
  find(opening: number, url: string, coding: Coding | null): Representation | undefined {
    return this.get(opening, url, coding) ?? (coding === null ? undefined : this.get(opening, url));
  }

  set(opening: number, url: string, representation: Representation): void {
    this.#entries?.set(`${opening} ${url} ${representation.coding}`, representation);
  }
}
