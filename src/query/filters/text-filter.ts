// The search for words: `q`, and `in`, which says where.
import { z } from 'zod';
import type { ParameterProblem, Values } from '../parameters/parameters.ts';
import { listWords } from '../query-words.ts';
import {
  countTerms,
  MAX_TEXT_LENGTH,
  MAX_TEXT_TERMS,
  type TextQuery,
  type TextTerm,
} from '../text/text-query.ts';
import { type Filter, modifier, PLAIN } from './filter.ts';

/** What `q` may be: the length counts code points, as the document's `maxLength` does. */
export const SearchText = z
  .string()
  .min(1)
  .refine((text) => [...text].length <= MAX_TEXT_LENGTH, `at most ${MAX_TEXT_LENGTH} characters`)
  .refine((text) => countTerms(text) <= MAX_TEXT_TERMS, `at most ${MAX_TEXT_TERMS} words and phrases`)
  .meta({
    id: 'SearchText',
    maxLength: MAX_TEXT_LENGTH,
    description:
      'Words that must all be there, in any order. `"a phrase"` as it stands, `-not` for what must not be there, `prefi*` for the beginning of a word (two letters at least). Case, Unicode form and accents on Latin and Greek letters do not matter. At most 16 words and phrases.',
  });

/**
 * `q` and `in`, the same on every list.
 * @param texts the resource's text fields
 * @param owner the resource's type, capitalised: names the component of its fields
 */
export function textFilters(
  texts: Readonly<Record<string, unknown>>,
  owner: string,
  example: string,
): { readonly q: Filter<unknown>; readonly in: Filter<unknown> } {
  const fields = Object.keys(texts) as [string, ...string[]];
  return {
    q: {
      ...PLAIN,
      parameter: {
        schema: SearchText,
        many: false,
        example,
        description: 'Has these words in its text; `in` says in which of its texts.',
      },
      conditions: (_name, { text, values }) =>
        text === null ? [] : [{ kind: 'text', query: text, fields: chosenFields(values) }],
      words: (_given, { text, values }) => (text === null ? null : textWords(text, chosenFields(values))),
      doubts: (_name, { text }) => (text === null ? [] : textDoubts(text)),
    },
    in: modifier({
      modifies: ['q'],
      many: true,
      schema: z
        .enum(fields)
        .meta({ id: `${owner}TextField`, description: 'A text of the record that can be searched.' }),
      example: fields[0],
      description: 'Where `q` looks; everywhere unless it is given.',
    }),
  };
}

function chosenFields(values: Values): readonly string[] | null {
  return (values.in as readonly string[] | undefined) ?? null;
}

/** What a search asks for: its words as they were understood, and where. */
export function textWords({ all, none }: TextQuery, fields: readonly string[] | null = null): string {
  const words = (terms: readonly TextTerm[]) =>
    terms.map((term) => `"${term.words.join(' ')}${term.prefix ? '*' : ''}"`);
  const place = fields === null ? '' : ` in ${listWords(fields, 'or')}`;
  const without = none.length === 0 ? '' : `, without ${listWords(words(none), 'or')}`;
  if (all.length === 0) return 'with no word that can be searched for';
  return `with the words ${listWords(words(all), 'and')}${without}${place}`;
}

/** A text that asks for nothing, and so finds nothing. */
export function textDoubts({ all, none }: TextQuery): ParameterProblem[] {
  if (all.length > 0) return [];
  const message =
    none.length > 0
      ? 'It says only what must not be there; say what must be there too.'
      : 'It has no letter and no digit to search for.';
  return [{ parameter: 'q', message, suggestion: null }];
}
