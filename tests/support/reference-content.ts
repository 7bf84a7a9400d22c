// Everything that a load writes, held in memory.
import type { AuthoredCodebook } from '../../src/model/codebook/own-codebook.ts';
import type { RecordType } from '../../src/model/record-type.ts';
import { RESOURCE_NAMES, type ResourceName } from '../../src/query/condition.ts';
import type { ChangeEntry, IdState, RetiredId, RevisionEntry } from '../../src/store/port/change-log.ts';
import type { RenderedRecord, RevisionMeta, Target } from '../../src/store/port/target.ts';

export interface ReferenceContent {
  readonly codebooks: AuthoredCodebook[];
  /** In the order in which they came. */
  readonly records: Record<ResourceName, RenderedRecord[]>;
  readonly annotations: Map<string, readonly string[]>;
  readonly texts: Map<string, string>;
  readonly retired: RetiredId[];
  readonly hashes: (Pick<IdState, 'id'> & { readonly type: RecordType; readonly hash: string })[];
  readonly revisions: RevisionEntry[];
  readonly changes: ChangeEntry[];
  readonly meta: RevisionMeta;
}

/**
 * A target that collects what it is given.
 * @param publish gets it when it is complete
 * @param discard is told when the load ends, published or not
 */
export function referenceTarget(
  publish: (content: ReferenceContent) => unknown,
  discard: () => unknown = () => {},
): Target {
  const records = Object.fromEntries(RESOURCE_NAMES.map((name) => [name, [] as RenderedRecord[]]));
  const content: Omit<ReferenceContent, 'meta'> = {
    codebooks: [],
    records: records as ReferenceContent['records'],
    annotations: new Map(),
    texts: new Map(),
    retired: [],
    hashes: [],
    revisions: [],
    changes: [],
  };
  let finished: ReferenceContent | null = null;
  return {
    writeCodebooks: async (codebooks) => {
      content.codebooks.push(...codebooks);
    },
    // It counts by any field.
    countBy: async () => {},
    prepare: () => {},
    write: async (resource, added) => {
      content.records[resource].push(...added);
    },
    writeAnnotations: async (pages) => {
      for (const { articleId, annotations } of pages) content.annotations.set(articleId, annotations);
    },
    writeText: async (articleId, text) => {
      content.texts.set(articleId, text);
    },
    writeRetired: async (type, id, record) => {
      content.retired.push({ type, id, ...record });
    },
    writeHashes: async (hashes) => {
      content.hashes.push(...hashes);
    },
    writeRevisions: async (revisions) => {
      content.revisions.push(...revisions);
    },
    writeChanges: async (changes) => {
      content.changes.push(...changes);
    },
    finish: async (meta) => {
      finished = { ...content, meta };
    },
    publish: async () => {
      if (finished === null) throw new Error('the load was not finished');
      publish(finished);
      discard();
    },
    discard: async () => {
      discard();
    },
  };
}
