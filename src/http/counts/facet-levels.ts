// Facets whose values are kinds of one another, such as codes, count one level of them: else a list would mix wholes
// with their parts.
import type { z } from 'zod';
import type { CodeLookup } from '../../model/lookup.ts';
import { levelField, partField } from '../../query/filters/term-filter.ts';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { facetFilter } from '../../resources/counted-fields.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { ChosenFacet } from './facet-parts.ts';

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
export function levelOf(resource: AnyResource, { name }: ChosenFacet, values: Values): string | null {
  return facetFilter(resource, name).levels === null ? null : String(values[levelParameter(name)]);
}

/** What a request counts of a facet. */
export interface CountedValues {
  readonly resource: AnyResource;
  readonly facet: ChosenFacet;
  readonly values: Values;
  readonly codes: CodeLookup;
}

/** The field that is counted: that of the part and the level, else what the facet's filter reads for the request. */
export function countedField({ resource, facet, values, codes }: CountedValues): string {
  const { name, part } = facet;
  const { parts, fieldsRead } = facetFilter(resource, name);
  const level = levelOf(resource, facet, values);
  if (level === null) return fieldsRead(name, values)[0] ?? name;
  if (part === null) return levelField(name, level);
  // What is whole at the lowest level of a part is whole at each below it, which is not indexed again.
  const levels = parts?.levels(part, codes) ?? [];
  return partField(name, part, levels.includes(level) ? level : (levels.at(-1) ?? level));
}

/** The selected values that a facet shows: those on the level that is counted, or the others. */
export function selectedValues(
  { resource, facet, values, codes }: CountedValues,
  isOnLevel: boolean,
): string[] {
  const { name, part } = facet;
  const { levels, parts } = facetFilter(resource, name);
  const level = levelOf(resource, facet, values);
  return selectedIn(values, name).filter((value) => {
    if (part !== null && parts?.of(value) !== part) return false;
    return (level === null || levels?.isOf(value, level, codes) === true) === isOnLevel;
  });
}

export function selectedIn(values: Values, filter: string): readonly string[] {
  return (values[filter] ?? []) as readonly string[];
}
