// What of a resource is counted, read from its facets.
import { isTermFilter, type TermFilter } from '../query/filters/term-filter.ts';
import type { AnyResource, Resource } from './resource.ts';

/** A facet counts its own values by a filter, so that each count is the total of a list. */
export function filterOf(
  { name, filters }: Pick<AnyResource, 'name' | 'filters'>,
  facet: string,
): TermFilter<unknown> {
  const filter = filters[facet];
  if (!isTermFilter(filter) || filter.match !== 'any')
    throw new Error(`${name} have no filter "${facet}" for the facet of that name`);
  return filter;
}

/** The term fields that can be counted: those of the facets, however their filter is meant. */
export function countedFields<R>(resource: Resource<R>): string[] {
  return Object.keys(resource.facets).flatMap((name) =>
    filterOf(resource as AnyResource, name).fieldsKnown(name),
  );
}

/** The columns whose numbers and days can be counted and averaged; none where nothing is counted. */
export function countedColumns<R>({ facets, columns }: Resource<R>): string[] {
  if (Object.keys(facets).length === 0) return [];
  const numbers = Object.keys(columns).filter((name) => columns[name]?.type === 'real');
  return 'dated' in columns ? ['earliest', 'latest', ...numbers] : numbers;
}
