// What names a dataset's content, and the revision in which it is served.
import { createHash } from 'node:crypto';
import type { Serving } from '../../model/dataset.ts';

/**
 * The hash of what authors wrote: SHA-256 over a line `type TAB id TAB sha256` for each record, each ended by a line
 * feed, in byte order. The dataset's own record is one of them: its version and licence are served too, so a change
 * there must not pass as the same content.
 * @param lines of all other records, in byte order.
 */
export function contentHashOf(lines: Iterable<string>, dataset: { id: string; hash: string }): string {
  const hash = createHash('sha256');
  let own: string | null = `dataset\t${dataset.id}\t${dataset.hash}`;
  for (const line of lines) {
    if (own !== null && own < line) {
      hash.update(`${own}\n`);
      own = null;
    }
    hash.update(`${line}\n`);
  }
  if (own !== null) hash.update(`${own}\n`);
  return hash.digest('hex');
}

/** Sixteen hexadecimal digits that change with anything that changes an answer. */
export function revisionOf(of: {
  readonly contentHash: string;
  /** SHA-256 of the documents that are at hand. */
  readonly texts: readonly string[];
  readonly serve: Serving;
  readonly rendererVersion: number;
}): string {
  const lines = [
    `content\t${of.contentHash}`,
    `renderer\t${of.rendererVersion}`,
    `serve\t${of.serve}`,
    ...[...new Set(of.texts)].sort().map((hash) => `text\t${hash}`),
  ];
  return createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex')
    .slice(0, 16);
}
