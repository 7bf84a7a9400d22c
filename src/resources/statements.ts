import { z } from 'zod';
import { Statement } from '../model/statement.ts';
import { dateFilters } from '../query/filters/date-filters.ts';
import { atLeast } from '../query/filters/number-filter.ts';
import {
  actorCells,
  codeCell,
  dateCells,
  GIST_COLUMN,
  numberCell,
  SPEAKER_COLUMN,
  textCell,
  unique,
} from './csv-columns.ts';
import { defineResource } from './define-resource.ts';
import { column, dateColumns } from './resource.ts';
import {
  actorFilter,
  actorMatch,
  countries,
  OWN_DISAGREEMENTS,
  OWN_WARNINGS,
  refersTo,
  speakersOf,
} from './shared-filters.ts';
import { circumstance, namesOfActors } from './text-fields.ts';

export const statements = defineResource<Statement>({
  name: 'statements',
  type: 'statement',
  record: Statement,
  description: 'One utterance, however many articles render it and in however many wordings.',
  exampleId: 'zakharova-control',
  warnings: OWN_WARNINGS,
  date: { sort: 'said', of: (statement) => statement.said },
  textExample: 'missiles',
  names: () => [],

  columns: {
    gist: column('text', (statement) => statement.gist),
    ...dateColumns<Statement>((statement) => statement.said),
    renditions: column('integer', (statement) => statement.renditions.length),
  },

  texts: {
    gist: (statement) => [statement.gist],
    speaker: namesOfActors((statement) => statement.speakerIds),
    occasion: circumstance((statement) => [statement.occasion]),
  },

  filters: {
    speaker: actorFilter('zakharova', 'Uttered by this actor.', speakersOf),
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
    minRenditions: atLeast('renditions', 2, 'Rendered at least so many times.', z.int().min(1).max(10_000)),
    ...dateFilters(['from', 'to'], 'it was uttered or could have been'),
    ...actorMatch(['speaker']),
  },

  sorts: {},

  includes: {
    actors: { resource: 'actors', ids: (statement) => statement.speakerIds },
    quotes: { resource: 'quotes', ids: (statement) => statement.renditions.map(({ quoteId }) => quoteId) },
    ...OWN_DISAGREEMENTS,
  },

  facets: {},
  csv: {
    gist: textCell(GIST_COLUMN, (statement) => statement.gist),
    ...actorCells<Statement>('speaker', SPEAKER_COLUMN, (statement) => statement.speakerIds),
    speakerCountries: codeCell('Countries of the speakers, ISO 3166-1 alpha-3.', (statement, lookup) =>
      unique(countries(speakersOf(statement), lookup)),
    ),
    occasion: textCell('The occasion.', (statement) => statement.occasion),
    ...dateCells<Statement>('said', 'When it was said', (statement) => statement.said),
    renditions: numberCell('How often it is rendered.', (statement) => statement.renditions.length),
    renditionQuoteIds: codeCell('Quotes that render it.', (statement) =>
      unique(statement.renditions.map(({ quoteId }) => quoteId)),
    ),
    linkBasis: codeCell(
      'How the renditions are known to be of one utterance.',
      (statement) => statement.link?.basis ?? null,
    ),
    linkNote: textCell('More about that.', (statement) => statement.link?.note ?? null),
  },
});
