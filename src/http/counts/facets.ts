// Facets: how many records have each value of a field, over the filters of the list. A facet ignores its own filter, so
// that it also counts the values that are not selected, and keeps all others.
import { z } from 'zod';
import { compareBytes } from '../../model/strings.ts';
import type { Condition } from '../../query/condition.ts';
import type { FacetCounts, FieldCounts, GroupedCount } from '../../query/counts.ts';
import type { Query } from '../../query/filters/filter.ts';
import { levelField } from '../../query/filters/term-filter.ts';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { listWords } from '../../query/query-words.ts';
import { conditionsOf, withoutFilters } from '../../query/question.ts';
import { facetFilter, statusField } from '../../resources/counted-fields.ts';
import {
  COUNT_COLUMN,
  type CsvColumns,
  codeCell,
  numberCell,
  textCell,
} from '../../resources/csv-columns.ts';
import { events } from '../../resources/events.ts';
import type { Facet } from '../../resources/facet.ts';
import { quotes } from '../../resources/quotes.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { type Call, canonicalQuery } from '../server/route.ts';
import { type Count, type CountRequest, countMeta, defineCount, revisionColumn } from './count.ts';
import { type CountedFacet, EventFacets, Facets } from './count-schemas.ts';
import { isOnLevel, levelOf, levelParameters } from './facet-levels.ts';
import { NO_GROUPS, totalOf } from './facet-totals.ts';
import { type MeasuredRow, measured, measuredColumns, measureParameters } from './measured-events.ts';
import { namesOf } from './record-names.ts';
import { countedStatuses, type StatusTally, statusColumns, statusTally } from './statuses.ts';

const MAX_SIZE = 200;
const DEFAULT_SIZE = 20;

/** Parameters besides the filters. */
function facetParameters(resource: AnyResource): Parameters {
  const names = Object.keys(resource.facets);
  return {
    facet: {
      schema: z.enum(names as [string, ...string[]]),
      repeatable: true,
      example: names[0],
      description: 'Fields to count by; all of them where none is named.',
    },
    size: {
      schema: z.int().min(1).max(MAX_SIZE),
      repeatable: false,
      defaultValue: DEFAULT_SIZE,
      example: 5,
      description: 'How many values of each field are shown, the most frequent first.',
    },
    ...levelParameters(resource),
    ...measureParameters(resource),
  };
}

function requestedFacets(resource: AnyResource, values: Values): string[] {
  const chosen = values.facet as readonly string[] | undefined;
  return Object.keys(resource.facets).filter((name) => chosen === undefined || chosen.includes(name));
}

/** The filters of a request that a facet ignores: its own, and the one that excludes its values. */
function ignoredFilters(facet: string, { filters }: Query): string[] {
  return filters.map(({ name }) => name).filter((name) => name === facet || name === `${facet}Not`);
}

/** The facets of a request. */
async function facetsOf(count: Count, request: CountRequest): Promise<Facets> {
  const { resource } = count;
  const { call, query, conditions } = request;
  const chosen = requestedFacets(resource, call.values);
  const counts = await countsByFacet(resource, chosen, request);
  const facets: CountedFacet[] = [];
  for (const facet of chosen) facets.push(await facetOf(count, facet, counts.get(facet) ?? NONE, request));
  const whole = chosen.find((facet) => ignoredFilters(facet, query).length === 0);
  const { total, totalGroups } =
    whole === undefined ? await totalOf(resource, conditions, request) : (counts.get(whole) ?? NONE);
  const meta = await countMeta(request, `counted by ${listWords(chosen, 'and')}`);
  const figures = request.measure && { total: measured(request.measure, totalGroups ?? NO_GROUPS) };
  const beside = statusField(resource) !== null && { figures };
  return { unit: resource.name, total, ...beside, facets, meta } as Facets; // events with statuses, quotes without
}

interface FacetResult extends Pick<FacetCounts, 'total' | 'totalGroups'> {
  readonly counts: FieldCounts;
}

const NONE: FacetResult = {
  total: 0,
  totalGroups: null,
  counts: { field: '', values: [], missing: 0, missingGroups: null, truncated: false },
};

/** Results by facet. Facets that ignore the same filters are counted together. */
async function countsByFacet(
  resource: AnyResource,
  facets: readonly string[],
  { call: { values, store, requireClient }, query, measure }: CountRequest,
): Promise<ReadonlyMap<string, FacetResult>> {
  const results = new Map<string, FacetResult>();
  for (const [ignored, group] of Map.groupBy(facets, (facet) => ignoredFilters(facet, query).join())) {
    const { fields, ...totals } = await store.countFacets(
      {
        resource: resource.name,
        conditions: conditionsOf(withoutFilters(query, ignored.split(','))),
        fields: group.map((facet) => ({
          field: fieldOf(resource, facet, values),
          pinned: selectedIn(values, facet).filter((value) => isOnLevel(resource, facet, value, values)),
        })),
        size: Number(values.size),
        groupBy: statusField(resource),
        measure: measure?.name ?? null,
      },
      requireClient,
    );
    for (const [index, facet] of group.entries())
      results.set(facet, { ...totals, counts: fields[index] ?? NONE.counts });
  }
  return results;
}

/** The field that is counted: that of the level, else what the facet's filter reads for this request. */
function fieldOf(resource: AnyResource, facet: string, values: Values): string {
  const level = levelOf(resource, facet, values);
  if (level !== null) return levelField(facet, level);
  return facetFilter(resource, facet).fieldsRead(facet, values)[0] ?? facet;
}

