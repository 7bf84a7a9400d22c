// How many matching records have each value of a field: facets. What the load has counted is read; else every field is
// counted over the matches.
import type { ResourceName } from '../../../query/condition.ts';
import type { FacetCounts, FacetRequest, FacetsQuery } from '../../../query/counts.ts';
import { matchesEveryKey } from '../matches.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { NO_TERM } from './blocks.ts';
import { type FieldTally, talliesOf } from './facet-tallies.ts';
import { mostFrequent, pinnedTerms, type ShownField } from './facet-values.ts';
import { rollupFacets } from './rollup-facets.ts';

/** Counts of the values of fields over the matches of a plan, in the order of the fields. */
export async function countFacets(reader: Reader, plan: Plan, query: FacetsQuery): Promise<FacetCounts> {
  // Loads count records, and add up no figures.
  const isCounted = (query.measure ?? null) === null;
  const counted = isCounted ? await rollupFacets(reader, plan, query, matchesAll(plan)) : null;
  return counted ?? countMatches(reader, plan, query);
}

async function countMatches(reader: Reader, plan: Plan, query: FacetsQuery): Promise<FacetCounts> {
  const { groupBy, size, measure = null } = query;
  const fields = query.fields.map(({ field }) => field);
  const tallies = await talliesOf({ reader, plan, fields, groupBy, measure });
  const counted: FacetCounts['fields'][number][] = [];
  for (const request of query.fields) {
    const tally = tallies.of(request.field);
    const { terms, ...field } = await shownField(reader, plan.resource, request, tally, size);
    const values = terms.map(({ id, value, count }) => ({
      value,
      count,
      byGroup: id === null ? {} : tally.byGroup(id),
      sums: id === null ? {} : tally.sums(id),
    }));
    const missing = { counts: tally.byGroup(NO_TERM), sums: tally.sums(NO_TERM) };
    counted.push({ ...field, values, missingGroups: measure === null ? null : missing });
  }
  return { total: tallies.total, totalGroups: tallies.totalGroups, fields: counted };
}

/** The counts where nothing matches. */
export function noFacetCounts({ fields, measure = null }: FacetsQuery): FacetCounts {
  const none = measure === null ? null : { counts: {}, sums: {} };
  return {
    total: 0,
    totalGroups: none,
    fields: fields.map(({ field, pinned }) => ({
      field,
      values: pinned.map((value) => ({ value, count: 0, byGroup: {}, sums: {} })),
      missing: 0,
      missingGroups: none,
      truncated: false,
    })),
  };
}

function matchesAll(plan: Plan): boolean {
  const { range, columnConditions, size } = plan;
  return (
    range.first === 1 &&
    range.last === size.total &&
    matchesEveryKey(plan, { range, columnConditions, postings: null })
  );
}

async function shownField(
  reader: Reader,
  resource: ResourceName,
  request: FacetRequest,
  { counts }: FieldTally,
  size: number,
): Promise<ShownField> {
  const { field } = request;
  const frequent = await mostFrequent(reader, { resource, field }, counts, size);
  const further = await pinnedTerms(reader, resource, request, frequent, counts);
  const missing = counts.sum(NO_TERM);
  const values = counts.size - (missing > 0 ? 1 : 0);
  return { field, terms: [...frequent, ...further], missing, truncated: values > size };
}
