import { fuzzyDate } from '../../model/fuzzy-date.ts';
import { AuthoredStatement, type Statement } from '../../model/statement.ts';
import type { RecordDefinition } from './definition.ts';
import { warningsOf } from './derived-fields.ts';
import { missing } from './rules.ts';

export const statement: RecordDefinition<AuthoredStatement, Statement> = {
  authored: AuthoredStatement,
  date: ({ said }) => said,
  mentions: { 'speakerIds[]': 'actor' },
  rules: (draft, { profile }) => missing(draft, ['gist'], profile),

  // A statement rests on the articles of its quotes.
  wire: (record, source) => {
    const renditions = source.staging.renditions(record.id);
    const articleIds = renditions.flatMap(({ quoteId }) => source.staging.quote(quoteId)?.articleId ?? []);
    return {
      ...record,
      said: fuzzyDate(record.said),
      renditions: [...renditions],
      ...warningsOf({ type: 'statement', id: record.id }, { articleIds }, source),
    };
  },

  notes: () => [],
};
