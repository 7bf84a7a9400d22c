// Facets whose values are kinds of one another, such as codes, count one level of them: else a list would mix wholes
// with their parts.
import type { z } from 'zod';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { facetFilter } from '../../resources/counted-fields.ts';
import type { AnyResource } from '../../resources/resource.ts';

/** `codeLevel` for the facet `code`. */
function levelParameter(facet: string): string {
  return `${facet}Level`;
}

/** A parameter for each facet whose values have levels. */
export function levelParameters(resource: AnyResource): Parameters {
  const parameters = Object.keys(resource.facets).flatMap((facet) => {
    const { levels } = facetFilter(resource, facet);
    if (levels === null) return [];
    const [first = '', second = first] = levels.schema.options.map(String);
    const parameter: Parameters[string] = {
      schema: levels.schema as z.ZodType<string>,
      repeatable: false,
      defaultValue: first,
      example: second,
      description: `The level to which the facet \`${facet}\` rolls its values up, so that it counts none within another.`,
    };
    return [[levelParameter(facet), parameter] as const];
  });
  return Object.fromEntries(parameters);
}

/** The level at which a facet is counted; null where its values have no levels. */
export function levelOf(resource: AnyResource, facet: string, values: Values): string | null {
  return facetFilter(resource, facet).levels === null ? null : String(values[levelParameter(facet)]);
}

export function isOnLevel(resource: AnyResource, facet: string, value: string, values: Values): boolean {
  const level = levelOf(resource, facet, values);
  return level === null || facetFilter(resource, facet).levels?.isOf(value, level) === true;
}
