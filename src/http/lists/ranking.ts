// Ranks the matches of `q` by relevance. Only the newest are ranked, so that a word which half of all records contain
// costs no more than another.
import type { Condition } from '../../query/condition.ts';
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import { type FoundText, rank, searchTexts } from '../../query/text/relevance.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';

/** The most matches that are ranked, fewer where their records are very long: 2,000 take about 60 ms. */
export const MAX_RANKED = 2000;

/**
 * The most words that their texts have in all, the last one's beyond it: a record may have thousands. They take about
 * 100 ms, or 150 where a word is two letters of a script without spaces (measured).
 */
export const MAX_RANKED_WORDS = 150_000;

/** A match, and its texts with the terms found in each. */
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

/** The texts of a record in the fields searched; null for all fields. */
function textsOf(resource: AnyResource, record: unknown, fields: readonly string[] | null) {
  return Object.entries(resource.texts)
    .filter(([field]) => fields === null || fields.includes(field))
    .flatMap(([field, values]) =>
      values(record).flatMap((text: string | null) => (text === null ? [] : [{ field, text }])),
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
  const { documents, end } = await store.list({
    resource: resource.name,
    conditions,
    order: { by: 'key', direction: 'desc' },
    after: null,
    limit: MAX_RANKED,
  });
  const matches: Match[] = [];
  let words = 0;
  for (const document of documents) {
    if (words >= MAX_RANKED_WORDS) break;
    const record = JSON.parse(document) as { id: string };
    const texts = searchTexts(textsOf(resource, record, text?.fields ?? null), query);
    words += texts.reduce((sum, text) => sum + text.words, 0);
    matches.push({ document, record, texts });
  }
  const more = end !== null || matches.length < documents.length;
  return { matches: rank(matches, ({ texts }) => texts), more };
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
  return `More than ${ranked} ${name} match; the newest ${ranked} of them are ranked.`;
}
