// Conditions that let every record through, and so keep a count from what a load has counted.
import type { Condition, ResourceName } from '../../query/condition.ts';
import { type TermDictionary, termKey } from './terms.ts';

/** The conditions without terms to be left out that no record has. */
export async function withoutIdle(
  dictionary: TermDictionary,
  resource: ResourceName,
  conditions: readonly Condition[],
): Promise<readonly Condition[]> {
  const effective: Condition[] = [];
  for (const condition of conditions) {
    if (condition.kind !== 'terms' || condition.match !== 'none') {
      effective.push(condition);
      continue;
    }
    const known = await dictionary.known(resource, condition.terms);
    const terms = condition.terms.filter((term) => known.has(termKey(term)));
    if (terms.length > 0) effective.push({ ...condition, terms });
  }
  return effective;
}
