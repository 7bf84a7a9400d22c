// How many records match, by status where they have one: for what no facet of the request has counted.
import { EventStatus } from '../../model/event.ts';
import type { Condition } from '../../query/condition.ts';
import type { CountedGroups, FacetCounts } from '../../query/counts.ts';
import { statusField } from '../../resources/counted-fields.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { CountRequest } from './count.ts';

export const NO_GROUPS: CountedGroups = { counts: {}, sums: {} };

const STATUSES = EventStatus.options.length;

/** How many records there are, in all and by status. */
export async function totalOf(
  resource: AnyResource,
  conditions: readonly Condition[],
  { call: { store, requireClient }, measure }: CountRequest,
): Promise<Pick<FacetCounts, 'total' | 'totalGroups'>> {
  const field = statusField(resource);
  if (field === null)
    return { total: await store.count(resource.name, conditions, null, requireClient), totalGroups: null };
  const { total, totalGroups, fields } = await store.countFacets(
    {
      resource: resource.name,
      conditions,
      fields: [{ field, pinned: [] }],
      size: STATUSES,
      groupBy: field,
      measure: measure?.name ?? null,
    },
    requireClient,
  );
  const byStatus = fields[0]?.values.map(({ value, count }) => [value, count] as const) ?? [];
  return { total, totalGroups: totalGroups ?? { counts: Object.fromEntries(byStatus), sums: {} } };
}
