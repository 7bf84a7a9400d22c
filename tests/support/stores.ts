// The stores that every contract is held to, and how a test fills one.
import { join } from 'node:path';
import type { AuthoredCodebook } from '../../src/model/codebook/own-codebook.ts';
import type { RecordType } from '../../src/model/record-type.ts';
import { RESOURCE_NAMES, type ResourceName } from '../../src/query/condition.ts';
import type { ChangeEntry, RetiredRecord, RevisionEntry } from '../../src/store/port/change-log.ts';
import type { Store } from '../../src/store/port/store.ts';
import type { RenderedRecord, RevisionMeta, Target } from '../../src/store/port/target.ts';
import { openTarget } from '../../src/store/sqlite/publish/sqlite-target.ts';
import { type OpenOptions, openStore } from '../../src/store/sqlite/serve/open-store.ts';
import type { ExecutedQuery } from '../../src/store/sqlite/serve/sqlite-reader.ts';
import { temporaryDirectory } from './folders.ts';
import { type ReferenceContent, referenceTarget } from './reference-content.ts';
import { referenceStore } from './reference-store.ts';

/** What a store holds; records in key order. */
export interface StoreContent {
  readonly records?: Partial<Record<ResourceName, readonly RenderedRecord[]>>;
  readonly codebooks?: readonly AuthoredCodebook[];
  /** Fields of terms that are counted besides. */
  readonly countedBy?: Partial<Record<ResourceName, readonly string[]>>;
  readonly annotations?: Readonly<Record<string, readonly string[]>>;
  readonly texts?: Readonly<Record<string, string>>;
  readonly retired?: readonly (RetiredRecord & { type: RecordType; id: string })[];
  readonly history?: {
    readonly revisions: readonly RevisionEntry[];
    readonly changes: readonly ChangeEntry[];
  };
  readonly revision?: string;
  /** What it says of itself, beyond its id. */
  readonly dataset?: object;
}

export interface StoreKind {
  readonly name: string;
  /** A store with this content; closing it removes it. */
  build(content: StoreContent, watch?: (run: ExecutedQuery) => void): Promise<Store>;
}

export const STORES: readonly StoreKind[] = [
  { name: 'sqlite', build: (content, watch) => sqliteStore(content, watch && { watch }) },
  { name: 'sqlite with threads', build: (content) => sqliteStore(content, { threads: 1, threadsFrom: 0 }) },
  { name: 'reference', build: buildReference },
];

async function buildReference(content: StoreContent): Promise<Store> {
  const published: ReferenceContent[] = [];
  const target = referenceTarget((complete) => published.push(complete));
  await writeContent(target, content);
  await target.finish(metaOf(content));
  await target.publish();
  return referenceStore(published[0] as ReferenceContent);
}

async function sqliteStore(content: StoreContent, options: OpenOptions = {}): Promise<Store> {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'store.db');
  await publish(path, content);
  const store = await openStore(path, options);
  return {
    ...store,
    close: async () => {
      await store.close();
      directory.remove();
    },
  };
}

/** Postings and sums that a load holds: so few that larger sets also go through its files. */
const IN_MEMORY = 5000;

/** Loads content into an SQLite file, as the loader would. */
export async function publish(
  path: string,
  content: StoreContent,
  onPoint?: (name: string) => void,
): Promise<void> {
  const target = await openTarget({ location: path, ...(onPoint && { onPoint }) }, IN_MEMORY);
  try {
    await writeContent(target, content);
    await target.finish(metaOf(content));
    await target.publish();
  } catch (error) {
    await target.discard();
    throw error;
  }
}

export async function writeContent(
  target: Target,
  {
    codebooks = [],
    countedBy = {},
    records = {},
    annotations = {},
    texts = {},
    retired = [],
    history,
  }: StoreContent,
): Promise<void> {
  await target.writeCodebooks(codebooks);
  for (const resource of RESOURCE_NAMES) await target.countBy(resource, countedBy[resource] ?? []);
  for (const resource of RESOURCE_NAMES) {
    const rendered = records[resource] ?? [];
    target.prepare(
      resource,
      rendered.map(({ document }) => document),
    );
    await target.write(resource, rendered);
  }
  target.prepare('annotations', Object.values(annotations).flat());
  await target.writeAnnotations(
    Object.entries(annotations).map(([articleId, list]) => ({ articleId, annotations: list })),
  );
  for (const [articleId, text] of Object.entries(texts)) await target.writeText(articleId, text);
  for (const { type, id, ...record } of retired) await target.writeRetired(type, id, record);
  await target.writeRevisions(history?.revisions ?? []);
  await target.writeChanges(history?.changes ?? []);
}

export function metaOf({ revision = '0123456789abcdef', dataset = {} }: StoreContent): RevisionMeta {
  return {
    dataset: JSON.stringify({ id: 'invented', ...dataset }),
    datasetId: 'invented',
    version: '1.0.0',
    contentHash: 'c'.repeat(64),
    revision,
    seedHash: null,
    textsLoaded: 0,
  };
}
