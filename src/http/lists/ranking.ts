// Ranks the matches of `q` by relevance. Only some are ranked, those that say the words themselves and the newest, so that a word which half of all records contain
// costs no more than another.
import type { Condition } from '../../query/condition.ts';
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import { type FoundText, rank, searchTexts } from '../../query/text/relevance.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { isOwnWords, textsOfField } from '../../resources/text-fields.ts';
import type { Store } from '../../store/port/store.ts';

/** The most matches that are ranked, fewer where their records are very long: 2,000 take about 60 ms. */
export const MAX_RANKED = 2000;

/**
 * The most words that their texts have in all, the last one's beyond it: a record may have thousands. They take about
 * 100 ms, or 150 where a word is two letters of a script without spaces (measured).
 */
export const MAX_RANKED_WORDS = 150_000;

/** A match, and the texts of its own words with the terms found in each. */
export interface Match {
  readonly document: string;
  readonly record: { readonly id: string };
  readonly texts: readonly FoundText[];
}

interface Ranked {
  readonly matches: readonly Match[];
  /** Whether there are more matches than were ranked. */
  readonly more: boolean;
}

/** A record's own words in the fields searched; null for all fields. */
function ownWords(resource: AnyResource, record: unknown, fields: readonly string[] | null) {
  const own = ownFields(resource, fields);
  return Object.entries(resource.texts)
    .filter(([name]) => own.includes(name))
    .flatMap(([name, field]) => textsOfField(field, record, () => []).map((text) => ({ field: name, text })));
}

/** The fields searched of a record's own words. */
function ownFields({ texts }: AnyResource, fields: readonly string[] | null): string[] {
  return Object.entries(texts).flatMap(([name, field]) =>
    isOwnWords(field) && (fields === null || fields.includes(name)) ? [name] : [],
  );
}

/** @param conditions include one of the kind `text`. */
export async function rankedMatches(
  resource: AnyResource,
  conditions: readonly Condition[],
  store: Store,
): Promise<Ranked> {
  const text = conditions.find((condition) => condition.kind === 'text');
  const query: TextQuery = text?.query ?? { all: [], none: [] };
  const fields = text?.fields ?? null;
  const newest = (wanted: readonly Condition[]) =>
    store.list({
      resource: resource.name,
      conditions: wanted,
      order: { by: 'key', direction: 'desc' },
      after: null,
      limit: MAX_RANKED,
    });
  const { documents: all, end } = await newest(conditions);
  let documents = all;
  const own = ownFields(resource, fields);
  if (end !== null && own.length > 0) {
    // Else the names around newer records would leave no room for those that say the words themselves.
    const telling = await newest([{ kind: 'text', query, fields: own }, ...conditions]);
    documents = [...new Set([...telling.documents, ...all])].slice(0, MAX_RANKED);
  }
  const matches: Match[] = [];
  let words = 0;
  for (const document of documents) {
    if (words >= MAX_RANKED_WORDS) break;
    const record = JSON.parse(document) as { id: string };
    const texts = searchTexts(ownWords(resource, record, fields), query);
    words += texts.reduce((sum, each) => sum + each.words, 0);
    matches.push({ document, record, texts });
  }
  const more = end !== null || matches.length < documents.length;
  return { matches: rank(matches, query.all.length, ({ texts }) => texts), more };
}

/** The only page of a list by relevance. */
export async function rankedList(
  resource: AnyResource,
  conditions: readonly Condition[],
  limit: number,
  store: Store,
): Promise<{ documents: readonly string[]; end: null; warnings: readonly ParameterNote[] }> {
  const { matches, more } = await rankedMatches(resource, conditions, store);
  const warnings = [
    ...(more
      ? [{ parameter: 'sort', message: rankingLimitMessage(resource, matches.length), suggestion: null }]
      : []),
    ...(matches.length > limit
      ? [
          {
            parameter: 'sort',
            message: `By relevance there is one page: ${limit} of ${more ? 'more than ' : ''}${matches.length} are here. Any other sort gives all.`,
            suggestion: null,
          },
        ]
      : []),
  ];
  return { documents: matches.slice(0, limit).map(({ document }) => document), end: null, warnings };
}

/** The message of the warning that not all matches were ranked. */
export function rankingLimitMessage({ name }: AnyResource, ranked: number): string {
  return `More than ${ranked} ${name} match; ${ranked} of them are ranked: first those with the words in their own texts, the newest of them.`;
}
