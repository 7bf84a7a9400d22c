// What a citation needs to know beside the record: the dataset, the articles and the names of actors it mentions.
import type { Article } from '../../model/article.ts';
import type { Dataset } from '../../model/dataset.ts';
import { datasetOf, pathOf, type TypedRecord } from '../records/record-by-type.ts';
import type { Call } from '../server/route.ts';
import type { CslItem } from './csl-item.ts';

export interface Sources {
  readonly dataset: Dataset;
  /** Null where the article is not there. */
  article(id: string): Article | null;
  /** Names in the order of the ids. */
  names(ids: readonly string[]): string[];
  /** Where the record is found: a path, with the service's public address before it where that is known. */
  permalink(type: TypedRecord['type'], id: string): string;
}

/** Reads what the citation of the record mentions. */
export async function sourcesOf({ type, record }: TypedRecord, call: Call): Promise<Sources> {
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
    dataset: type === 'dataset' ? record : await datasetOf(call),
    article: (id) => byId.get(id) ?? null,
    names: (ids) => ids.flatMap((id) => names.get(id) ?? []),
    permalink: (of, id) => `${publicUrl}${pathOf(of, id)}`,
  };
}

/** Names as authors. */
export function authorsOf(names: readonly (string | null | undefined)[]): CslItem['author'] {
  return names.flatMap((name) => (name == null ? [] : [{ literal: name }]));
}

/** Version and revision: what pins a citation to the data as they were. */
export function versionOf({ version, revision }: Pick<Dataset, 'version' | 'revision'>): string {
  return `${version}, revision ${revision}`;
}

/** A path alone leads nowhere outside this service, so a citation has an address only where it is a whole one. */
export function addressOf(permalink: string): string | null {
  return permalink.startsWith('http') ? permalink : null;
}
