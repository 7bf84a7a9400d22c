// Facets of parts: `code.acts` counts the codes of one scheme. Which schemes there are depends on the dataset, so the
// parameter takes any name of that form, and the store that answers says which of them it counts.
import { z } from 'zod';
import type { Dataset } from '../../model/dataset.ts';
import { valueMeant } from '../../query/parameters/meant.ts';
import type { Values } from '../../query/parameters/parameters.ts';
import { listWords } from '../../query/query-words.ts';
import { countedSchemes } from '../../resources/code-levels.ts';
import { facetFilter } from '../../resources/counted-fields.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';
import { invalidParameters } from '../server/problems.ts';

/** A facet as it is asked for. */
export interface ChosenFacet {
  /** As the parameter has it. */
  readonly field: string;
  /** The filter whose values are counted. */
  readonly name: string;
  /** The part of those values, such as a scheme of codes; null for all of them. */
  readonly part: string | null;
}

const SCHEME = '[a-z][a-z0-9-]{0,31}';

/** The names that the parameter `facet` takes. */
export function facetSchema(resource: AnyResource): z.ZodType<string> {
  const names = Object.keys(resource.facets);
  const divided = names.filter((name) => facetFilter(resource, name).parts !== null);
  if (divided.length === 0) return z.enum(names as [string, ...string[]]);
  const parts = divided.map((name) => `${name}\\.${SCHEME}`);
  return z
    .string()
    .max(64)
    .regex(new RegExp(`^(${[...names, ...parts].join('|')})$`), 'there is no such facet');
}

/** What the description of the parameter says of parts; empty where no facet has any. */
export function partWords(resource: AnyResource): string {
  const divided = Object.keys(resource.facets).filter((name) => facetFilter(resource, name).parts !== null);
  return divided
    .map(
      (name) =>
        ` \`${name}.cameo\` counts the CAMEO codes alone, and \`${name}.SCHEME\` those of any scheme whose codebook the dataset has.`,
    )
    .join('');
}

/** The facets of a request, in the order of the resource's table, parts last. */
export function chosenFacets(resource: AnyResource, { facet }: Values): ChosenFacet[] {
  const chosen = facet as readonly string[] | undefined;
  const names = Object.keys(resource.facets).filter((name) => chosen === undefined || chosen.includes(name));
  const parts = (chosen ?? []).filter((field) => !(field in resource.facets));
  return [
    ...names.map((name) => ({ field: name, name, part: null })),
    ...parts.map((field) => {
      const [name = '', part = ''] = field.split('.');
      return { field, name, part };
    }),
  ];
}

/** Throws a Problem where a part is asked for that the store does not count. */
export async function requireCounted(facets: readonly ChosenFacet[], store: Store): Promise<void> {
  if (facets.every(({ part }) => part === null)) return;
  const { codebooks } = JSON.parse(await store.dataset()) as Dataset;
  const schemes = countedSchemes(codebooks.map(({ scheme }) => scheme));
  const unknown = facets.filter(({ part }) => part !== null && !schemes.includes(part));
  if (unknown.length === 0) return;
  throw invalidParameters(
    unknown.map(({ field, name, part }) => {
      const meant = valueMeant(part ?? '', schemes);
      const message = `"${field}" counts no scheme here: those with a codebook are ${listWords(schemes, 'and')}.`;
      return { parameter: 'facet', message, suggestion: meant === null ? null : `${name}.${meant}` };
    }),
  );
}
