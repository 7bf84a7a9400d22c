// Lower and upper bounds on numeric columns.
import { z } from 'zod';
import { filled } from '../query-words.ts';
import { type Filter, PLAIN, spelledOut } from './filter.ts';

/** A score on a scale of -10 to 10. */
const Score = z.number().min(-10).max(10);

export function atLeast(
  column: string,
  example: number,
  description: string,
  schema: z.ZodType<number> = Score,
): Filter<unknown> {
  return boundFilter('min', column, { schema, example, description });
}

export function atMost(column: string, example: number, description: string): Filter<unknown> {
  return boundFilter('max', column, { schema: Score, example, description });
}

function boundFilter(
  bound: 'min' | 'max',
  column: string,
  described: { readonly schema: z.ZodType<number>; readonly example: number; readonly description: string },
): Filter<unknown> {
  return {
    ...PLAIN,
    parameter: { ...described, many: false },
    conditions: (name, { values }) => [
      { kind: 'number', column, min: null, max: null, [bound]: values[name] as number },
    ],
    phrase: (name) => `whose ${spelledOut(name)} is at ${bound === 'min' ? 'least' : 'most'} {}`,
    words: ({ name, phrase }, { values }) => filled(phrase, String(values[name])),
  };
}
