// The full-text filter: `q`, and its modifier `in`, which chooses the fields.
import { z } from 'zod';
import type { ParameterNote, Values } from '../parameters/parameters.ts';
import { listWords } from '../query-words.ts';
import {
  countTerms,
  MAX_TEXT_LENGTH,
  MAX_TEXT_TERMS,
  type TextQuery,
  type TextTerm,
} from '../text/text-query.ts';
import { FILTER_DEFAULTS, type Filter, modifier } from './filter.ts';

/** The value of `q`. Its length is counted in code points, as `maxLength` is in OpenAPI. */
export const SearchText = z
  .string()
  .min(1)
  .refine((text) => [...text].length <= MAX_TEXT_LENGTH, `at most ${MAX_TEXT_LENGTH} characters`)
  .refine((text) => countTerms(text) <= MAX_TEXT_TERMS, `at most ${MAX_TEXT_TERMS} words and phrases`)
  .meta({
    id: 'SearchText',
    maxLength: MAX_TEXT_LENGTH,
    description:
      'Words that must all be there, in any order. `"a phrase"` as it stands, `-not` for what must not be there, `prefi*` for the beginning of a word (two letters at least). Case, Unicode form, accents, vowel points and the digits of a script do not matter. At most 16 words and phrases.',
  });

/**
 * `q` and `in`, the same on every list.
 * @param texts the resource's text fields
 * @param componentPrefix the resource's type, capitalised: the prefix of the component that lists the fields
 */
export function textFilters(
  texts: Readonly<Record<string, unknown>>,
  componentPrefix: string,
  example: string,
): { readonly q: Filter<unknown>; readonly in: Filter<unknown> } {
  const fields = Object.keys(texts) as [string, ...string[]];
  return {
    q: {
      ...FILTER_DEFAULTS,
      parameter: {
        schema: SearchText,
        repeatable: false,
        example,
        description: 'Has these words in its texts, or in the names around them; `in` says in which.',
      },
      conditions: (_name, { text, values }) =>
        text === null ? [] : [{ kind: 'text', query: text, fields: chosenFields(values) }],
      clause: (_applied, { text, values }) => (text === null ? null : textClause(text, chosenFields(values))),
      warnings: (_name, { text }) => (text === null ? [] : textWarnings(text)),
    },
    in: modifier({
      modifies: ['q'],
      repeatable: true,
      schema: z.enum(fields).meta({
        id: `${componentPrefix}TextField`,
        description: 'What can be searched: a text of the record, or names around it.',
      }),
      example: fields[0],
      description: 'Where `q` looks; everywhere unless it is given.',
    }),
  };
}

/** The text fields that `in` names; null for all. */
export function chosenFields(values: Values): readonly string[] | null {
  return (values.in as readonly string[] | undefined) ?? null;
}

/** The clause of a text query: its terms as they were parsed, and the fields searched. */
export function textClause({ all, none }: TextQuery, fields: readonly string[] | null = null): string {
  const words = (terms: readonly TextTerm[]) =>
    terms.map((term) => `"${term.words.join(' ')}${term.prefix ? '*' : ''}"`);
  const place = fields === null ? '' : ` in ${listWords(fields, 'or')}`;
  const without = none.length === 0 ? '' : `, without ${listWords(words(none), 'or')}`;
  if (all.length === 0) return 'with no word that can be searched for';
  return `with the words ${listWords(words(all), 'and')}${without}${place}`;
}

/** A warning for a query without a term that a record must have: it matches nothing. */
export function textWarnings({ all, none }: TextQuery): ParameterNote[] {
  if (all.length > 0) return [];
  const message =
    none.length > 0
      ? 'It says only what must not be there; say what must be there too.'
      : 'It has no letter and no digit to search for.';
  return [{ parameter: 'q', message, suggestion: null }];
}
