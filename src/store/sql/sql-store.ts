// The port over SQL. Engines give it a reader; nothing here knows which.
import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { Document } from '../../model/code-points.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Condition, ResourceName } from '../../query/condition.ts';
import type { PairsQuery } from '../../query/counts.ts';
import type { RetiredRecord } from '../port/change-log.ts';
import type { AnnotationPage, Store } from '../port/store.ts';
import type { StillAsked, ThreadPool } from '../port/threads.ts';
import { changePage } from './change-log-queries.ts';
import { countMatches, isCountedAtOnce } from './counts/count-matches.ts';
import { countDates } from './counts/date-counts.ts';
import { countFacets, noFacetCounts } from './counts/facet-counts.ts';
import { type CountedPairs, countPairs, pairPage } from './counts/pair-counts.ts';
import { Dictionaries } from './dictionaries.ts';
import { withoutIdle } from './idle-conditions.ts';
import { wordsFrom } from './indexed-words.ts';
import { listPage, MAX_PAGE_CHARACTERS } from './list-page.ts';
import { oneByOne } from './one-by-one.ts';
import { ownCodebooks } from './own-codebooks.ts';
import { unpack } from './packed-documents.ts';
import { type Plan, planOf } from './plan.ts';
import { rankedMatches } from './ranked-matches.ts';
import { type Reader, rowsForEach } from './reader.ts';
import type { StoreMeta } from './store-meta.ts';
import { suggestId } from './suggest-id.ts';
import { documentsTable } from './table-names.ts';

/** Texts that are cached, in UTF-16 units: reading and indexing a million takes up to 10 ms (measured). */
const CACHED_UNITS = 4 * 1024 * 1024;

/** Counts of the conditions that requests repeat, such as how many undated records a range of dates leaves out. */
const REMEMBERED_COUNTS = 2000;

/** From so many records on, what counts or ranks them is asked of a thread: counting fewer takes milliseconds (measured). */
export const COUNTED_BY_THREADS = 50_000;

/** Counted pairs that are kept, in bytes: a million events have some four hundred thousand, which take 5 MB. */
const REMEMBERED_PAIRS = 32 * 1024 * 1024;

/** Threads for the questions whose work grows with the dataset. */
export interface Threads {
  readonly pool: ThreadPool;
  /** The number of records of a resource from which on they are asked. */
  readonly from: number;
}

export interface SqlStoreOptions {
  readonly reader: Reader;
  readonly meta: StoreMeta;
  /** Null where this thread answers all. */
  readonly threads?: Threads | null;
}

