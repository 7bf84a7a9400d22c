// The filters by a lower or upper bound on a numeric column.
import { z } from 'zod';
import { fillTemplate } from '../query-words.ts';
import { FILTER_DEFAULTS, type Filter, wordsOfName } from './filter.ts';

/** A score on a scale of -10 to 10. */
const ScoreBound = z.number().min(-10).max(10);

export function atLeast(
  column: string,
  example: number,
  description: string,
  schema: z.ZodType<number> = ScoreBound,
): Filter<unknown> {
  return boundFilter('min', column, { schema, example, description });
}

export function atMost(column: string, example: number, description: string): Filter<unknown> {
  return boundFilter('max', column, { schema: ScoreBound, example, description });
}

function boundFilter(
  bound: 'min' | 'max',
  column: string,
  described: { readonly schema: z.ZodType<number>; readonly example: number; readonly description: string },
): Filter<unknown> {
  return {
    ...FILTER_DEFAULTS,
    parameter: { ...described, repeatable: false },
    conditions: (name, { values }) => [
      { kind: 'number', column, min: null, max: null, [bound]: values[name] as number },
    ],
    template: (name) => `whose ${wordsOfName(name)} is at ${bound === 'min' ? 'least' : 'most'} {}`,
    clause: ({ name, template }, { values }) => fillTemplate(template, String(values[name])),
  };
}
