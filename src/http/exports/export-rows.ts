// Makes the rows of a table from records. Other records that cells need are fetched once for all rows of a chunk.
import type { AuthoredActor } from '../../model/actor.ts';
import type { AuthoredArticle } from '../../model/article.ts';
import type { Disagreement } from '../../model/disagreement.ts';
import { MAX_VALUES } from '../../query/parameters/parameters.ts';
import type { Cell, CsvColumn, CsvLookup } from '../../resources/csv-columns.ts';
import type { Store } from '../../store/port/store.ts';
import { codeLookup } from '../records/code-lookup.ts';
import { CHUNKS, chunksOf } from './chunks.ts';

/** Subjects whose disagreements are read by one query: as many values as a filter may have. */
const SUBJECTS_PER_QUERY = MAX_VALUES;

/** @param columns the columns requested, in order. */
export async function tableRows(
  records: readonly unknown[],
  // biome-ignore lint/suspicious/noExplicitAny: each resource's own table reads its own records
  columns: readonly CsvColumn<any>[],
  store: Store,
): Promise<Cell[][]> {
  const rows = (lookup: CsvLookup) =>
    records.map((record) => columns.map(({ value }) => value(record, lookup)));
  // A first pass only records which ids the cells look up, so that no list of them has to be kept in step.
  const lookedUp: LookedUp = {
    actors: new Set(),
    articles: new Set(),
    subjects: new Set(),
    schemes: new Set(),
  };
  rows(recordingLookup(lookedUp, store.revision));
  return rows(await fetchedLookup(lookedUp, store));
}

/** The ids that the cells of a chunk look up. */
interface LookedUp {
  readonly actors: Set<string>;
  readonly articles: Set<string>;
  /** Records, as `type:id`, whose disagreements are looked up. */
  readonly subjects: Set<string>;
  /** Schemes of codes whose codebooks are looked up. */
  readonly schemes: Set<string>;
}

/** Records each look-up, and answers none. */
function recordingLookup(lookedUp: LookedUp, revision: string): CsvLookup {
  return {
    revision,
    actor: (id) => {
      lookedUp.actors.add(id);
      return null;
    },
    article: (id) => {
      lookedUp.articles.add(id);
      return null;
    },
    codeTree: (scheme) => {
      lookedUp.schemes.add(scheme);
      return null;
    },
    disagreementsAbout: (type, id) => {
      lookedUp.subjects.add(`${type}:${id}`);
      return [];
    },
  };
}

/** Answers look-ups from records that it fetches first. */
async function fetchedLookup(lookedUp: LookedUp, store: Store): Promise<CsvLookup> {
  const actors = await byId<AuthoredActor>('actors', lookedUp.actors, store);
  const articles = await byId<AuthoredArticle>('articles', lookedUp.articles, store);
  const disagreements = await bySubject(lookedUp.subjects, store);
  return {
    ...(await codeLookup(lookedUp.schemes, store)),
    revision: store.revision,
    actor: (id) => actors.get(id) ?? null,
    article: (id) => articles.get(id) ?? null,
    disagreementsAbout: (type, id) => disagreements.get(`${type}:${id}`) ?? [],
  };
}

/** Records by id. A served record has every field of the authored one. */
async function byId<R extends { readonly id: string }>(
  resource: 'actors' | 'articles',
  ids: ReadonlySet<string>,
  store: Store,
): Promise<Map<string, R>> {
  const documents = ids.size === 0 ? [] : await store.getMany(resource, [...ids]);
  const records = documents.map((document) => JSON.parse(document) as R);
  return new Map(records.map((record) => [record.id, record]));
}

/** Ids of disagreements, in byte order, by their subjects. */
async function bySubject(subjects: ReadonlySet<string>, store: Store): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>([...subjects].map((subject) => [subject, []]));
  const all = [...subjects];
  for (let start = 0; start < all.length; start += SUBJECTS_PER_QUERY) {
    const batch = new Set(all.slice(start, start + SUBJECTS_PER_QUERY));
    for await (const { id, about } of disagreementsAbout(batch, store))
      for (const subject of new Set(about.map((each) => `${each.type}:${each.id}`)))
        if (batch.has(subject)) found.get(subject)?.push(id);
  }
  return found;
}

async function* disagreementsAbout(
  subjects: ReadonlySet<string>,
  store: Store,
): AsyncGenerator<Disagreement> {
  const terms = [...subjects].map((value) => ({ field: 'about', value }));
  const query = {
    resource: 'disagreements',
    conditions: [{ kind: 'terms', match: 'any', terms }],
    order: { by: 'id', direction: 'asc' },
  } as const;
  for await (const documents of chunksOf(store, query, CHUNKS.rows))
    yield* documents.map((document) => JSON.parse(document) as Disagreement);
}
