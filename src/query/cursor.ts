// Cursors are opaque to clients and bound to the revision, the sort and the filters they were made for.
import { hash } from 'node:crypto';
import { z } from 'zod';
import { Revision } from '../model/dataset.ts';
import type { Position } from './condition.ts';

const Cursor = z.strictObject({
  v: z.literal(1),
  revision: Revision,
  request: z.string().length(16),
  after: z.union([
    z.tuple([z.int().min(0)]),
    z.tuple([z.union([z.string().max(2000), z.number()]), z.string().max(64)]),
  ]),
});

interface CursorBinding {
  readonly revision: string;
  /** The fingerprint of the path, the filters and the sort. */
  readonly request: string;
}

/** A hash of the parts, as 16 hexadecimal digits: a cursor is valid only for the request that it was made for. */
export function fingerprint(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 16);
}

export function encodeCursor(binding: CursorBinding, after: Position): string {
  return Buffer.from(JSON.stringify({ v: 1, ...binding, after })).toString('base64url');
}

/** The content of a cursor, or null where the text is none. The caller compares the binding. */
export function decodeCursor(text: string): (CursorBinding & { after: Position }) | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const { revision, request, after } = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    const canonical = encodeCursor({ revision, request }, after) === text;
    return canonical ? { revision, request, after } : null;
  } catch {
    return null;
  }
}
