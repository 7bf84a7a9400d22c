// The articles' documents, known by their SHA-256 and never by file name. They are read as they stand: exact bytes,
// decoded as UTF-8, no byte order mark taken off, nothing normalised.
import { isUtf8 } from 'node:buffer';
import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { Document } from '../../model/code-points.ts';
import type { AuthoredSpan } from '../../model/span.ts';
import { LoadRefused } from './fault.ts';

const BUFFER_BYTES = 256 * 1024;
/** Documents that are kept decoded, by UTF-16 units: spans come in order of article, so few are needed. */
const KEPT_UNITS = 32 * 1024 * 1024;

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
  /** The document, or why it is no text; null where it is not there. Throws LoadRefused where it has changed since it was found. */
  read(sha256: string): Document | SpanFault | null;
}

/** Hashes every file in the folder at once. */
export function openTexts(dir: string): Texts {
  return textsAt(findTexts(dir));
}

/** Documents at known paths: read when they are asked for, and the latest are kept. */
export function textsAt(paths: Texts['paths']): Texts {
  const known = new LRUCache<string, Document | SpanFault>({
    maxSize: KEPT_UNITS,
    sizeCalculation: (found) => (found instanceof Document ? found.text.length : 0) + 1,
  });
  const read = (key: string) => {
    const path = paths.get(key);
    if (path === undefined) return null;
    const found = known.get(key) ?? readDocument(path, key);
    known.set(key, found);
    return found;
  };
  return { paths, read };
}

function readDocument(path: string, expected: string): Document | SpanFault {
  const bytes = readFileSync(path);
  if (sha256(bytes) !== expected) throw new LoadRefused(`${path} has changed while it was being used`);
  if (!isUtf8(bytes))
    return {
      message: `${path} is not UTF-8, so its characters cannot be counted`,
      cure: 'save the document as UTF-8, and give its new SHA-256',
    };
  return new Document(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}

/** What is wrong with a span or a document, and what would be right. */
export interface SpanFault {
  readonly message: string;
  readonly cure: string;
}

/** Proves a span against its document; null where it holds. A span without offsets has nothing to prove. */
export function verifySpan(
  document: Document,
  { start, end, sha256: expected }: Pick<AuthoredSpan, 'start' | 'end' | 'sha256'>,
): SpanFault | null {
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
