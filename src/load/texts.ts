// The articles' documents, known by their SHA-256 and never by file name. They are read as they stand: exact bytes,
// decoded as UTF-8, no byte order mark taken off, nothing normalised.
import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { AuthoredSpan } from '../model/span.ts';

const BUFFER_BYTES = 256 * 1024;
/** Documents that are kept decoded, by UTF-16 units: spans come in order of article, so few are needed. */
const KEPT_UNITS = 32 * 1024 * 1024;

/** A text that is counted in Unicode code points, as spans are. */
export class Document {
  readonly text: string;
  /** In code points. */
  readonly length: number;
  /** The code points beyond the BMP, by position: each takes two UTF-16 units. */
  readonly #wide: readonly number[];

  constructor(text: string) {
    this.text = text;
    const wide: number[] = [];
    for (const { index } of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) wide.push(index - wide.length);
    this.#wide = wide;
    this.length = text.length - wide.length;
  }

  /** Code points `[start, end)`. */
  slice(start: number, end: number): string {
    return this.text.slice(this.#unitOf(start), this.#unitOf(end));
  }

  /** The code point at which a UTF-16 unit stands. */
  pointOf(unit: number): number {
    return unit - countBelow(this.#wide, (point, index) => point + index < unit);
  }

  #unitOf(point: number): number {
    return point + countBelow(this.#wide, (wide) => wide < point);
  }
}

/** How many leading items are below; the items are sorted so that those below come first. */
function countBelow(items: readonly number[], isBelow: (item: number, index: number) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(items[middle] as number, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export function sha256(text: string | Uint8Array): string {
  return hash('sha256', text); // one shot: half the time of a Hash object for short texts
}

/** Every plain file in a folder and the folders in it, by the SHA-256 of its bytes. Links are not followed. */
export function findTexts(dir: string): Map<string, string> {
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  const paths = readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(paths.map((path) => [hashFile(path, buffer), path]));
}

function hashFile(path: string, buffer: Buffer): string {
  const digest = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer))
      digest.update(buffer.subarray(0, length));
  } finally {
    closeSync(file);
  }
  return digest.digest('hex');
}

export interface Texts {
  /** Paths of all files found, by SHA-256. */
  readonly paths: ReadonlyMap<string, string>;
  has(sha256: string): boolean;
  /** Null where there is no such document. Throws where it is not UTF-8, or has changed since it was found. */
  read(sha256: string): Document | null;
}

/** Hashes every file in the folder at once, reads documents when they are asked for, and keeps the latest. */
export function openTexts(dir: string): Texts {
  const paths = findTexts(dir);
  const documents = new LRUCache<string, Document>({
    maxSize: KEPT_UNITS,
    sizeCalculation: ({ text }) => text.length + 1,
  });
  return {
    paths,
    has: (key) => paths.has(key),
    read: (key) => {
      const path = paths.get(key);
      if (path === undefined) return null;
      const known = documents.get(key);
      if (known !== undefined) return known;
      const document = readDocument(path, key);
      documents.set(key, document);
      return document;
    },
  };
}

function readDocument(path: string, expected: string): Document {
  const bytes = readFileSync(path);
  if (sha256(bytes) !== expected) throw new Error(`${path} has changed while it was being used`);
  try {
    return new Document(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new Error(`${path} is not UTF-8, so its characters cannot be counted`);
  }
}

/** What is wrong with a span, and what would be right. */
export interface SpanProblem {
  readonly message: string;
  readonly cure: string;
}

/** Proves a span against its document; null where it holds. A span without offsets has nothing to prove. */
export function verifySpan(
  document: Document,
  { start, end, sha256: expected }: Pick<AuthoredSpan, 'start' | 'end' | 'sha256'>,
): SpanProblem | null {
  if (start === null || end === null) return null;
  if (end > document.length)
    return {
      message: `the span ends at ${end}, beyond the document's ${document.length} characters`,
      cure: 'have its words found again: demarche annotate',
    };
  if (expected === null || sha256(document.slice(start, end)) === expected) return null;
  return {
    message: `the passage at ${start} to ${end} is not the one whose hash is given`,
    cure: 'have its words found again: write match: with them, and run demarche annotate',
  };
}
