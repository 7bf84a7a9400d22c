// The fields and columns of a resource that can be counted, derived from its facets.
import type { CodeLookup } from '../model/lookup.ts';
import { isTermFilter, levelField, partField, type TermFilter } from '../query/filters/term-filter.ts';
import type { AnyResource, Resource } from './resource.ts';

/** The filter of a facet: each count is the total of a list with that filter. */
export function facetFilter(
  { name, filters }: Pick<AnyResource, 'name' | 'filters'>,
  facet: string,
): TermFilter<unknown> {
  const filter = filters[facet];
  if (!isTermFilter(filter) || filter.match !== 'any')
    throw new Error(`${name} have no filter "${facet}" for the facet of that name`);
  return filter;
}

/**
 * The fields of terms that can be counted: those of the facets, with their variants; or each of their levels; and the
 * hidden ones.
 */
export function countedFields<R>(resource: Resource<R>): string[] {
  const ofFacets = Object.keys(resource.facets).flatMap((name) => {
    const { levels, allFields } = facetFilter(resource as AnyResource, name);
    return levels?.schema.options.map((level) => levelField(name, String(level))) ?? allFields(name);
  });
  return [...ofFacets, ...resource.hiddenFields.map(({ field }) => field)];
}

/**
 * The fields that are counted besides, which depend on the dataset: those of the schemes of its codes.
 * @param schemes that can be counted by themselves
 */
export function countedPartFields(
  resource: AnyResource,
  schemes: readonly string[],
  codes: CodeLookup,
): string[] {
  return Object.keys(resource.facets).flatMap((name) => {
    const { parts } = facetFilter(resource, name);
    if (parts === null) return [];
    return schemes.flatMap((scheme) =>
      parts.levels(scheme, codes).map((level) => partField(name, scheme, level)),
    );
  });
}

/** The field that counts of a resource are divided by: its status, where its records have one. */
export function statusField({ filters }: Pick<AnyResource, 'filters'>): 'status' | null {
  return 'status' in filters ? 'status' : null;
}

/** The columns whose numbers are read by counts: days, scores, and where places are; none for a resource without facets. */
export function countedColumns<R>({ facets, columns }: Resource<R>): string[] {
  if (Object.keys(facets).length === 0) return [];
  const numbers = Object.keys(columns).filter((name) => columns[name]?.type === 'real');
  return 'dated' in columns ? ['earliest', 'latest', ...numbers] : numbers;
}
