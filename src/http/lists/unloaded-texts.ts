// Warns where articles are searched whose own texts are not loaded: nothing can be found in them.

import type { ParameterNote } from '../../query/parameters/parameters.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import { DOCUMENT_TEXT } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';

/** A search of articles. */
interface ArticleSearch {
  readonly query: TextQuery | null;
  /** The fields that were chosen; null for all. */
  readonly fields: readonly string[] | null;
  readonly isEmpty: boolean;
}

/** A warning where the texts were asked for, or where nothing was found that might be in them. */
export async function unloadedTexts(
  { query, fields, isEmpty }: ArticleSearch,
  store: Store,
): Promise<ParameterNote[]> {
  const isAsked = fields?.includes(DOCUMENT_TEXT) ?? isEmpty;
  if (query === null || query.all.length === 0 || !isAsked) return [];
  const articles = await store.count('articles', []);
  if (store.textsLoaded >= articles) return [];
  const message =
    store.textsLoaded === 0
      ? "No article's own text is loaded here, so no word is found in one; titles, summaries, bylines and publishers can be searched."
      : `Of ${articles} articles ${store.textsLoaded} have their own text loaded here; no word is found in those of the others.`;
  return [{ parameter: fields === null ? 'q' : 'in', message, suggestion: null }];
}
