// What a database says of itself, in the rows of `meta`. Written last by a load, read once on opening.
import { z } from 'zod';
import { RESOURCE_NAMES } from '../../query/condition.ts';
import type { DocumentKind } from '../port/target.ts';

const Size = z.strictObject({
  /** Records, whose keys are 1 to `total`. */
  total: z.int().min(0),
  /** Records without a date, whose keys come first. 0 for resources that have no dates. */
  undated: z.int().min(0),
  /** UTF-16 units of the longest document. */
  longest: z.int().min(0),
});
export type Size = z.output<typeof Size>;

/** What is held packed: see packed-documents.ts. */
export const DOCUMENT_KINDS = [...RESOURCE_NAMES, 'annotations'] as const satisfies readonly DocumentKind[];

export const StoreMeta = z.object({
  dataset: z.string().describe('The dataset record, rendered.'),
  datasetId: z.string(),
  version: z.string(),
  contentHash: z.string(),
  revision: z.string().regex(/^[0-9a-f]{16}$/),
  /** Null where it was not loaded from the seed. */
  seedHash: z.string().nullable(),
  textsLoaded: z.int().min(0),
  /** SHA-256 of the tables and of what the load wrote into them. */
  schemaHash: z.string(),
  sizes: z.record(z.enum(RESOURCE_NAMES), Size),
  /** The phrases that documents have in common, in the order of the characters that stand for them. */
  phrases: z.record(z.enum(DOCUMENT_KINDS), z.array(z.string())),
});
export type StoreMeta = z.output<typeof StoreMeta>;
export type Phrases = StoreMeta['phrases'];

export type MetaRow = { readonly name: string; readonly value: string };

export function metaRows({ sizes, phrases, textsLoaded, seedHash, ...texts }: StoreMeta): MetaRow[] {
  const values = {
    ...texts,
    seedHash,
    textsLoaded: String(textsLoaded),
    sizes: JSON.stringify(sizes),
    phrases: JSON.stringify(phrases),
  };
  return Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}

/** Null where the rows are not those of a finished load. */
export function storeMetaOf(rows: readonly MetaRow[]): StoreMeta | null {
  const texts = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  try {
    return StoreMeta.parse({
      seedHash: null,
      ...texts,
      textsLoaded: Number(texts.textsLoaded),
      sizes: JSON.parse(texts.sizes ?? ''),
      phrases: JSON.parse(texts.phrases ?? ''),
    });
  } catch {
    return null;
  }
}
