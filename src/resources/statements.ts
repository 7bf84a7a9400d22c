import { z } from 'zod';
import { sortDay } from '../model/fuzzy-date.ts';
import { Statement } from '../model/statement.ts';
import { atLeast, dateModifiers, dateRange, textFilters } from '../query/filters/filter.ts';
import { actorCells, codeCell, dateCells, distinct, lastCells, numberCell, textCell } from './csv-columns.ts';
import {
  BY_DATE_ASCENDING,
  BY_DATE_DESCENDING,
  BY_RELEVANCE,
  column,
  dateColumns,
  type Resource,
} from './resource.ts';
import { actorFilter, actorMatch, countries, refersTo, warningFilters } from './shared-filters.ts';

const speakers = (statement: Statement) => statement.speakerIds.map((actorId) => ({ actorId }));

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
    speaker: actorFilter('zakharova', 'Uttered by this actor.', speakers),
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
  csv: {
    id: codeCell('The id.', (statement) => statement.id),
    gist: textCell('What was said, in our words.', (statement) => statement.gist),
    ...actorCells<Statement>('speaker', 'Who uttered it', (statement) => statement.speakerIds),
    speakerCountries: codeCell('Countries of the speakers, ISO 3166-1 alpha-3.', (statement, lookup) =>
      distinct(countries(speakers(statement), lookup)),
    ),
    occasion: textCell('The occasion.', (statement) => statement.occasion),
    ...dateCells<Statement>('said', 'When it was said', (statement) => statement.said),
    renditions: numberCell('How often it is rendered.', (statement) => statement.renditions.length),
    quoteIds: codeCell('Quotes that render it.', (statement) =>
      distinct(statement.renditions.map(({ quoteId }) => quoteId)),
    ),
    linkBasis: codeCell(
      'How the renditions are known to be of one utterance.',
      (statement) => statement.link?.basis ?? null,
    ),
    linkNote: textCell('More about that.', (statement) => statement.link?.note ?? null),
    ...lastCells<Statement>(
      (statement) => statement.disagreementIds,
      (statement) => statement.cautions.map(({ kind }) => kind),
    ),
  },
};
