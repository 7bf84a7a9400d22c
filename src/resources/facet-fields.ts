// What of a resource is counted, read from its facets.
import { type TermFilter, termFieldOf } from '../query/filters/filter.ts';
import type { AnyResource, Resource } from './resource.ts';

/** A facet counts its own values by a filter, so that each count is the total of a list. */
export function filterOf(
  { name, filters }: Pick<AnyResource, 'name' | 'filters'>,
  facet: string,
): TermFilter<unknown> {
  const filter = filters[facet];
  if (filter?.kind !== 'terms' || filter.match !== 'any')
    throw new Error(`${name} have no filter "${facet}" for the facet of that name`);
  return filter;
}

/** The term fields that can be counted: those of the facets, however their filter is meant. */
export function countedFields<R>(resource: Resource<R>): string[] {
  return Object.keys(resource.facets).flatMap((name) => {
    const filter = filterOf(resource as AnyResource, name);
    const field = termFieldOf(name, filter);
    return [field, ...Object.keys(filter.variants?.values ?? {}).map((variant) => `${field}.${variant}`)];
  });
}

/** The columns whose numbers and days can be counted and averaged; none where nothing is counted. */
export function countedColumns<R>({ facets, columns }: Resource<R>): string[] {
  if (Object.keys(facets).length === 0) return [];
  const numbers = Object.keys(columns).filter((name) => columns[name]?.type === 'real');
  return 'dated' in columns ? ['earliest', 'latest', ...numbers] : numbers;
}
