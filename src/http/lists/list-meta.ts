// What comes with a list beside its records: what is doubtful about the request, what was left out, and which filter
// empties an empty list.
import { shorten } from '../../model/text.ts';
import type { Condition, ResourceName } from '../../query/condition.ts';
import type { Asked, Mention } from '../../query/filters/filter.ts';
import {
  conditionsOf,
  doubtsOf,
  mentionsOf,
  parametersOf,
  withoutFilters,
} from '../../query/query-definition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Store } from '../../store/port/store.ts';
import { MAX_WITHOUT, type Note, WITHOUT_CAP, type Without } from '../contract/response-schemas.ts';

/** How many warnings are given in words; a suggestion compares names, so they are bounded. */
const MAX_WARNINGS = 10;

/** Why the request can find nothing, and ids that do not exist. */
export async function warningsOf(asked: Asked, store: Store): Promise<Note[]> {
  const warnings: Note[] = doubtsOf(asked);
  for (const mention of mentionsOf(asked)) {
    for (const id of await store.unknown(mention.resource, mention.ids)) {
      if (warnings.length === MAX_WARNINGS)
        return [
          ...warnings,
          { parameter: '', message: 'There are more ids that do not exist.', suggestion: null },
        ];
      warnings.push(await unknownId(mention, id, store));
    }
  }
  return warnings;
}

async function unknownId({ parameter, resource, prefix }: Mention, id: string, store: Store): Promise<Note> {
  const { type } = RESOURCES[resource];
  const retired = await store.retired(type, id);
  const message =
    retired === null
      ? `There is no ${type} "${shorten(id)}".`
      : `The ${type} "${id}" was retired: ${retired.reason}`;
  const meant = retired === null ? await store.suggest(resource, shorten(id)) : retired.successorId;
  return { parameter, message, suggestion: meant === null ? null : `${prefix}${meant}` };
}

/** How many records match but for their date, which is unknown. */
export async function undatedOf(
  resource: ResourceName,
  conditions: readonly Condition[],
  store: Store,
): Promise<number> {
  if (!conditions.some((condition) => condition.kind === 'days' && condition.undated === 'exclude')) return 0;
  const undated = conditions.map((condition) =>
    condition.kind === 'days' ? { ...condition, undated: 'only' as const } : condition,
  );
  return store.count(resource, undated);
}

/** How many there would be without each of the parameters that were given, so that an empty list shows what to drop. */
export async function withoutOf(asked: Asked, store: Store): Promise<Without[]> {
  const entries: Without[] = [];
  for (const { name } of parametersOf(asked).slice(0, MAX_WITHOUT)) {
    const conditions = conditionsOf(withoutFilters(asked, [name]));
    const count = await store.count(asked.resource, conditions, WITHOUT_CAP + 1);
    entries.push({ parameter: name, count: Math.min(count, WITHOUT_CAP), capped: count > WITHOUT_CAP });
  }
  return entries;
}
