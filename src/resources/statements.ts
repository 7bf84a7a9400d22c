import { z } from 'zod';
import { sortDay } from '../model/fuzzy-date.ts';
import { Statement } from '../model/statement.ts';
import { atLeast, dateModifiers, dateRange, textFilters } from '../query/filter.ts';
import {
  BY_DATE_ASCENDING,
  BY_DATE_DESCENDING,
  BY_RELEVANCE,
  column,
  dateColumns,
  type Resource,
} from './resource.ts';
import { actorFilter, actorMatch, refersTo, warningFilters } from './shared-filters.ts';

const texts = { gist: (statement: Statement) => [statement.gist] };

export const statements: Resource<Statement> = {
  name: 'statements',
  type: 'statement',
  record: Statement,
  description: 'One utterance, however many articles render it and in however many wordings.',
  exampleId: 'zakharova-control',
  day: (statement) => sortDay(statement.said),
  names: () => [],

  columns: {
    gist: column('text', (statement) => statement.gist),
    ...dateColumns<Statement>((statement) => statement.said),
    renditions: column('integer', (statement) => statement.renditions.length),
  },

  texts,

  filters: {
    ...textFilters(texts, 'Statement', 'missiles'),
    ...warningFilters<Statement>('zakharova-control', (statement) => statement.disagreementIds),
    speaker: actorFilter('zakharova', 'Uttered by this actor.', (statement) =>
      statement.speakerIds.map((actorId) => ({ actorId })),
    ),
    event: refersTo(
      'events',
      'zakharova-warns-japan',
      'A rendition performs this event or talks about it.',
      (statement, lookup) =>
        statement.renditions.flatMap(({ quoteId }) => {
          const quote = lookup.quote(quoteId);
          return quote === null ? [] : [quote.performsEventId, ...quote.aboutEventIds];
        }),
    ),
    minRenditions: {
      ...atLeast('renditions', 2, 'Rendered at least so many times.'),
      schema: z.int().min(1).max(10_000),
    },
    ...dateRange(['from', 'to'], 'it was uttered or could have been'),
    ...dateModifiers(['from', 'to']),
    ...actorMatch(['speaker']),
  },

  sorts: { '-said': BY_DATE_DESCENDING, said: BY_DATE_ASCENDING, relevance: BY_RELEVANCE },

  includes: {
    actors: { resource: 'actors', ids: (statement) => statement.speakerIds },
    quotes: { resource: 'quotes', ids: (statement) => statement.renditions.map(({ quoteId }) => quoteId) },
  },

  facets: {},
};
