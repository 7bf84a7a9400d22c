import { z } from 'zod';
import { ActorKind } from '../model/actor.ts';
import { Country, Language } from '../model/fields.ts';
import { sortDay } from '../model/fuzzy-date.ts';
import { codeWords, countryName, languageName, yesNoLabel } from '../model/labels.ts';
import { Attribution, Quote, QuoteForm, QuoteKind } from '../model/quote.ts';
import { anyOf, dateModifiers, dateRange, textFilters } from '../query/filter.ts';
import { many, single } from './facet.ts';
import {
  BY_DATE_ASCENDING,
  BY_DATE_DESCENDING,
  BY_RELEVANCE,
  column,
  dateColumns,
  type Resource,
} from './resource.ts';
import {
  actorFilter,
  actorMatch,
  actorNotFilter,
  countries,
  refersTo,
  warningFilters,
} from './shared-filters.ts';

const speakers = (quote: Quote) => quote.speakerIds.map((actorId) => ({ actorId }));
const EventRole = z.enum(['performs', 'about']).meta({
  id: 'EventRole',
  description: '`performs`: saying it is the act. `about`: it talks of the event.',
});

const texts = {
  text: (quote: Quote) => quote.segments.map(({ text }) => text),
  gist: (quote: Quote) => [quote.gist],
};

export const quotes: Resource<Quote> = {
  name: 'quotes',
  type: 'quote',
  record: Quote,
  description: 'What somebody said, as one article renders it.',
  exampleId: 'zakharova-control-000',
  day: (quote) => sortDay(quote.said),
  names: () => [],

  columns: {
    articleId: column('text', (quote) => quote.articleId),
    kind: column('text', (quote) => quote.kind),
    text: column('text', (quote) => quote.text),
    gist: column('text', (quote) => quote.gist),
    ...dateColumns<Quote>((quote) => quote.said),
    position: { type: 'integer', nullable: false, indexed: false, value: (quote) => quote.span.start ?? 0 },
  },

  texts,

  filters: {
    ...textFilters(texts, 'Quote', 'missiles'),
    ...warningFilters<Quote>('zakharova-control-000', (quote) => quote.disagreementIds),
    speaker: actorFilter('zakharova', 'Said by this actor.', speakers),
    speakerNot: actorNotFilter('speaker', 'russia', 'Not said by this actor.'),
    speakerCountry: anyOf(Country, 'RUS', 'Country of a speaker.', (quote, lookup) =>
      countries(speakers(quote), lookup),
    ),
    speakerKind: anyOf(ActorKind, 'person', 'Kind of actor that a speaker is.', (quote, lookup) =>
      quote.speakerIds.map((id) => lookup.actor(id)?.kind ?? null),
    ),
    via: refersTo('actors', 'ria-novosti', 'Passed on by this channel.', (quote) => quote.viaIds),
    attribution: anyOf(Attribution, 'name', 'How the article names the speaker.', (quote) => [
      quote.attribution,
    ]),
    kind: anyOf(QuoteKind, 'direct', 'Direct, mixed or indirect speech.', (quote) => [quote.kind]),
    form: anyOf(QuoteForm, 'marks', 'How it is set on the page.', (quote) => [quote.form]),
    article: refersTo('articles', 'ru-jp-patriot-warning', 'Taken from this article.', (quote) => [
      quote.articleId,
    ]),
    event: {
      ...refersTo<Quote>(
        'events',
        'zakharova-warns-japan',
        'Performs this event or talks about it; `eventRole` says which.',
        (quote) => [quote.performsEventId, ...quote.aboutEventIds],
      ),
      variants: {
        by: 'eventRole',
        values: { performs: (quote) => [quote.performsEventId], about: (quote) => quote.aboutEventIds },
      },
    },
    eventRole: anyOf(
      EventRole,
      'performs',
      'Performs or is about an event, or the one in `event`.',
      (quote) => [
        quote.performsEventId === null ? null : 'performs',
        quote.aboutEventIds.length === 0 ? null : 'about',
      ],
    ),
    statement: refersTo(
      'statements',
      'zakharova-control',
      'Renders this statement.',
      (quote) => quote.statementIds,
    ),
    addressee: actorFilter('japan', 'Addressed to this actor.', (quote) =>
      quote.addresseeIds.map((actorId) => ({ actorId })),
    ),
    language: anyOf(Language, 'en', 'Language of the words as printed.', (quote) => [quote.language]),
    ...dateRange(['from', 'to'], 'it was said or could have been'),
    ...dateModifiers(['from', 'to']),
    ...actorMatch(['speaker', 'speakerNot', 'addressee']),
  },

  sorts: { '-said': BY_DATE_DESCENDING, said: BY_DATE_ASCENDING, relevance: BY_RELEVANCE },

  includes: {
    actors: {
      resource: 'actors',
      ids: (quote) => [...quote.speakerIds, ...quote.viaIds, ...quote.addresseeIds],
    },
    articles: { resource: 'articles', ids: (quote) => [quote.articleId] },
    events: { resource: 'events', ids: (quote) => [quote.performsEventId, ...quote.aboutEventIds] },
    statements: { resource: 'statements', ids: (quote) => quote.statementIds },
  },

  facets: {
    speaker: many(null),
    speakerCountry: many(countryName),
    speakerKind: many(codeWords),
    via: many(null),
    attribution: single(codeWords),
    kind: single(codeWords),
    form: single(codeWords),
    article: single(null),
    eventRole: many(codeWords),
    addressee: many(null),
    language: single(languageName),
    caution: many(codeWords),
    contested: single(yesNoLabel),
  },
};
