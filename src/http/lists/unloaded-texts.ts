// Warns where words are looked for that stand only in articles' documents, and those are not loaded or not served:
// nothing can be found in them.
import type { Dataset } from '../../model/dataset.ts';
import type { Condition, ResourceName } from '../../query/condition.ts';
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import { DOCUMENT_TEXT, PASSAGE_TEXT } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';

/** A search of one resource. */
interface TextSearch {
  readonly resource: ResourceName;
  readonly query: TextQuery | null;
  /** The fields that were chosen; null for all. */
  readonly fields: readonly string[] | null;
  readonly isEmpty: boolean;
}

/** A warning where the texts were asked for, or where nothing was found that might be in them. */
export async function unloadedTexts(search: TextSearch, store: Store): Promise<ParameterNote[]> {
  const { resource, query, fields, isEmpty } = search;
  const field = resource === 'articles' ? DOCUMENT_TEXT : resource === 'quotes' ? PASSAGE_TEXT : null;
  const isAsked = field !== null && (fields?.includes(field) ?? isEmpty);
  if (query === null || query.all.length === 0 || !isAsked) return [];
  const message = await (field === DOCUMENT_TEXT ? ofArticles(store) : ofPassages(store));
  return message === null ? [] : [{ parameter: fields === null ? 'q' : 'in', message, suggestion: null }];
}

async function ofArticles(store: Store): Promise<string | null> {
  const articles = await store.count('articles', []);
  if (store.textsLoaded >= articles) return null;
  return store.textsLoaded === 0
    ? "No article's own text is loaded here, so no word is found in one; titles, summaries, bylines and publishers can be searched."
    : `Of ${articles} articles ${store.textsLoaded} have their own text loaded here; no word is found in those of the others.`;
}

/** What is reported in words of the article: all but direct speech. */
const REPORTED: Condition = {
  kind: 'terms',
  match: 'any',
  terms: ['indirect', 'mixed'].map((value) => ({ field: 'kind', value })),
};

async function ofPassages(store: Store): Promise<string | null> {
  if ((await store.count('quotes', [REPORTED], 1)) === 0) return null;
  const { loaded, total, served } = (JSON.parse(await store.dataset()) as Dataset).texts;
  if (served === 'none')
    return 'The passages of indirect and mixed speech are not searched here, since no text of the articles is served; quoted words, gists and names can be searched.';
  if (loaded >= total) return null;
  return `Of ${total} articles ${loaded} have their own text loaded here; passages of indirect and mixed speech in the others are not searched.`;
}
