// Random filters of a list that the harbour's records can match, for what must agree with the list whatever is asked.
import fc from 'fast-check';
import { z } from 'zod';
import { isTermFilter } from '../../src/query/filters/term-filter.ts';
import type { AnyResource } from '../../src/resources/resource.ts';
import type { Client } from './contract.ts';

const DATES = ['1998', '2029', '2031', '2031-02', '2031-03', '2031-03-05', '2031-03-14', '2031-04-01'];

const TEXTS = ['wall', 'strait', 'merrow -wall', '"the strait"', 'har*', 'no-such-word'];

const CIRCLES = ['near=59.9,10.8&withinKm=20', 'near=-35.5,179.9&withinKm=40', 'near=0,0&withinKm=9000'];

/** Values that records have, by filter: as the facets give them. */
export async function valuesIn(
  { get }: Client,
  { name }: AnyResource,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { facets } = (await get(`/v1/${name}/facets?size=200`)).json() as {
    facets: { field: string; values: { value: string }[] }[];
  };
  return Object.fromEntries(facets.map(({ field, values }) => [field, values.map(({ value }) => value)]));
}

/** What the list is asked that a count of acts is held against: it lists series unless told otherwise. */
export function withoutSeries(query: string): string {
  return /(^|&)series=/.test(query) ? query : `${query}&series=false`;
}

/** Query strings of one to three filters. @param values by filter, from `valuesIn`. */
export function randomFilters(
  { filters }: AnyResource,
  values: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<string> {
  const arbitraries = Object.entries(filters).flatMap(([name, filter]): fc.Arbitrary<string>[] => {
    if (filter.modifies !== null || name === 'id') return [];
    if (name === 'afterEvent') return [fc.constant(`${name}=dockers-strike&withinDays=90`)];
    if (name === 'near') return [fc.constantFrom(...CIRCLES)];
    if (name === 'bbox')
      return [fc.constantFrom('bbox=10,59,11,60', 'bbox=179,-36.5,-179,-35', 'bbox=-180,-90,180,90')];
    if (name === 'q') return [fc.constantFrom(...TEXTS).map((text) => `${name}=${encodeURIComponent(text)}`)];
    if (filter.parameter.schema instanceof z.ZodNumber)
      return [fc.integer({ min: -9, max: 9 }).map((number) => `${name}=${number}`)];
    if (filter.parameter.schema instanceof z.ZodEnum && !isTermFilter(filter))
      return [fc.constantFrom(...filter.parameter.schema.options).map((value) => `${name}=${value}`)];
    if (name === 'minQuantity' || name === 'maxQuantity') {
      const measures = values.quantity ?? [];
      if (measures.length === 0) return [];
      const bound = fc.tuple(fc.constantFrom(...measures), fc.integer({ min: -3, max: 400 }));
      return [bound.map(([measure, figure]) => `${name}=${measure}:${figure}`)];
    }
    if (!isTermFilter(filter)) return [fc.constantFrom(...DATES).map((date) => `${name}=${date}`)];
    const known = values[filter.allFields(name)[0] ?? name] ?? [];
    if (known.length === 0) return [];
    return [
      fc
        .subarray([...known], { minLength: 1, maxLength: Math.min(3, known.length) })
        .map((chosen) => chosen.map((value) => `${name}=${encodeURIComponent(value)}`).join('&')),
    ];
  });
  const picked = fc.uniqueArray(fc.nat({ max: arbitraries.length - 1 }), { minLength: 1, maxLength: 3 });
  return picked.chain((indexes) =>
    fc
      .tuple(...indexes.map((index) => arbitraries[index] as fc.Arbitrary<string>))
      .map((parts) => parts.join('&')),
  );
}
