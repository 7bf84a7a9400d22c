// What a list is asked about dates: the day filters that have a value, and the conditions that they mean. Pure.
import { FIRST_DAY, firstDay, LAST_DAY, lastDay, plusDays } from '../../model/calendar.ts';
import type { Condition, DateMatch } from '../condition.ts';
import type { Values } from '../parameters/parameters.ts';
import type { Filters } from './filter.ts';

/** The first and last possible ISO day of another record, null = open. */
export interface DayRange {
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** A day filter that has a value: its name, and the day that it bounds by. */
interface GivenDay {
  readonly name: string;
  readonly day: string;
}

/** The bounds that the values give; null where a side is open. */
export function givenDays(
  filters: Filters,
  values: Values,
): { readonly from: GivenDay | null; readonly to: GivenDay | null } {
  const given = (bound: 'from' | 'to', dayOf: (partial: string) => string) => {
    for (const [name, filter] of Object.entries(filters))
      if (filter.kind === 'day' && filter.bound === bound && values[name] !== undefined)
        return { name, day: dayOf(String(values[name])) };
    return null;
  };
  return { from: given('from', firstDay), to: given('to', lastDay) };
}

/** The names of the bounds where `from` lies after `to`, else null: then nothing can match. */
export function crossedDays(filters: Filters, values: Values): { from: string; to: string } | null {
  const { from, to } = givenDays(filters, values);
  return from !== null && to !== null && from.day > to.day ? { from: from.name, to: to.name } : null;
}

/** The id of the event that a filter of the kind `near` names; null where none is named. */
export function givenNear(filters: Filters, values: Values): string | null {
  for (const [name, filter] of Object.entries(filters))
    if (filter.kind === 'near' && values[name] !== undefined) return String(values[name]);
  return null;
}

/** What nothing fulfils. */
const NOTHING: Condition = { kind: 'ids', ids: [], match: 'any' };

/** @param near the days of the event that the values name; null where it does not exist. */
export function dateConditions(filters: Filters, values: Values, near: DayRange | null): Condition[] {
  if (crossedDays(filters, values) !== null) return [NOTHING];
  const said = {
    match: (values.dateMatch ?? 'possible') as DateMatch,
    undated: values.undated === true ? 'include' : 'exclude',
  } as const;
  const conditions: Condition[] = [];

  const eventId = givenNear(filters, values);
  if (eventId !== null && near === null) return [NOTHING];
  if (eventId !== null && near !== null) {
    const days = said.match === 'possible' ? possiblyAfter : certainlyAfter;
    const within = values.withinDays as number | undefined;
    conditions.push({ kind: 'ids', ids: [eventId], match: 'none' }); // never after itself
    conditions.push({ kind: 'days', ...days(near, within), ...said });
  }

  const { from, to } = givenDays(filters, values);
  if (from !== null || to !== null)
    conditions.push({ kind: 'days', from: from?.day ?? null, to: to?.day ?? null, ...said });
  return conditions;
}

interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Some day of the record is some day of the event or a later one: on the same day, one can have come after the other.
 * `within` counts from the later of the event's days.
 */
function possiblyAfter({ earliest, latest }: DayRange, within: number | undefined): Days {
  const to = within === undefined || latest === null ? null : plusDays(latest, within);
  return { from: earliest, to };
}

/** No date lies in it. What becomes of records without one is said beside it. */
const NO_DAYS: Days = { from: LAST_DAY, to: FIRST_DAY };

/** Every day of the record comes after every day of the event, and by no more than `within`: after an open end none does. */
function certainlyAfter({ earliest, latest }: DayRange, within: number | undefined): Days {
  if (latest === null || latest === LAST_DAY) return NO_DAYS;
  const from = plusDays(latest, 1);
  if (within === undefined) return { from, to: null };
  return earliest === null ? NO_DAYS : { from, to: plusDays(earliest, within) };
}
