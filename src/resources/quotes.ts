import { z } from 'zod';
import { ActorKind } from '../model/actor.ts';
import { countryName } from '../model/countries.ts';
import { Country, Language, LineText } from '../model/fields.ts';
import { asPrinted, codeWords, yesNoLabel } from '../model/labels.ts';
import { languageName } from '../model/languages.ts';
import { Attribution, Quote, QuoteForm, QuoteKind, runsOfWords } from '../model/quote.ts';
import { dateFilters } from '../query/filters/date-filters.ts';
import { anyOf } from '../query/filters/term-filter.ts';
import {
  actorCells,
  codeCell,
  dateCells,
  GIST_COLUMN,
  LANGUAGE_COLUMN,
  numberCell,
  SPEAKER_COLUMN,
  textCell,
  unique,
} from './csv-columns.ts';
import { defineResource } from './define-resource.ts';
import { multiValued, singleValued } from './facet.ts';
import { column, dateColumns, PASSAGE_TEXT } from './resource.ts';
import {
  actorFilter,
  actorMatch,
  actorNotFilter,
  articleFilters,
  countries,
  OWN_DISAGREEMENTS,
  OWN_WARNINGS,
  refersTo,
  speakersOf,
} from './shared-filters.ts';
import { circumstance, namesOfActors } from './text-fields.ts';

const EventRole = z.enum(['performs', 'about']).meta({
  id: 'EventRole',
  description: '`performs`: saying it is the act. `about`: it talks of the event.',
});

/** A cue: what differs in the case of letters alone is one. */
const CueText = LineText.overwrite((text) => text.toLowerCase());

