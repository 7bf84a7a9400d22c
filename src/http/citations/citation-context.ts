// What a citation needs besides the record: the dataset, and the articles and names of actors that the record refers
// to.
import type { Article } from '../../model/article.ts';
import type { Dataset } from '../../model/dataset.ts';
import { pathOf, servedDataset, type TypedRecord } from '../records/record-by-type.ts';
import type { Call } from '../server/route.ts';
import type { CslItem } from './csl-item.ts';

export interface CitationContext {
  readonly dataset: Dataset;
  /** Null where there is no such article. */
  article(id: string): Article | null;
  /** Names in the order of the ids. */
  names(ids: readonly string[]): string[];
  /** The record's path, prefixed with the service's public address where that is known. */
  permalink(type: TypedRecord['type'], id: string): string;
}

/** Reads the records that the citation of a record refers to. */
export async function citationContextOf({ type, record }: TypedRecord, call: Call): Promise<CitationContext> {
  const { store, publicUrl } = call;
  const actorIds =
    type === 'quote'
      ? [...record.speakerIds, ...record.viaIds]
      : type === 'statement'
        ? record.speakerIds
        : [];
  const articleIds = type === 'quote' ? [record.articleId] : [];
  const actors = await store.getMany('actors', [...new Set(actorIds)]);
  const articles = await store.getMany('articles', articleIds);
  const names = new Map(
    actors
      .map((actor) => JSON.parse(actor) as { id: string; name: string })
      .map(({ id, name }) => [id, name]),
  );
  const byId = new Map(articles.map((json) => JSON.parse(json) as Article).map((each) => [each.id, each]));
  return {
    dataset: type === 'dataset' ? record : await servedDataset(call),
    article: (id) => byId.get(id) ?? null,
    names: (ids) => ids.flatMap((id) => names.get(id) ?? []),
    permalink: (of, id) => `${publicUrl}${pathOf(of, id)}`,
  };
}

/** Names as authors. */
export function authorsOf(names: readonly (string | null | undefined)[]): CslItem['author'] {
  return names.flatMap((name) => (name == null ? [] : [{ literal: name }]));
}

/** Version and revision, which identify the data as they were when cited. */
export function versionAndRevision({ version, revision }: Pick<Dataset, 'version' | 'revision'>): string {
  return `${version}, revision ${revision}`;
}

/** The permalink if it is an absolute URL: a path alone is of no use outside this service. */
export function addressOf(permalink: string): string | null {
  return permalink.startsWith('http') ? permalink : null;
}
