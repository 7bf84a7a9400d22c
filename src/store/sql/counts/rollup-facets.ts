// Facets of all records, or of those of some statuses: as the load has counted them.
import { sql } from 'drizzle-orm';
import { compareBytes } from '../../../model/strings.ts';
import type { FacetCounts, FacetRequest, FacetsQuery, GroupCounts } from '../../../query/counts.ts';
import { statusField } from '../../../resources/counted-fields.ts';
import { RESOURCES } from '../../../resources/index.ts';
import type { Plan } from '../plan.ts';
import { padParameters, type Reader } from '../reader.ts';
import { rollupsTable } from '../table-names.ts';
import { knownTerms, termKey } from '../terms.ts';
import { Greatest, pinnedTerms, type ShownField, type ShownTerm } from './facet-values.ts';
import { type Groups, groupsFor, MISSING_FIELD, rollupsOf, sumOf } from './rollups.ts';

/** Terms looked through for the most frequent ones of some groups; where that does not do, blocks are quicker. */
const MOST_LOOKED_THROUGH = 10_000;

interface FieldOptions {
  readonly reader: Reader;
  readonly plan: Plan;
  readonly groups: Groups;
  readonly size: number;
}

/**
 * Null where the load has not counted what is asked.
 * @param isAll whether every record matches
 */
export async function rollupFacets(
  reader: Reader,
  plan: Plan,
  query: FacetsQuery,
  isAll: boolean,
): Promise<FacetCounts | null> {
  const { groupBy, size } = query;
  const groups = await groupsFor(reader, plan.resource, {
    groupBy,
    conditions: isAll ? [] : query.conditions,
  });
  if (groups === null) return null;
  const options = { reader, plan, groups, size };
  const totals = await missingIn(options, query.fields, isAll);
  const shown: ShownField[] = [];
  for (const request of query.fields) {
    const frequent = isAll
      ? await frequentOfAll(options, request.field)
      : await frequentInGroups(options, request.field);
    if (frequent === null) return null;
    const pinned = await pinnedTerms(reader, plan.resource, request, frequent.slice(0, size));
    shown.push({
      field: request.field,
      terms: [...frequent.slice(0, size), ...pinned],
      missing: totals.missing(request.field),
      truncated: frequent.length > size,
    });
  }
  const isWhole = isAll && groupBy === null;
  const ids = shown.flatMap(({ terms }) => terms.flatMap(({ id }) => id ?? []));
  const counts = isWhole ? null : await rollupsOf(reader, plan.resource, ids, groups);
  const fields = shown.map(({ terms, ...field }) => ({
    ...field,
    missingGroups: null,
    values: terms.map(({ id, value, count }) => {
      const byGroup = id === null ? undefined : counts?.get(id);
      return {
        value,
        count: counts === null ? count : sumOf(byGroup),
        byGroup: groupBy === null ? {} : namedGroups(byGroup, groups),
        sums: {},
      };
    }),
  }));
  return { total: totals.total, totalGroups: null, fields };
}

function namedGroups(counts: ReadonlyMap<number, number> | undefined, groups: Groups): GroupCounts {
  const named: Record<string, number> = {};
  for (const [id, count] of counts ?? []) {
    const name = groups.get(id) ?? null;
    if (name !== null) named[name] = count;
  }
  return named;
}

/** How many records have no value of each field, and how many there are. */
async function missingIn(
  { reader, plan, groups }: FieldOptions,
  fields: readonly FacetRequest[],
  isAll: boolean,
) {
  const { resource, size } = plan;
  const status = statusField(RESOURCES[resource]) ?? '';
  const names = [...fields.map(({ field }) => field), status];
  const hidden = await knownTerms(
    reader,
    resource,
    names.map((name) => ({ field: MISSING_FIELD, value: name })),
  );
  const termOf = (field: string) => hidden.get(termKey({ field: MISSING_FIELD, value: field }));
  if (isAll) return { total: size.total, missing: (field: string) => termOf(field)?.count ?? 0 };
  const ids = [...[...hidden.values()].map(({ id }) => id), ...groups.keys()];
  const counts = await rollupsOf(reader, resource, ids, groups);
  const missing = (field: string) => sumOf(counts.get(termOf(field)?.id ?? 0));
  const having = [...groups.keys()].reduce((sum, id) => sum + sumOf(counts.get(id)), 0);
  return { total: having + missing(status), missing };
}

/** One more than are shown, as the dictionary has them in order. */
async function frequentOfAll({ reader, plan, size }: FieldOptions, field: string): Promise<ShownTerm[]> {
  const rows = await reader.rows<ShownTerm>(
    sql`select id, value, count from terms where resource = ${plan.resource} and field = ${field}
      order by count desc, value limit ${size + 1}`,
  );
  return rows.map(({ id, value, count }) => ({ id, value, count }));
}

/**
 * One more than are shown. Terms are looked through from the most frequent of all down, until none that follows can be
 * as frequent in the groups as the last one shown. Null where that is too long a way.
 */
async function frequentInGroups(
  { reader, plan, groups, size }: FieldOptions,
  field: string,
): Promise<ShownTerm[] | null> {
  const shown = new Greatest(size);
  let found = 0;
  let isDone = false;
  const rows = await reader.rowsUntil<{ id: number; value: string; most: number; count: number }>(
    sql`select id, value, terms.count as most, (select coalesce(sum(rollup.count), 0)
        from ${sql.identifier(rollupsTable(plan.resource))} rollup
        where rollup.term_id = terms.id and rollup.group_id in ${padParameters([...groups.keys()])}) as count
      from terms where resource = ${plan.resource} and field = ${field}
      order by terms.count desc, value limit ${MOST_LOOKED_THROUGH}`,
    ({ most, count }) => {
      isDone = found > size && most < shown.least;
      if (count > 0) {
        found += 1;
        shown.add(count);
      }
      return isDone;
    },
  );
  if (!isDone && rows.length === MOST_LOOKED_THROUGH) return null;
  return rows
    .filter(({ count }) => count > 0)
    .map(({ id, value, count }) => ({ id, value, count }))
    .sort((a, b) => b.count - a.count || compareBytes(a.value, b.value))
    .slice(0, size + 1);
}
