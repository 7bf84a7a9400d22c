// What comes with a list beside its records: doubts about the request, what was left out, and ways out of nothing.

import type { RecordType } from '../../model/record-type.ts';
import { shorten } from '../../model/text.ts';
import type { Condition, ResourceName } from '../../query/condition.ts';
import { crossedDays, type DayRange, givenNear } from '../../query/filters/date-filters.ts';
import { type Asked, conditionsOf } from '../../query/parameters/list-parameters.ts';
import type { Values } from '../../query/parameters/parameters.ts';
import { parseTextQuery } from '../../query/text/text-query.ts';
import { RESOURCES, resourceOf } from '../../resources/index.ts';
import type { Store } from '../../store/port/store.ts';
import { MAX_WITHOUT, type Note, WITHOUT_CAP, type Without } from '../contract/schemas.ts';
import { givenFilters, nearOf } from './list-request.ts';

/** How many warnings are given in words; a suggestion compares names, so they are bounded. */
const MAX_WARNINGS = 10;

interface Mentioned {
  readonly parameter: string;
  readonly resource: ResourceName;
  readonly ids: readonly string[];
  /** What stands before an id in the parameter's values. */
  readonly prefix: string;
}

/** The ids that the values mention, by the resource they are of. */
function mentioned(resource: ResourceName, asked: Asked, values: Values): Mentioned[] {
  return Object.entries(asked.filters).flatMap(([parameter, filter]): Mentioned[] => {
    const value = values[parameter];
    if (value === undefined) return [];
    if (filter.kind === 'terms') {
      const ids = value as readonly string[];
      if (filter.refersTo === null) return [];
      if (filter.refersTo === 'typed') return ids.map((text) => typedMention(parameter, text));
      return [{ parameter, resource: filter.refersTo, ids, prefix: '' }];
    }
    if (filter.kind === 'id') return [{ parameter, resource, ids: value as readonly string[], prefix: '' }];
    if (filter.kind === 'near') return [{ parameter, resource: 'events', ids: [String(value)], prefix: '' }];
    return [];
  });
}

/** `event:some-id`. */
function typedMention(parameter: string, text: string): Mentioned {
  const [type = '', id = ''] = text.split(':');
  return { parameter, resource: resourceOf(type as RecordType).name, ids: [id], prefix: `${type}:` };
}

/** Ids that do not exist, and dates the wrong way round. */
export async function warningsOf(
  resource: ResourceName,
  asked: Asked,
  values: Values,
  store: Store,
): Promise<Note[]> {
  const warnings: Note[] = [];
  const crossed = crossedDays(asked.filters, values);
  if (crossed !== null) {
    const message = `"${values[crossed.from]}" lies after "${values[crossed.to]}", so nothing can match.`;
    warnings.push({
      parameter: crossed.from,
      message,
      suggestion: `${crossed.from}=${values[crossed.to]}&${crossed.to}=${values[crossed.from]}`,
    });
  }
  if (values.q !== undefined) warnings.push(...textWarnings(String(values.q)));
  warnings.push(...(await undatedNear(asked, values, store)));
  for (const mention of mentioned(resource, asked, values)) {
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

/** A text that asks for nothing, and so finds nothing. */
export function textWarnings(q: string): Note[] {
  const { all, none } = parseTextQuery(q);
  if (all.length > 0) return [];
  const message =
    none.length > 0
      ? 'It says only what must not be there; say what must be there too.'
      : 'It has no letter and no digit to search for.';
  return [{ parameter: 'q', message, suggestion: null }];
}

/** What comes after an event whose date nobody knows is no use to whoever asks. */
async function undatedNear(asked: Asked, values: Values, store: Store): Promise<Note[]> {
  const near = await nearOf(asked, values, store);
  const id = givenNear(asked.filters, values);
  if (near === null || near.earliest !== null || near.latest !== null) return [];
  const follows = values.dateMatch === 'certain' ? 'nothing certainly lies' : 'whatever has a date may lie';
  const message = `The date of the event "${id}" is unknown, so ${follows} after it.`;
  return [{ parameter: 'afterEvent', message, suggestion: null }];
}

async function unknownId(
  { parameter, resource, prefix }: Mentioned,
  id: string,
  store: Store,
): Promise<Note> {
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
export async function withoutOf(
  resource: ResourceName,
  { asked, all }: { asked: Asked; all: Asked },
  values: Values,
  near: DayRange | null,
  store: Store,
): Promise<Without[]> {
  const entries: Without[] = [];
  for (const parameter of givenFilters(asked, values).slice(0, MAX_WITHOUT)) {
    const { [parameter]: _, ...rest } = values;
    const count = await store.count(resource, conditionsOf(all, rest, near), WITHOUT_CAP + 1);
    entries.push({ parameter, count: Math.min(count, WITHOUT_CAP), capped: count > WITHOUT_CAP });
  }
  return entries;
}
