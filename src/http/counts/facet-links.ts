// The link of a facet's value: the same request with the value selected, or no longer.
import { compareBytes } from '../../model/strings.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { type Call, canonicalQuery } from '../server/route.ts';
import { selectedIn } from './facet-levels.ts';

/** The address of this request with a value selected, or no longer. A selected value is no longer excluded. */
export function toggleLink(
  parameters: Parameters,
  filter: string,
  value: string,
  { values, path, publicUrl }: Call,
): string {
  const selected = selectedIn(values, filter);
  const excluded = selectedIn(values, `${filter}Not`);
  const others = (items: readonly string[]) => items.filter((item) => item !== value);
  const changed = {
    ...values,
    [filter]: selected.includes(value) ? others(selected) : [...selected, value].sort(compareBytes),
    [`${filter}Not`]: others(excluded),
  };
  const query = canonicalQuery(parameters, changed);
  return `${publicUrl}${path}${query === '' ? '' : `?${query}`}`;
}
