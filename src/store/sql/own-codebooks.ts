// The codebooks of the dataset's own, each read when it is first asked for and then remembered: they never change while a
// revision is open, and are bounded.
import { sql } from 'drizzle-orm';
import { type AuthoredCodebook, CodeTree } from '../../model/codebook/own-codebook.ts';
import type { Reader } from './reader.ts';

export function ownCodebooks(reader: Reader): (scheme: string) => Promise<CodeTree | null> {
  const known = new Map<string, CodeTree>();
  return async (scheme) => {
    const tree = known.get(scheme) ?? (await readTree(reader, scheme));
    if (tree !== null) known.set(scheme, tree);
    return tree;
  };
}

async function readTree(reader: Reader, scheme: string): Promise<CodeTree | null> {
  const [row] = await reader.rows<{ document: string }>(
    sql`select document from codebooks where scheme = ${scheme}`,
  );
  return row === undefined ? null : new CodeTree(JSON.parse(row.document) as AuthoredCodebook);
}
