// Matches of `q` by relevance: the newest are read, and ranked by their texts. Bounded, so that a word which half of
// all records have costs no more than another.
import type { Condition } from '../../query/condition.ts';
import { type FoundText, rank, searchTexts } from '../../query/text/relevance.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';
import type { Note } from '../contract/response-schemas.ts';

/** How many matches are ranked: 2,000 records take about 60 ms. */
export const RANKED = 2000;

/** A match with its texts, and what is found in each. */
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

/** The texts of a record that are searched, the ones chosen by `in` alone where it is given. */
function textsOf(resource: AnyResource, record: unknown, fields: readonly string[] | null) {
  return Object.entries(resource.texts)
    .filter(([field]) => fields === null || fields.includes(field))
    .flatMap(([field, values]) =>
      values(record).flatMap((text: string | null) => (text === null ? [] : [{ field, text }])),
    );
}

/** @param conditions one of them is on text. */
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
    limit: RANKED,
  });
  const matches = documents.map((document): Match => {
    const record = JSON.parse(document) as { id: string };
    return { document, record, texts: searchTexts(textsOf(resource, record, text?.fields ?? null), query) };
  });
  return { matches: rank(matches, ({ texts }) => texts), more: end !== null };
}

/** A page of a list by relevance, which has no next one. */
export async function rankedList(
  resource: AnyResource,
  conditions: readonly Condition[],
  limit: number,
  store: Store,
): Promise<{ documents: readonly string[]; end: null; warnings: readonly Note[] }> {
  const { matches, more } = await rankedMatches(resource, conditions, store);
  const warnings = [
    ...(more ? [{ parameter: 'sort', message: rankedWords(resource), suggestion: null }] : []),
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

/** Said where not all matches were ranked. */
export function rankedWords({ name }: AnyResource): string {
  return `More than ${RANKED} ${name} match; the newest ${RANKED} of them are ranked.`;
}