/** Selected values of other levels than the one that is counted: they are shown too, so that they can be taken back. */
async function offLevelCounts(
  resource: AnyResource,
  facet: string,
  request: CountRequest,
): Promise<GroupedCount[]> {
  const counts: GroupedCount[] = [];
  const { values } = request.call;
  for (const value of selectedIn(values, facet)) {
    if (isOnLevel(resource, facet, value, values)) continue;
    const conditions = conditionsOf(withoutFilters(request.query, ignoredFilters(facet, request.query)));
    const term: Condition = { kind: 'terms', match: 'any', terms: [{ field: facet, value }] };
    const { total, totalGroups } = await totalOf(resource, [...conditions, term], request);
    counts.push({ value, count: total, byGroup: totalGroups?.counts ?? {}, sums: totalGroups?.sums ?? {} });
  }
  return counts;
}

async function facetOf(
  { resource, parameters }: Count,
  facet: string,
  { total, totalGroups, counts }: FacetResult,
  request: CountRequest,
): Promise<CountedFacet> {
  const { call, query, measure } = request;
  const { singleValued, label } = resource.facets[facet] as Facet; // the parameter allows no other name
  const labelOf = label ?? (await recordNames(resource, facet, counts, call));
  const selected = selectedIn(call.values, facet);
  const hasStatus = statusField(resource) !== null;
  const shown = [...counts.values, ...(await offLevelCounts(resource, facet, request))];
  const values = shown.map(({ value, count, byGroup, sums }) => ({
    value,
    label: labelOf(value),
    count,
    ...(hasStatus && { ...statusTally(byGroup), ...measured(measure, { counts: byGroup, sums }) }),
    selected: selected.includes(value),
    link: toggleLink(parameters, facet, value, call),
  }));
  const shownCount = values.reduce((sum, { count }) => sum + count, 0);
  const counted = withoutFilters(query, ignoredFilters(facet, query)).values;
  return {
    field: facet,
    level: levelOf(resource, facet, call.values),
    single: singleValued,
    total,
    ...(hasStatus && { countedStatuses: countedStatuses(counted) }),
    values,
    missing: counts.missing,
    other: singleValued ? total - counts.missing - shownCount : null,
    truncated: counts.truncated,
    ...(hasStatus && {
      figures: measure && {
        total: measured(measure, totalGroups ?? NO_GROUPS),
        missing: measured(measure, counts.missingGroups ?? NO_GROUPS),
      },
    }),
  } as CountedFacet; // of events with statuses, of quotes without
}

function recordNames(resource: AnyResource, facet: string, { values }: FieldCounts, { store }: Call) {
  const { refersTo } = facetFilter(resource, facet);
  if (refersTo === null || refersTo === 'typed') throw new Error(`the values of ${facet} have no names`);
  const ids = values.map(({ value }) => value);
  return namesOf(refersTo, ids, store);
}

function selectedIn(values: Values, facet: string): readonly string[] {
  return (values[facet] ?? []) as readonly string[];
}

/** The address of this request with a value selected, or no longer. A selected value is no longer excluded. */
function toggleLink(
  parameters: Parameters,
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
  const query = canonicalQuery(parameters, changed);
  return `${publicUrl}${path}${query === '' ? '' : `?${query}`}`;
}

interface FacetRow extends Omit<CountedFacet, 'values'> {
  readonly value: CountedFacet['values'][number] & Partial<StatusTally> & MeasuredRow;
}

function columnsOf(resource: AnyResource): CsvColumns<FacetRow> {
  return {
    facet: codeCell('The field that is counted by.', ({ field }) => field),
    level: codeCell('The level of its codes; empty for any other field.', ({ level }) => level),
    value: textCell('The value, as its filter takes it.', ({ value }) => value.value),
    label: textCell('The value in words.', ({ value }) => value.label),
    count: numberCell(COUNT_COLUMN, ({ value }) => value.count),
    ...statusColumns<FacetRow>(resource, ({ value }) => value),
    ...measuredColumns<FacetRow>(resource, ({ value }) => value),
    total: numberCell('Records that the facet counts.', ({ total }) => total),
    missing: numberCell('Records that have no value.', ({ missing }) => missing),
    other: numberCell(
      'Records whose value is not shown; empty where a record can have several values.',
      ({ other }) => other,
    ),
    ...revisionColumn(),
  };
}

function defineFacets(resource: AnyResource): Count {
  const { name, type } = resource;
  const facets: Count = defineCount<FacetRow>({
    resource,
    name: 'facets',
    operationId: `get${schemaName(resource)}Facets`,
    summary: `Count ${name} by the values of fields`,
    description: `How many ${name} have each value of each field, over the filters of the list. A facet keeps every filter but its own and the one that excludes its values. ${
      statusField(resource) === null
        ? ''
        : 'What is feared, planned, alleged or denied counts too; `done` is what occurred or is ongoing, and `byStatus` says the rest. '
    }${
      'actorMatch' in resource.filters
        ? 'Facets of actors count an actor with whoever acts on its behalf or belongs to it, unless `actorMatch=exact`.'
        : ''
    }`,
    responseDescription: `The counts of each ${type} facet.`,
    schema: statusField(resource) === null ? Facets : EventFacets,
    ownParameters: facetParameters(resource),
    ownPrefix: `${schemaName(resource)}Facets`,
    // A modifier of a facet's filter also applies to the facet.
    impliedFilters: (values) => requestedFacets(resource, values),
    handle: async (request) => ({ body: JSON.stringify(await facetsOf(facets, request)) }),
    columns: columnsOf(resource),
    rows: async function* (request) {
      const counted = await facetsOf(facets, request);
      yield counted.facets.flatMap(({ values, ...facet }) =>
        values.map((value) => ({ ...facet, value: { ...value, measure: request.measure?.name ?? null } })),
      );
    },
  });
  return facets;
}

export const eventFacets = defineFacets(events);
export const quoteFacets = defineFacets(quotes);
