// Facets: how many records have each value of a field, over the filters of the list. A facet ignores its own filter,
// so that it shows what else could be chosen, and keeps the others.
import { z } from 'zod';
import { compareBytes } from '../../model/text.ts';
import type { FieldCounts } from '../../query/counts.ts';
import { listWords } from '../../query/describe-query.ts';
import { termFieldOf } from '../../query/filters/filter.ts';
import type { ParameterProblem, Parameters, Values } from '../../query/parameters/parameters.ts';
import { events } from '../../resources/events.ts';
import type { Facet } from '../../resources/facet.ts';
import { filterOf } from '../../resources/facet-fields.ts';
import { quotes } from '../../resources/quotes.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { responses } from '../contract/responses.ts';
import { schemaName } from '../contract/schemas.ts';
import { type Call, canonicalQuery, type Route, route } from '../server/route.ts';
import { checkCount, countedConditions, countMeta, countParameters, countQuery } from './count-request.ts';
import { type FacetCounts, Facets } from './count-schemas.ts';
import { namesOf } from './record-names.ts';

const MAX_SIZE = 200;
const DEFAULT_SIZE = 20;

/** What facets are asked beside the filters. */
export function facetOwnParameters({ facets }: AnyResource): Parameters {
  const names = Object.keys(facets);
  return {
    facet: {
      schema: z.enum(names as [string, ...string[]]),
      many: true,
      example: names[0],
      description: 'Fields to count by; all of them where none is named.',
    },
    size: {
      schema: z.int().min(1).max(MAX_SIZE),
      many: false,
      fallback: DEFAULT_SIZE,
      example: 5,
      description: 'How many values of each field are shown, the most frequent first.',
    },
  };
}

const COUNTED = [events, quotes] as readonly AnyResource[];

/** Made once: every link of an answer is written by them. */
const PARAMETERS = new Map(
  COUNTED.map((resource) => [resource.name, countParameters(resource, facetOwnParameters(resource))]),
);

function facetParameters({ name }: AnyResource): Parameters {
  return PARAMETERS.get(name) ?? {};
}

function facetsAsked(resource: AnyResource, values: Values): string[] {
  const asked = values.facet as readonly string[] | undefined;
  return Object.keys(resource.facets).filter((name) => asked === undefined || asked.includes(name));
}

/** The filters of a request that a facet ignores: its own, and the one that excludes its values. */
function ignored({ filters }: AnyResource, facet: string, values: Values): string[] {
  return [facet, `${facet}Not`].filter((name) => name in filters && values[name] !== undefined);
}

/** The field that the facet's filter would read, as the request means it. */
function fieldOf(resource: AnyResource, facet: string, values: Values): string {
  const filter = filterOf(resource, facet);
  const field = termFieldOf(facet, filter);
  const variant = filter.variants === null ? undefined : String(values[filter.variants.by]);
  return variant !== undefined && Object.hasOwn(filter.variants?.values ?? {}, variant)
    ? `${field}.${variant}`
    : field;
}

/** The counts of a request. */
export async function facetsOf(resource: AnyResource, call: Call): Promise<Facets> {
  const { values, store } = call;
  const { name } = resource;
  const asked = facetsAsked(resource, values);
  const conditions = await countedConditions(resource, values, call);
  const counts = await countFacets(resource, asked, call);
  const facets: FacetCounts[] = [];
  for (const facet of asked) facets.push(await facetOf(resource, facet, counts.get(facet) ?? NOTHING, call));
  const whole = asked.find((facet) => ignored(resource, facet, values).length === 0);
  const total =
    whole === undefined ? await store.count(name, conditions) : (counts.get(whole) ?? NOTHING).total;
  const meta = await countMeta(resource, conditions, `counted by ${listWords(asked, 'and')}`, call);
  return { unit: name as Facets['unit'], total, facets, meta };
}

interface Counted {
  /** Records that the facet counts. */
  readonly total: number;
  readonly tally: FieldCounts;
}

const NOTHING: Counted = { total: 0, tally: { field: '', values: [], missing: 0, truncated: false } };

