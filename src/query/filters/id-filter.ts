// The filter by a record's own id.
import { IdText } from '../../model/fields.ts';
import { fillTemplate, listWords } from '../query-words.ts';
import { FILTER_DEFAULTS, type Filter } from './filter.ts';

export function idFilter(example: string): Filter<unknown> {
  return {
    ...FILTER_DEFAULTS,
    parameter: { schema: IdText, repeatable: true, example, description: 'Only the records with these ids.' },
    conditions: (name, { values }) => [{ kind: 'ids', ids: values[name] as readonly string[], match: 'any' }],
    clause: ({ name, template }, { values }) =>
      fillTemplate(template, listWords(values[name] as readonly string[], 'or')),
    references: (parameter, { values, resource }) => [
      { parameter, resource, ids: values[parameter] as readonly string[], prefix: '' },
    ],
  };
}
