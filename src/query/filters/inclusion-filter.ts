// The filter that says whether records of a kind are among those listed: with the others, not at all, or alone.
import { z } from 'zod';
import type { Condition, Term } from '../condition.ts';
import { FILTER_DEFAULTS, type Filter } from './filter.ts';

interface InclusionOptions {
  /** The id of its values in the document. */
  readonly id: string;
  readonly description: string;
  /** The term that records of the kind have, in a field that is indexed elsewhere. */
  readonly term: Term;
  /** Its clause in `meta.query` where they are left out, and where they are alone. */
  readonly clauses: { readonly false: string; readonly only: string };
}

/** By default, `true`, they are listed with the others: a count may leave them out by default instead. */
export function inclusion({ id, description, term, clauses }: InclusionOptions): Filter<unknown> {
  const condition = (match: 'any' | 'none'): Condition => ({ kind: 'terms', match, terms: [term] });
  return {
    ...FILTER_DEFAULTS,
    parameter: {
      schema: z.enum(['true', 'false', 'only']).meta({
        id,
        description: '`true`: with the others; `false`: left out; `only`: alone.',
      }),
      repeatable: false,
      defaultValue: 'true',
      example: 'false',
      description,
    },
    conditions: (name, { values }) =>
      values[name] === 'true' ? [] : [condition(values[name] === 'only' ? 'any' : 'none')],
    clause: ({ name }, { values }) => (values[name] === 'only' ? clauses.only : clauses.false),
  };
}
