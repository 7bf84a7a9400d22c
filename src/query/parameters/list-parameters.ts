// What a list can be asked: the parameters of a resource, and the conditions that their values mean. Pure.
import { z } from 'zod';
import type { Condition, Term } from '../condition.ts';
import { type DayRange, dateConditions } from '../filters/date-filters.ts';
import { type Filters, type TermFilter, termFieldOf } from '../filters/filter.ts';
import { parseTextQuery } from '../text/text-query.ts';
import type { Parameter, ParameterProblem, Parameters, Values } from './parameters.ts';

/** The tables of a resource that say what can be asked of it. */
export interface Asked {
  readonly filters: Filters;
  readonly sorts: Readonly<Record<string, unknown>>;
  readonly includes: Readonly<Record<string, unknown>>;
}

const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;
/** The longest cursor, in characters of base64url: 16 KiB of headers must hold the address too. */
export const MAX_CURSOR = 8000;

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
      schema: z.string().min(1).max(MAX_CURSOR),
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

/** The parameters of filters alone. */
export function filterParameters(filters: Filters): Parameters {
  return Object.fromEntries(Object.entries(filters).map(([name, filter]) => [name, parameterOf(filter)]));
}

function parameterOf(filter: Filters[string]): Parameter {
  const { schema, description, example } = filter;
  const many =
    filter.kind === 'terms' || filter.kind === 'id' || (filter.kind === 'modifier' && filter.many === true);
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
        terms: termsOf(name, filter, value as readonly string[], values),
      });
    if (filter.kind === 'id') conditions.push({ kind: 'ids', ids: value as readonly string[], match: 'any' });
    if (filter.kind === 'text')
      conditions.push({
        kind: 'text',
        query: parseTextQuery(String(value)),
        fields: (values.in as readonly string[] | undefined) ?? null,
      });
    if (filter.kind === 'number')
      conditions.push({
        kind: 'number',
        column: filter.column,
        min: filter.bound === 'min' ? (value as number) : null,
        max: filter.bound === 'max' ? (value as number) : null,
      });
  }
  return [...conditions, ...dateConditions(asked.filters, values, near)];
}

function termsOf(name: string, filter: TermFilter<never>, items: readonly string[], values: Values): Term[] {
  const { variants } = filter;
  const field = termFieldOf(name, filter);
  const chosen = variants === null ? [] : [values[variants.by] ?? []].flat().map(String);
  const fields = chosen
    .filter((variant) => variants !== null && Object.hasOwn(variants.values, variant))
    .map((variant) => `${field}.${variant}`);
  return (fields.length > 0 ? fields : [field]).flatMap((each) =>
    items.map((value) => ({ field: each, value })),
  );
}
