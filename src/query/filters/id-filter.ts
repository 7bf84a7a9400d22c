// The filter by the records' own ids.
import { IdText } from '../../model/fields.ts';
import { filled, listWords } from '../query-words.ts';
import { type Filter, PLAIN } from './filter.ts';

export function idFilter(example: string): Filter<unknown> {
  return {
    ...PLAIN,
    parameter: { schema: IdText, many: true, example, description: 'Only the records with these ids.' },
    conditions: (name, { values }) => [{ kind: 'ids', ids: values[name] as readonly string[], match: 'any' }],
    words: ({ name, phrase }, { values }) =>
      filled(phrase, listWords(values[name] as readonly string[], 'or')),
    mentions: (parameter, { values, resource }) => [
      { parameter, resource, ids: values[parameter] as readonly string[], prefix: '' },
    ],
  };
}
