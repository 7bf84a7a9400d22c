// Records as the rows of a table. What cells ask about other records is fetched once for all records of a chunk.
import type { AuthoredActor } from '../../model/actor.ts';
import type { AuthoredArticle } from '../../model/article.ts';
import type { Disagreement } from '../../model/disagreement.ts';
import { MAX_VALUES } from '../../query/parameters/parameters.ts';
import type { Cell, CsvColumn, CsvLookup } from '../../resources/csv-columns.ts';
import type { Store } from '../../store/port/store.ts';
import { CHUNKS, chunksOf } from './chunks.ts';

/** Subjects whose disagreements are read at a time: as many values as a filter may have. */
const AT_A_TIME = MAX_VALUES;

/** @param columns those asked for, in order. */
export async function rowsOf(
  records: readonly unknown[],
  // biome-ignore lint/suspicious/noExplicitAny: each resource's own table reads its own records
  columns: readonly CsvColumn<any>[],
  store: Store,
): Promise<Cell[][]> {
  const rows = (lookup: CsvLookup) =>
    records.map((record) => columns.map(({ value }) => value(record, lookup)));
  // The first time only to hear what is asked, which needs no list of it that could be forgotten.
  const wanted: Wanted = { actors: new Set(), articles: new Set(), subjects: new Set() };
  rows(listener(wanted, store.revision));
  return rows(await answering(wanted, store));
}

interface Wanted {
  readonly actors: Set<string>;
  readonly articles: Set<string>;
  /** Records, as `type:id`, whose disagreements are asked for. */
  readonly subjects: Set<string>;
}

function listener(wanted: Wanted, revision: string): CsvLookup {
  return {
    revision,
    actor: (id) => {
      wanted.actors.add(id);
      return null;
    },
    article: (id) => {
      wanted.articles.add(id);
      return null;
    },
    disagreementsAbout: (type, id) => {
      wanted.subjects.add(`${type}:${id}`);
      return [];
    },
  };
}

async function answering(wanted: Wanted, store: Store): Promise<CsvLookup> {
  const actors = await byId<AuthoredActor>('actors', wanted.actors, store);
  const articles = await byId<AuthoredArticle>('articles', wanted.articles, store);
  const disagreements = await bySubject(wanted.subjects, store);
  return {
    revision: store.revision,
    actor: (id) => actors.get(id) ?? null,
    article: (id) => articles.get(id) ?? null,
    disagreementsAbout: (type, id) => disagreements.get(`${type}:${id}`) ?? [],
  };
}

/** A record as it is answered holds all that an author wrote of it. */
async function byId<R extends { readonly id: string }>(
  resource: 'actors' | 'articles',
  ids: ReadonlySet<string>,
  store: Store,
): Promise<Map<string, R>> {
  const documents = ids.size === 0 ? [] : await store.getMany(resource, [...ids]);
  const records = documents.map((document) => JSON.parse(document) as R);
  return new Map(records.map((record) => [record.id, record]));
}

/** Ids of disagreements, in byte order, by the records they are about. */
async function bySubject(subjects: ReadonlySet<string>, store: Store): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>([...subjects].map((subject) => [subject, []]));
  const all = [...subjects];
  for (let start = 0; start < all.length; start += AT_A_TIME) {
    const asked = new Set(all.slice(start, start + AT_A_TIME));
    for await (const { id, about } of disagreementsAbout(asked, store))
      for (const subject of new Set(about.map((each) => `${each.type}:${each.id}`)))
        if (asked.has(subject)) found.get(subject)?.push(id);
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
