// The filters by date: within a range of days, and after an event; and the modifiers for imprecise and unknown dates.
import { z } from 'zod';
import { FIRST_DAY, firstDay, LAST_DAY, lastDay, plusDays } from '../../model/calendar.ts';
import { IdText } from '../../model/fields.ts';
import type { Condition, DateMatch } from '../condition.ts';
import type { ParameterNote, Values } from '../parameters/parameters.ts';
import { type DayRange, FILTER_DEFAULTS, type Filter, type Filters, modifier, type Query } from './filter.ts';

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a date here is YYYY, YYYY-MM or YYYY-MM-DD')
  .refine((text) => text.length < 10 || z.iso.date().safeParse(text).success, 'there is no such day')
  .meta({
    id: 'PartialDate',
    description: 'A year, a month or a day.',
    examples: ['2023-12'],
    maxLength: 10,
  });

/** A condition that no record meets. */
export const MATCH_NONE: Condition = { kind: 'ids', ids: [], match: 'any' };

/** ISO days, inclusive; null = open. */
interface Bounds {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The date filters of a list.
 * @param names the parameters of the bounds: `['from', 'to']`, or `['publishedFrom', 'publishedTo']` for articles.
 * @param others further filters by date, placed before the modifiers.
 */
export function dateFilters(
  names: readonly [string, string],
  subject: string,
  others: Filters = {},
): Record<string, Filter<unknown>> {
  const filtering = Object.keys(others).filter((name) => others[name]?.modifies === null);
  return { ...dayRange(names, subject), ...others, ...dateModifiers([...names, ...filtering]) };
}

function dayRange([from, to]: readonly [string, string], subject: string): Record<string, Filter<unknown>> {
  const boundsOf = (values: Values): Bounds => ({
    from: values[from] === undefined ? null : firstDay(String(values[from])),
    to: values[to] === undefined ? null : lastDay(String(values[to])),
  });
  const bound = (name: string, which: string, example: string): Filter<unknown> => {
    /** Two bounds are one range: where both are given, it is the condition and clause of the first. */
    const isLeading = ({ values }: Query) => name === from || values[from] === undefined;
    return {
      ...FILTER_DEFAULTS,
      isLastClause: true,
      parameter: {
        schema: PartialDate,
        repeatable: false,
        example,
        description: `${which} day, month or year, inclusive, in which ${subject}.`,
      },
      conditions: (_name, query) => {
        const bounds = boundsOf(query.values);
        if (!isLeading(query)) return [];
        return isCrossed(bounds) ? [MATCH_NONE] : [{ kind: 'days', ...bounds, ...imprecision(query.values) }];
      },
      clause: (_applied, query) => {
        const bounds = boundsOf(query.values);
        const first = bounds.from === null ? '' : ` from ${bounds.from}`;
        const last = bounds.to === null ? '' : ` to ${bounds.to}`;
        return isLeading(query) ? `dated${first}${last} ${imprecisionWords(query.values)}` : null;
      },
      warnings: (_name, query) => {
        const { values } = query;
        if (!isLeading(query) || !isCrossed(boundsOf(values))) return [];
        return [crossedWarning([from, to], values)];
      },
    };
  };
  return { [from]: bound(from, 'First', '2023-12'), [to]: bound(to, 'Last', '2024-03') };
}

/** Of a range that ends before it begins. */
export function crossedWarning([from, to]: readonly [string, string], values: Values): ParameterNote {
  const message = `"${values[from]}" lies after "${values[to]}", so nothing can match.`;
  return { parameter: from, message, suggestion: `${from}=${values[to]}&${to}=${values[from]}` };
}

function isCrossed({ from, to }: Bounds): boolean {
  return from !== null && to !== null && from > to;
}

/** `afterEvent` and `withinDays`. */
export function afterEventFilters(example: string): Record<'afterEvent' | 'withinDays', Filter<unknown>> {
  return {
    afterEvent: {
      ...FILTER_DEFAULTS,
      isLastClause: true,
      parameter: {
        schema: IdText,
        repeatable: false,
        example,
        description:
          'Took place after this event. On the same day it may have; `dateMatch=certain` wants a later one.',
      },
      conditions: (_name, { afterEvent, values }) => {
        if (afterEvent === null || afterEvent.days === null) return [MATCH_NONE];
        const imprecise = imprecision(values);
        const bounds = imprecise.match === 'possible' ? possiblyAfter : certainlyAfter;
        return [
          { kind: 'ids', ids: [afterEvent.id], match: 'none' }, // never after itself
          { kind: 'days', ...bounds(afterEvent.days, values.withinDays as number | undefined), ...imprecise },
        ];
      },
      clause: (_applied, { values }) => {
        const within = values.withinDays === undefined ? '' : ` and within ${values.withinDays} days of it`;
        return `dated after ${values.afterEvent}${within} ${imprecisionWords(values)}`;
      },
      references: (parameter, { values }) => [
        { parameter, resource: 'events', ids: [String(values[parameter])], prefix: '' },
      ],
      // Every dated record possibly follows an event of unknown date, which tells the client nothing.
      warnings: (parameter, { afterEvent, values }) => {
        const days = afterEvent?.days ?? null;
        if (days === null || days.earliest !== null || days.latest !== null) return [];
        const follows =
          values.dateMatch === 'certain' ? 'nothing certainly lies' : 'whatever has a date may lie';
        const message = `The date of the event "${afterEvent?.id}" is unknown, so ${follows} after it.`;
        return [{ parameter, message, suggestion: null }];
      },
    },
    withinDays: modifier({
      modifies: ['afterEvent'],
      schema: z.int().min(0).max(36_525),
      example: 7,
      description: 'At most so many days after the event in `afterEvent`.',
    }),
  };
}

/** @param modifies the date filters of the list, by parameter. */
function dateModifiers(modifies: readonly string[]): Record<'dateMatch' | 'undated', Filter<unknown>> {
  return {
    dateMatch: modifier({
      modifies,
      schema: z
        .enum(['possible', 'certain'])
        .meta({ id: 'DateMatch', description: 'How an imprecise date meets a range.' }),
      defaultValue: 'possible',
      example: 'certain',
      description: '`possible`: the date could lie in the range. `certain`: it must.',
    }),
    undated: modifier({
      modifies,
      schema: z.boolean(),
      defaultValue: false,
      example: true,
      description:
        'Whether records whose date is unknown match too; `meta.undated` says how many were left out.',
    }),
  };
}

/** How imprecise dates match, and whether unknown ones do. */
function imprecision(values: Values) {
  return {
    match: (values.dateMatch ?? 'possible') as DateMatch,
    undated: values.undated === true ? 'include' : 'exclude',
  } as const;
}

function imprecisionWords(values: Values): string {
  const { match, undated } = imprecision(values);
  return `(${match === 'certain' ? 'certainly' : 'possibly'})${undated === 'include' ? ' or undated' : ''}`;
}

/**
 * Days that may lie after the event: on the same day, either may have come first.
 * `within` counts from the later of the event's days.
 */
function possiblyAfter({ earliest, latest }: DayRange, within: number | undefined): Bounds {
  const to = within === undefined || latest === null ? null : plusDays(latest, within);
  return { from: earliest, to };
}

/** Days in which no date lies. Records of unknown date match by `undated` all the same. */
const NO_DAYS: Bounds = { from: LAST_DAY, to: FIRST_DAY };

/** Days that certainly lie after the event, and by no more than `within`: none where the event's end is open. */
function certainlyAfter({ earliest, latest }: DayRange, within: number | undefined): Bounds {
  if (latest === null || latest === LAST_DAY) return NO_DAYS;
  const from = plusDays(latest, 1);
  if (within === undefined) return { from, to: null };
  return earliest === null ? NO_DAYS : { from, to: plusDays(earliest, within) };
}
