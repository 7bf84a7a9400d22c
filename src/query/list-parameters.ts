// What a list can be asked: the parameters of a resource, and the conditions that their values mean. Pure.
import { z } from 'zod';
import type { Condition, DateMatch, Term } from './condition.ts';
import type { Filter, TermFilter } from './filter.ts';
import type { Parameter, ParameterProblem, Parameters, Values } from './parameters.ts';

/** The tables of a resource that say what can be asked of it. */
export interface Asked {
  // biome-ignore lint/suspicious/noExplicitAny: the record does not matter to a query
  readonly filters: Readonly<Record<string, Filter<any>>>;
  readonly sorts: Readonly<Record<string, unknown>>;
  readonly includes: Readonly<Record<string, unknown>>;
}

/** The first and last possible ISO day of another record, null = open. */
export interface DayRange {
  readonly earliest: string | null;
  readonly latest: string | null;
}

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;

/** Every parameter of a list, filters first. */
export function listParameters(asked: Asked): Parameters {
  const [firstSort = 'id', ...sorts] = Object.keys(asked.sorts);
  const includes = Object.keys(asked.includes);
  return {
    ...filterParameters(asked.filters),
    sort: {
      schema: z.enum([firstSort, ...sorts]),
      many: false,
      fallback: firstSort,
      example: firstSort,
      description:
        'Order of the list; `-` is descending. Ties are broken by id, and unknown dates come last both ways.',
    },
    ...(includes.length > 0 && {
      include: {
        schema: z.enum(includes as [string, ...string[]]),
        many: true,
        example: includes[0],
        description: 'Related records to add under `included`, once each.',
      },
    }),
    limit: {
      schema: z.int().min(1).max(MAX_LIMIT),
      many: false,
      fallback: DEFAULT_LIMIT,
      example: 20,
      description: 'Records on a page.',
    },
    cursor: {
      schema: z.string().min(1).max(8000),
      many: false,
      example: undefined,
      description: 'Where to go on: `page.nextCursor` of the page before, with the same filters and sort.',
    },
    total: {
      schema: z.boolean(),
      many: false,
      fallback: false,
      example: true,
      description: 'Whether to count all matches, exactly, in `page.total`.',
    },
  };
}

function filterParameters(filters: Asked['filters']): Parameters {
  return Object.fromEntries(Object.entries(filters).map(([name, filter]) => [name, parameterOf(filter)]));
}

function parameterOf(filter: Asked['filters'][string]): Parameter {
  const { schema, description, example } = filter;
  const many = filter.kind === 'terms' || filter.kind === 'id';
  const fallback =
    filter.kind === 'modifier' && filter.fallback !== null ? { fallback: filter.fallback } : {};
  return {
    schema,
    many,
    splits: !(filter.kind === 'terms' && filter.freeText),
    description,
    example,
    ...fallback,
  };
}

/** Parameters that say how another is meant, given without any of those. */
export function idleModifiers(asked: Asked, given: ReadonlySet<string>): ParameterProblem[] {
  return Object.entries(asked.filters).flatMap(([name, filter]) =>
    filter.kind === 'modifier' && given.has(name) && !filter.of.some((other) => given.has(other))
      ? [
          {
            parameter: name,
            message: `It says how ${filter.of.join(', ')} ${filter.of.length > 1 ? 'are' : 'is'} meant, and none is given.`,
            suggestion: filter.of[0] ?? null,
          },
        ]
      : [],
  );
}

/**
 * The conditions that the values mean, ANDed.
 * @param near the days of the event in `afterEvent`; null where none is given or it is unknown.
 */
export function conditionsOf(asked: Asked, values: Values, near: DayRange | null): Condition[] {
  const conditions: Condition[] = [];
  for (const [name, filter] of Object.entries(asked.filters)) {
    const value = values[name];
    if (value === undefined) continue;
    if (filter.kind === 'terms')
      conditions.push({
        kind: 'terms',
        match: filter.match,
        terms: termsOf(filter, value as readonly string[], values),
      });
    if (filter.kind === 'id') conditions.push({ kind: 'ids', ids: value as readonly string[], match: 'any' });
    if (filter.kind === 'number')
      conditions.push({
        kind: 'number',
        column: filter.column,
        min: filter.bound === 'min' ? (value as number) : null,
        max: filter.bound === 'max' ? (value as number) : null,
      });
    if (filter.kind === 'near') conditions.push(...nearConditions(value as string, near, values));
  }
  const days = dayCondition(asked.filters, values);
  return days === null ? conditions : [...conditions, days];
}

function termsOf(filter: TermFilter<never>, items: readonly string[], values: Values): Term[] {
  const { variants, field } = filter;
  const chosen = variants === null ? [] : [values[variants.by] ?? []].flat().map(String);
  const fields = chosen
    .filter((variant) => variants !== null && Object.hasOwn(variants.values, variant))
    .map((variant) => `${field}.${variant}`);
  return (fields.length > 0 ? fields : [field]).flatMap((name) =>
    items.map((value) => ({ field: name, value })),
  );
}

const dateMatch = (values: Values) => (values.dateMatch ?? 'possible') as DateMatch;

function dayCondition(filters: Asked['filters'], values: Values): Condition | null {
  const bound = (side: 'from' | 'to') => {
    const name = Object.keys(filters).find(
      (key) => filters[key]?.kind === 'day' && (filters[key] as { bound: string }).bound === side,
    );
    return name === undefined ? undefined : (values[name] as string | undefined);
  };
  const [from, to] = [bound('from'), bound('to')];
  if (from === undefined && to === undefined) return null;
  return {
    kind: 'days',
    from: from === undefined ? null : firstDay(from),
    to: to === undefined ? null : lastDay(to),
    match: dateMatch(values),
    undated: values.undated === true ? 'include' : 'exclude',
  };
}

/** After an event: its own days bound the others', and the event itself is never after itself. */
function nearConditions(eventId: string, near: DayRange | null, values: Values): Condition[] {
  if (near === null) return [{ kind: 'ids', ids: [], match: 'any' }];
  const match = dateMatch(values);
  const within = values.withinDays as number | undefined;
  // Possible: some day of the record lies on or after some day of the event. Certain: every one lies after all of them.
  const from =
    match === 'possible' ? near.earliest : near.latest === null ? '9999-12-31' : plusDays(near.latest, 1);
  const end = match === 'possible' ? near.latest : near.earliest;
  const to =
    within === undefined
      ? null
      : end === null
        ? match === 'possible'
          ? null
          : '0000-01-01'
        : plusDays(end, within);
  return [
    { kind: 'ids', ids: [eventId], match: 'none' },
    { kind: 'days', from, to, match, undated: values.undated === true ? 'include' : 'exclude' },
  ];
}

/** The first day of a year, month or day. */
export function firstDay(partial: string): string {
  return `${partial}-01-01`.slice(0, 10);
}

/** The last day of a year, month or day. */
export function lastDay(partial: string): string {
  if (partial.length === 4) return `${partial}-12-31`;
  if (partial.length === 10) return partial;
  const [year = 0, month = 1] = partial.split('-').map(Number);
  return `${partial}-${String(daysInMonth(year, month)).padStart(2, '0')}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function plusDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  const text = date.toISOString();
  return text.startsWith('+') ? '9999-12-31' : text.slice(0, 10);
}