/** By facet. Facets that ignore nothing are counted together, the others each over records of its own. */
async function countFacets(
  resource: AnyResource,
  facets: readonly string[],
  call: Call,
): Promise<ReadonlyMap<string, Counted>> {
  const { values, store } = call;
  const counts = new Map<string, Counted>();
  for (const [names, group] of Map.groupBy(facets, (facet) => ignored(resource, facet, values).join())) {
    const rest = Object.fromEntries(
      Object.entries(values).filter(([name]) => !names.split(',').includes(name)),
    );
    const { total, fields } = await store.countFacets(
      resource.name,
      await countedConditions(resource, rest, call),
      group.map((facet) => ({ field: fieldOf(resource, facet, values), pinned: selectedIn(values, facet) })),
      Number(values.size),
    );
    for (const [index, facet] of group.entries())
      counts.set(facet, { total, tally: fields[index] ?? NOTHING.tally });
  }
  return counts;
}

async function facetOf(
  resource: AnyResource,
  facet: string,
  { total, tally }: Counted,
  call: Call,
): Promise<FacetCounts> {
  const { single, label } = resource.facets[facet] as Facet; // asked for by the names that there are
  const labelOf = label ?? (await recordNames(resource, facet, tally, call));
  const selected = selectedIn(call.values, facet);
  const values = tally.values.map(({ value, count }) => ({
    value,
    label: labelOf(value),
    count,
    selected: selected.includes(value),
    link: toggleLink(resource, facet, value, call),
  }));
  const shown = values.reduce((sum, { count }) => sum + count, 0);
  return {
    field: facet,
    single,
    total,
    values,
    missing: tally.missing,
    other: single ? total - tally.missing - shown : null,
    truncated: tally.truncated,
  };
}

function recordNames(resource: AnyResource, facet: string, { values }: FieldCounts, { store }: Call) {
  const { refersTo } = filterOf(resource, facet);
  if (refersTo === null || refersTo === 'typed') throw new Error(`the values of ${facet} have no names`);
  const ids = values.map(({ value }) => value);
  return namesOf(refersTo, ids, store);
}

function selectedIn(values: Values, facet: string): readonly string[] {
  return (values[facet] ?? []) as readonly string[];
}

/** The address of the same request with a value chosen, or no longer. What is chosen is no longer excluded. */
function toggleLink(
  resource: AnyResource,
  facet: string,
  value: string,
  { values, path, publicUrl }: Call,
): string {
  const selected = selectedIn(values, facet);
  const excluded = selectedIn(values, `${facet}Not`);
  const others = (items: readonly string[]) => items.filter((item) => item !== value);
  const changed = {
    ...values,
    [facet]: selected.includes(value) ? others(selected) : [...selected, value].sort(compareBytes),
    [`${facet}Not`]: others(excluded),
  };
  const query = canonicalQuery(facetParameters(resource), changed);
  return `${publicUrl}${path}${query === '' ? '' : `?${query}`}`;
}

/** Modifiers that say nothing: one of a facet's filter says how the facet counts. */
export function checkFacets(resource: AnyResource): (values: Values) => readonly ParameterProblem[] {
  return checkCount(resource, (values) => facetsAsked(resource, values));
}

function facetsRoute(resource: AnyResource): Route {
  const { name, type } = resource;
  const operationId = `get${schemaName(resource)}Facets`;
  const parameters = facetParameters(resource);
  return route(
    `/v1/${name}/facets`,
    {
      operationId,
      summary: `Count ${name} by the values of fields`,
      description: `How many ${name} have each value of each field, over the filters of the list. A facet keeps every filter but its own and the one that excludes its values. ${
        'actorMatch' in resource.filters
          ? 'Facets of actors count an actor with whoever acts on its behalf or belongs to it, unless `actorMatch=exact`.'
          : ''
      }`,
      tags: [name],
      requestParams: {
        query: countQuery(resource, facetOwnParameters(resource), `${schemaName(resource)}Facets`),
      },
      responses: responses({ operationId, description: `The counts of each ${type} facet.`, schema: Facets }),
    },
    async (call) => ({ body: JSON.stringify(await facetsOf(resource, call)) }),
    { parameters, check: checkFacets(resource) },
  );
}

export const facetRoutes: readonly Route[] = COUNTED.map(facetsRoute);