export const quotes = defineResource<Quote>({
  name: 'quotes',
  type: 'quote',
  record: Quote,
  description: 'What somebody said, as one article renders it.',
  exampleId: 'zakharova-control-000',
  warnings: OWN_WARNINGS,
  date: { sort: 'said', of: (quote) => quote.said },
  textExample: 'missiles',
  names: () => [],

  columns: {
    articleId: column('text', (quote) => quote.articleId),
    kind: column('text', (quote) => quote.kind),
    text: column('text', (quote) => quote.text),
    gist: column('text', (quote) => quote.gist),
    ...dateColumns<Quote>((quote) => quote.said),
    position: { type: 'integer', nullable: false, indexed: false, value: (quote) => quote.span.start ?? 0 },
  },

  texts: {
    text: (quote) => runsOfWords(quote.segments),
    gist: (quote) => [quote.gist],
    [PASSAGE_TEXT]: wordsOfPassage,
    speaker: namesOfActors(
      (quote) => quote.speakerIds,
      (quote) => [quote.speakerAsPrinted],
    ),
    via: namesOfActors((quote) => quote.viaIds),
    addressee: namesOfActors((quote) => quote.addresseeIds),
    occasion: circumstance((quote) => [quote.occasion]),
  },

  filters: {
    speaker: actorFilter('zakharova', 'Said by this actor.', speakersOf),
    speakerNot: actorNotFilter('speaker', 'russia', 'Not said by this actor.'),
    speakerCountry: anyOf(Country, 'RUS', 'Country of a speaker.', (quote, lookup) =>
      countries(speakersOf(quote), lookup),
    ),
    speakerKind: anyOf(ActorKind, 'person', 'Kind of actor that a speaker is.', (quote, lookup) =>
      quote.speakerIds.map((id) => lookup.actor(id)?.kind ?? null),
    ),
    via: refersTo('actors', 'ria-novosti', 'Passed on by this channel.', (quote) => quote.viaIds),
    speakerAsPrinted: anyOf(
      LineText,
      'Nozdrev',
      'The speaker exactly as printed, whether or not it is known who that is.',
      (quote) => [quote.speakerAsPrinted],
      { freeText: true },
    ),
    attribution: anyOf(Attribution, 'name', 'How the article names the speaker.', (quote) => [
      quote.attribution,
    ]),
    kind: anyOf(QuoteKind, 'direct', 'Direct, mixed or indirect speech.', (quote) => [quote.kind]),
    form: anyOf(QuoteForm, 'marks', 'How it is set on the page.', (quote) => [quote.form]),
    article: refersTo('articles', 'ru-jp-patriot-warning', 'Taken from this article.', (quote) => [
      quote.articleId,
    ]),
    ...articleFilters<Quote>('carries it', (quote) => [quote.articleId]),
    cue: anyOf(
      CueText,
      'said',
      'The reporting verb or phrase as printed, in letters of either case.',
      (quote) => [quote.cue?.toLowerCase() ?? null],
      { freeText: true },
    ),
    event: refersTo(
      'events',
      'zakharova-warns-japan',
      'Performs this event or talks about it; `eventRole` says which.',
      (quote) => [quote.performsEventId, ...quote.aboutEventIds],
      {
        by: 'eventRole',
        values: { performs: (quote) => [quote.performsEventId], about: (quote) => quote.aboutEventIds },
      },
    ),
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
    ...dateFilters(['from', 'to'], 'it was said or could have been'),
    ...actorMatch(['speaker', 'speakerNot', 'addressee']),
  },

  sorts: {},

  includes: {
    actors: {
      resource: 'actors',
      ids: (quote) => [...quote.speakerIds, ...quote.viaIds, ...quote.addresseeIds],
    },
    articles: { resource: 'articles', ids: (quote) => [quote.articleId] },
    events: { resource: 'events', ids: (quote) => [quote.performsEventId, ...quote.aboutEventIds] },
    statements: { resource: 'statements', ids: (quote) => quote.statementIds },
    ...OWN_DISAGREEMENTS,
  },

  facets: {
    speaker: multiValued(null),
    speakerCountry: multiValued(countryName),
    speakerKind: multiValued(codeWords),
    via: multiValued(null),
    speakerAsPrinted: singleValued(asPrinted),
    attribution: singleValued(codeWords),
    kind: singleValued(codeWords),
    form: singleValued(codeWords),
    article: singleValued(null),
    publisher: singleValued(asPrinted),
    articleLanguage: singleValued(languageName),
    cue: singleValued(asPrinted),
    eventRole: multiValued(codeWords),
    addressee: multiValued(null),
    language: singleValued(languageName),
    caution: multiValued(codeWords),
    contested: singleValued(yesNoLabel),
  },

  csv: {
    articleId: codeCell('The article it is taken from, by id.', (quote) => quote.articleId),
    articleTitle: textCell(
      'The headline of the article, as printed.',
      (quote, lookup) => lookup.article(quote.articleId)?.title ?? null,
    ),
    ...actorCells<Quote>('speaker', SPEAKER_COLUMN, (quote) => quote.speakerIds),
    speakerCountries: codeCell('Countries of the speakers, ISO 3166-1 alpha-3.', (quote, lookup) =>
      unique(countries(speakersOf(quote), lookup)),
    ),
    speakerAsPrinted: textCell('The speaker as printed.', (quote) => quote.speakerAsPrinted),
    attribution: codeCell('How the article names the speaker.', (quote) => quote.attribution),
    ...actorCells<Quote>('via', 'Channels, nearest to the article first', (quote) => quote.viaIds),
    ...actorCells<Quote>('addressee', 'To whom it is said', (quote) => quote.addresseeIds),
    quoteKind: codeCell('Direct, mixed or indirect speech.', (quote) => quote.kind),
    form: codeCell('How it is set on the page.', (quote) => quote.form),
    text: textCell(
      'The words verbatim; empty for indirect speech, and where they are withheld.',
      (quote) => quote.text,
    ),
    gist: textCell(GIST_COLUMN, (quote) => quote.gist),
    cue: textCell('The reporting verb or phrase, as printed.', (quote) => quote.cue),
    occasion: textCell('The occasion.', (quote) => quote.occasion),
    ...dateCells<Quote>('said', 'When it was said', (quote) => quote.said),
    language: codeCell(LANGUAGE_COLUMN, (quote) => quote.language),
    translatedFrom: codeCell(
      'Language it was translated from, BCP 47.',
      (quote) => quote.translation?.from ?? null,
    ),
    translationBasis: codeCell(
      'Whether the article states that, or it is inferred.',
      (quote) => quote.translation?.basis ?? null,
    ),
    spanStart: numberCell('First code point of the passage in the document.', (quote) => quote.span.start),
    spanEnd: numberCell('One past its last code point.', (quote) => quote.span.end),
    spanSha256: codeCell('SHA-256 of the passage.', (quote) => quote.span.sha256),
    spanExact: textCell('The passage itself, where it may be served.', (quote) => quote.span.exact),
    spanStatus: codeCell(
      'How far the passage is proved: `verified`, `matched` or `declared`.',
      (quote) => quote.span.status,
    ),
    documentSha256: codeCell(
      'SHA-256 of the document.',
      (quote, lookup) => lookup.article(quote.articleId)?.document?.sha256 ?? null,
    ),
    statementIds: codeCell('Statements that it renders.', (quote) => quote.statementIds),
    performsEventId: codeCell('The event that is done by saying this.', (quote) => quote.performsEventId),
    aboutEventIds: codeCell('Events that it talks about.', (quote) => quote.aboutEventIds),
    notes: textCell('What a careful reader should know of the wording.', (quote) =>
      quote.notes.map(({ note }) => note),
    ),
    confidence: codeCell("The coder's confidence.", (quote) => quote.confidence),
  },
});

/**
 * How the article reports what is not all in its `text`, as far as that is served: of mixed speech the words around
 * those quoted too, of other speech what has no words of its own.
 */
function wordsOfPassage({ kind, span, segments }: Quote): readonly (string | null)[] {
  const isMore = kind === 'mixed' && segments.every(({ text }) => text !== span.exact);
  if (isMore && span.exact !== null) return [span.exact];
  return segments.map((segment) => (segment.text === null ? segment.span.exact : null));
}
