// A list by relevance: its one page, and what it says of matches that are not on it.
import type { Condition } from '../../query/condition.ts';
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import type { RankedCount } from '../../query/ranked.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { Call } from '../server/route.ts';

/** The only page of a list by relevance. */
export async function rankedList(
  { name }: AnyResource,
  conditions: readonly Condition[],
  limit: number,
  { store, requireClient }: Call,
): Promise<{ documents: readonly string[]; end: null; warnings: readonly ParameterNote[] }> {
  const { matches, counts } = await store.ranked({ resources: [name], conditions, limit }, requireClient);
  const warnings = counts.flatMap((count) => {
    const { ranked, more } = count;
    const page = `By relevance there is one page: ${limit} of ${more ? 'more than ' : ''}${ranked} are here. Any other sort gives all.`;
    return [...(more ? [rankingLimitMessage(count)] : []), ...(ranked > limit ? [page] : [])];
  });
  return {
    documents: matches.map(({ document }) => document),
    end: null,
    warnings: warnings.map((message) => ({ parameter: 'sort', message, suggestion: null })),
  };
}

/** The message of the warning that not all matches were ranked. */
export function rankingLimitMessage({ resource, ranked }: RankedCount): string {
  return `More than ${ranked} ${resource} match; ${ranked} of them are ranked: first those with the words in their own texts, the newest of them.`;
}