/** A store's answers, from a reader of its database and what that says of itself. */
export function sqlStore({
  reader,
  meta,
  threads = null,
}: SqlStoreOptions): Omit<Store, 'opening' | 'integrity' | 'close' | 'lease'> {
  const texts = new LRUCache<string, Document>({
    maxSize: CACHED_UNITS,
    sizeCalculation: ({ text }) => text.length + 1,
  });
  const counts = new LRUCache<string, number>({ max: REMEMBERED_COUNTS });
  const pairs = new LRUCache<string, CountedPairs>({
    maxSize: REMEMBERED_PAIRS,
    sizeCalculation: ({ ranked, kind }) => ranked.bytes + kind.bytes + 1,
  });
  const dictionaries = new Dictionaries(reader);
  const inQueue = oneByOne();
  const planFor = (resource: ResourceName, conditions: readonly Condition[]) =>
    planOf({ reader, dictionaries, resource, size: meta.sizes[resource] }, conditions);
  const countOf = (
    plan: Plan,
    conditions: readonly Condition[],
    cap: number | null,
    stillAsked?: StillAsked,
  ): Promise<number> => {
    const pool = cap === null && !isCountedAtOnce(plan) ? threadsFor(plan.resource) : null;
    if (pool !== null) return pool.ask({ method: 'count', args: [plan.resource, conditions] }, stillAsked);
    return countMatches(reader, plan, cap);
  };
  /** Every pair is counted with the first page: those that follow, and a table, ask for the same. */
  const pairsFor = async (plan: Plan, query: PairsQuery): Promise<CountedPairs> => {
    const key = JSON.stringify([query.conditions, query.source, query.target, query.sides]);
    const known = pairs.get(key);
    if (known !== undefined) return known;
    const counted = await countPairs(reader, plan, query);
    pairs.set(key, counted);
    return counted;
  };
  const threadsFor = (resource: ResourceName) =>
    threads !== null && meta.sizes[resource].total >= threads.from ? threads.pool : null;
  const list: Store['list'] = async (query) => {
    const plan = await planFor(query.resource, query.conditions);
    return plan === null
      ? { documents: [], end: null }
      : listPage(reader, plan, query, meta.phrases[query.resource]);
  };
  const documentsOf = async (resource: ResourceName, ids: readonly string[]) => {
    const packed = await packedDocuments(reader, resource, ids);
    return packed.map((document) => unpack(document, meta.phrases[resource]));
  };
  return {
    revision: meta.revision,
    textsLoaded: meta.textsLoaded,
    dataset: async () => meta.dataset,
    codebook: ownCodebooks(reader),
    get: async (resource, id) => (await documentsOf(resource, [id]))[0] ?? null,
    getMany: documentsOf,
    list,
    ranked: async (query, stillAsked) => {
      const pool = query.resources.map(threadsFor).find((each) => each !== null);
      if (pool !== undefined) return pool.ask({ method: 'ranked', args: [query] }, stillAsked);
      return inQueue(() => rankedMatches(list, query, stillAsked), stillAsked);
    },
    count: async (resource, conditions, most, stillAsked) => {
      const cap = most ?? null;
      const key = JSON.stringify([resource, conditions, cap]);
      const known = counts.get(key);
      if (known !== undefined) return known;
      const plan = await planFor(resource, conditions);
      const count = plan === null ? 0 : await countOf(plan, conditions, cap, stillAsked);
      counts.set(key, count);
      return count;
    },
    countFacets: async (query, stillAsked) => {
      const pool = threadsFor(query.resource);
      if (pool !== null) return pool.ask({ method: 'countFacets', args: [query] }, stillAsked);
      const conditions = await withoutIdle(dictionaries.terms, query.resource, query.conditions);
      const plan = await planFor(query.resource, conditions);
      return plan === null ? noFacetCounts(query) : countFacets(reader, plan, { ...query, conditions });
    },
    countDates: async (query, stillAsked) => {
      const pool = threadsFor(query.resource);
      if (pool !== null) return pool.ask({ method: 'countDates', args: [query] }, stillAsked);
      const { resource } = query;
      const conditions = await withoutIdle(dictionaries.terms, resource, query.conditions);
      const plan = await planFor(resource, conditions);
      if (plan === null) return [];
      return countDates(reader, plan, { ...query, conditions }, (others) => planFor(resource, others));
    },
    countPairs: async (query, stillAsked) => {
      const pool = threadsFor('events');
      if (pool !== null) return pool.ask({ method: 'countPairs', args: [query] }, stillAsked);
      const plan = await planFor('events', query.conditions);
      return plan === null
        ? { pairs: [], total: 0, unpaired: 0 }
        : pairPage(reader, plan, query, await pairsFor(plan, query));
    },
    unknown: (resource, ids) => unknownIds(reader, resource, ids),
    suggest: (resource, text) => suggestId(reader, resource, text),
    vocabulary: (resource, start, limit) => wordsFrom(reader, resource, start, limit),
    retired: (type, id) => retiredRecord(reader, type, id),
    changes: (query) => changePage(reader, query),
    annotations: (articleId, start, limit) =>
      annotationPage(reader, meta.phrases.annotations, { articleId, start, limit }),
    text: async (articleId, start, end) => {
      const text = texts.get(articleId) ?? (await textOf(reader, articleId));
      if (text === null) return null;
      texts.set(articleId, text);
      return text.slice(start, end);
    },
    check: async () => {
      await reader.rows(sql`select value from meta where name = 'revision'`);
    },
  };
}

async function packedDocuments(
  reader: Reader,
  resource: ResourceName,
  ids: readonly string[],
): Promise<string[]> {
  const [records, documents] = [sql.identifier(resource), sql.identifier(documentsTable(resource))];
  const rows = await rowsForEach<{ document: string }>(
    reader,
    ids,
    (list) => sql`select documents.document from ${records} record cross join ${documents} documents
      where record.id in ${list} and documents.key = record.key order by record.id`,
  );
  return rows.map(({ document }) => document);
}

async function unknownIds(reader: Reader, resource: ResourceName, ids: readonly string[]): Promise<string[]> {
  const rows = await rowsForEach<{ id: string }>(
    reader,
    ids,
    (list) => sql`select id from ${sql.identifier(resource)} where id in ${list}`,
  );
  const known = new Set(rows.map(({ id }) => id));
  return [...new Set(ids)].filter((id) => !known.has(id));
}

async function retiredRecord(reader: Reader, type: RecordType, id: string): Promise<RetiredRecord | null> {
  const [row] = await reader.rows<RetiredRecord>(
    sql`select successor_id as "successorId", reason from retired where type = ${type} and id = ${id}`,
  );
  return row ?? null;
}

async function annotationPage(
  reader: Reader,
  phrases: readonly string[],
  { articleId, start, limit }: { articleId: string; start: number; limit: number },
): Promise<AnnotationPage> {
  const annotations: string[] = [];
  let characters = 0;
  await reader.rowsUntil<{ annotation: string }>(
    sql`select annotation from annotations where article_id = ${articleId} and position >= ${start}
      order by position limit ${limit}`,
    ({ annotation }) => {
      annotations.push(unpack(annotation, phrases));
      characters += annotations.at(-1)?.length ?? 0;
      return characters >= MAX_PAGE_CHARACTERS;
    },
  );
  const [last] = await reader.rows<{ position: number | null }>(
    sql`select max(position) as position from annotations where article_id = ${articleId}`,
  );
  return { annotations, total: (last?.position ?? -1) + 1 };
}

/** Sliced outside the engine, by code points: engines disagree about characters in SQL. */
async function textOf(reader: Reader, articleId: string): Promise<Document | null> {
  const [row] = await reader.rows<{ text: string }>(
    sql`select text from texts where article_id = ${articleId}`,
  );
  return row === undefined ? null : new Document(row.text);
}
