// The parameters of a list: those of its filters, and those for its order, includes and pages.
import { z } from 'zod';
import type { Filters } from '../filters/filter.ts';
import { measureParameter } from '../filters/quantity-filter.ts';
import type { Parameters } from './parameters.ts';

const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;
/** The longest cursor, in characters of base64url: 16 KiB of headers must hold the address too. */
export const MAX_CURSOR = 8000;

/** The tables of a list. Of sorts and includes only the names matter here, and that an order by figures needs a measure. */
interface ListTables {
  readonly filters: Filters;
  readonly sorts: Readonly<Record<string, unknown>>;
  readonly includes: Readonly<Record<string, unknown>>;
}

/** The parameter `include` of a list or of one of its records; none where nothing can be included. */
export function includeParameter({ includes }: Pick<ListTables, 'includes'>): Parameters {
  const [first, ...others] = Object.keys(includes);
  if (first === undefined) return {};
  return {
    include: {
      schema: z.enum([first, ...others]),
      repeatable: true,
      example: first,
      description: 'Related records to add under `included`, once each.',
    },
  };
}

/** Every parameter of a list, filters first. */
export function listParameters(tables: ListTables): Parameters {
  const [firstSort = 'id', ...sorts] = Object.keys(tables.sorts);
  return {
    ...Object.fromEntries(Object.entries(tables.filters).map(([name, { parameter }]) => [name, parameter])),
    sort: {
      schema: z.enum([firstSort, ...sorts]),
      repeatable: false,
      defaultValue: firstSort,
      example: firstSort,
      description:
        'Order of the list; `-` is descending. Ties are broken by id. A date sorts by the first day it can mean: one whose beginning is open stands before all others, and unknown dates come last both ways.',
    },
    ...('quantity' in tables.sorts && {
      measure: measureParameter(
        'The measure, or a part of it, by whose figures `sort=-quantity` and `sort=quantity` order. Records without a figure come last both ways.',
      ),
    }),
    ...includeParameter(tables),
    limit: {
      schema: z.int().min(1).max(MAX_LIMIT),
      repeatable: false,
      defaultValue: DEFAULT_LIMIT,
      example: 20,
      description: 'Records on a page.',
    },
    cursor: {
      schema: z.string().min(1).max(MAX_CURSOR),
      repeatable: false,
      example: undefined,
      description: 'Where to go on: `page.nextCursor` of the page before, with the same filters and sort.',
    },
    total: {
      schema: z.boolean(),
      repeatable: false,
      defaultValue: false,
      example: true,
      description: 'Whether to count all matches, exactly, in `page.total`.',
    },
  };
}
