// The parameters of a list: its filters', and those that say how much of it is sent and in which order.
import { z } from 'zod';
import type { Filters } from '../filters/filter.ts';
import type { Parameters } from './parameters.ts';

const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;
/** The longest cursor, in characters of base64url: 16 KiB of headers must hold the address too. */
export const MAX_CURSOR = 8000;

/** The tables of a list by the names of what they hold, which is all that parameters need. */
interface ListTables {
  readonly filters: Filters;
  readonly sorts: Readonly<Record<string, unknown>>;
  readonly includes: Readonly<Record<string, unknown>>;
}

/** Every parameter of a list, filters first. */
export function listParameters(tables: ListTables): Parameters {
  const [firstSort = 'id', ...sorts] = Object.keys(tables.sorts);
  const includes = Object.keys(tables.includes);
  return {
    ...Object.fromEntries(Object.entries(tables.filters).map(([name, { parameter }]) => [name, parameter])),
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
