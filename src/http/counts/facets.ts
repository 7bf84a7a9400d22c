// Facets: how many records have each value of a field, over the filters of the list. A facet ignores its own filter, so
// that it also counts the values that are not selected, and keeps all others.
import { z } from 'zod';
import type { CodeLookup } from '../../model/lookup.ts';
import type { Condition } from '../../query/condition.ts';
import type { FacetCounts, FieldCounts, GroupedCount } from '../../query/counts.ts';
import type { Query } from '../../query/filters/filter.ts';
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
import type { Store } from '../../store/port/store.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { codeLookup, schemesOf } from '../records/code-lookup.ts';
import type { Call } from '../server/route.ts';
import { type Count, type CountRequest, countMeta, defineCount, revisionColumn } from './count.ts';
import { type CountedFacet, EventFacets, Facets } from './count-schemas.ts';
import { countedField, levelOf, levelParameters, selectedIn, selectedValues } from './facet-levels.ts';
import { toggleLink } from './facet-links.ts';
import { type ChosenFacet, chosenFacets, facetSchema, partWords, requireCounted } from './facet-parts.ts';
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
      schema: facetSchema(resource),
      options: names,
      repeatable: true,
      example: names[0],
      description: `Fields to count by; all of them where none is named.${partWords(resource)}`,
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

/** The filters of a request that a facet ignores: its own, and the one that excludes its values. */
function ignoredFilters(facet: ChosenFacet, { filters }: Query): string[] {
  const own = [facet.name, `${facet.name}Not`];
  return filters.map(({ name }) => name).filter((name) => own.includes(name));
}

/** The facets of a request. */
async function facetsOf(count: Count, request: CountRequest): Promise<Facets> {
  const { resource } = count;
  const { call, query, conditions } = request;
  const chosen = chosenFacets(resource, call.values);
  await requireCounted(chosen, call.store);
  const counts = await countsByFacet(resource, chosen, request);
  const facets: CountedFacet[] = [];
  for (const facet of chosen)
    facets.push(await facetOf(count, facet, counts.get(facet.field) ?? NONE, request));
  const whole = chosen.find((facet) => ignoredFilters(facet, query).length === 0);
  const { total, totalGroups } =
    whole === undefined ? await totalOf(resource, conditions, request) : (counts.get(whole.field) ?? NONE);
  const fields = chosen.map(({ field }) => field);
  const meta = await countMeta(request, `counted by ${listWords(fields, 'and')}`);
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
  facets: readonly ChosenFacet[],
  { call: { values, store, requireClient }, query, measure }: CountRequest,
): Promise<ReadonlyMap<string, FacetResult>> {
  const results = new Map<string, FacetResult>();
  const codes = await codesOf(resource, facets, values, store);
  for (const [ignored, group] of Map.groupBy(facets, (facet) => ignoredFilters(facet, query).join())) {
    const { fields, ...totals } = await store.countFacets(
      {
        resource: resource.name,
        conditions: conditionsOf(withoutFilters(query, ignored.split(','))),
        fields: group.map((facet) => ({
          field: countedField({ resource, facet, values, codes }),
          pinned: selectedValues({ resource, facet, values, codes }, true),
        })),
        size: Number(values.size),
        groupBy: statusField(resource),
        measure: measure?.name ?? null,
      },
      requireClient,
    );
    for (const [index, facet] of group.entries())
      results.set(facet.field, { ...totals, counts: fields[index] ?? NONE.counts });
  }
  return results;
}

/** The codebooks by which facets are rolled up: those of their own schemes and of the codes that are selected. */
function codesOf(
  resource: AnyResource,
  facets: readonly ChosenFacet[],
  values: Values,
  store: Store,
): Promise<CodeLookup> {
  const divided = facets.filter(({ name }) => facetFilter(resource, name).parts !== null);
  const schemes = divided.flatMap(({ name, part }) =>
    [part ?? [], schemesOf(selectedIn(values, name))].flat(),
  );
  return codeLookup(schemes, store);
}

/** Selected values of other levels than the one that is counted: they are shown too, so that they can be taken back. */
async function offLevelCounts(
  resource: AnyResource,
  facet: ChosenFacet,
  request: CountRequest,
): Promise<GroupedCount[]> {
  const counts: GroupedCount[] = [];
  const { values, store } = request.call;
  const codes = await codesOf(resource, [facet], values, store);
  const conditions = conditionsOf(withoutFilters(request.query, ignoredFilters(facet, request.query)));
  for (const value of selectedValues({ resource, facet, values, codes }, false)) {
    const term: Condition = { kind: 'terms', match: 'any', terms: [{ field: facet.name, value }] };
    const { total, totalGroups } = await totalOf(resource, [...conditions, term], request);
    counts.push({ value, count: total, byGroup: totalGroups?.counts ?? {}, sums: totalGroups?.sums ?? {} });
  }
  return counts;
}

async function facetOf(
  { resource, parameters }: Count,
  facet: ChosenFacet,
  { total, totalGroups, counts }: FacetResult,
  request: CountRequest,
): Promise<CountedFacet> {
  const { call, query, measure } = request;
  const { name, field } = facet;
  const { singleValued, label } = resource.facets[name] as Facet; // the parameter allows no other name
  const selected = selectedIn(call.values, name);
  const hasStatus = statusField(resource) !== null;
  const shown = [...counts.values, ...(await offLevelCounts(resource, facet, request))];
  const codes = await codeLookup(
    schemesOf(label === null ? [] : shown.map(({ value }) => value)),
    call.store,
  );
  const labelOf = label ?? (await recordNames(resource, name, counts, call));
  const values = shown.map(({ value, count, byGroup, sums }) => ({
    value,
    label: labelOf(value, codes),
    count,
    ...(hasStatus && { ...statusTally(byGroup), ...measured(measure, { counts: byGroup, sums }) }),
    selected: selected.includes(value),
    link: toggleLink(parameters, name, value, call),
  }));
  const shownCount = values.reduce((sum, { count }) => sum + count, 0);
  const counted = withoutFilters(query, ignoredFilters(facet, query)).values;
  return {
    field,
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

interface FacetRow extends Omit<CountedFacet, 'values'> {
  readonly value: CountedFacet['values'][number] & Partial<StatusTally> & MeasuredRow;
}

function columnsOf(resource: AnyResource): CsvColumns<FacetRow> {
  return {
    facet: codeCell('The field that is counted by.', ({ field }) => field),
    level: codeCell('The level of its codes or divisions; empty for any other field.', ({ level }) => level),
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
    impliedFilters: (values) => chosenFacets(resource, values).map(({ name }) => name),
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
