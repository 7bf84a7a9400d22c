import { z } from 'zod';
import { PloverContext, PloverMode, PloverType } from '../model/codebook/plover.ts';
import { countryName } from '../model/countries.ts';
import { Event, EventStatus, type ParticipantRole, Relation } from '../model/event.ts';
import { Country } from '../model/fields.ts';
import {
  asPrinted,
  codeLabel,
  codeWords,
  ploverContextLabel,
  ploverTypeLabel,
  quadClassLabel,
  quantityLabel,
  schemeCodeLabel,
  yesNoLabel,
} from '../model/labels.ts';
import { languageName } from '../model/languages.ts';
import { figuresOf } from '../model/quantity.ts';
import { afterEventFilters, dateFilters } from '../query/filters/date-filters.ts';
import { allOf, anyOf, noneOf } from '../query/filters/term-filter.ts';
import { codeLevels, codeSchemes } from './code-levels.ts';
import { CodeText, codeTerms, ownCodeReference } from './codes.ts';
import {
  actorCells,
  type CsvColumns,
  codeCell,
  dateCells,
  numberCell,
  SUMMARY_COLUMN,
  textCell,
  unique,
} from './csv-columns.ts';
import { defineResource } from './define-resource.ts';
import { actorTraitFacets, actorTraitFilters } from './event-actors.ts';
import { placeCells, placeColumns, placeFacets, placeFilters } from './event-places.ts';
import { quantityFilters, quantityWords } from './event-quantities.ts';
import { RECORDED_COLUMNS, RECORDED_FILTERS } from './event-recorded.ts';
import { SCORE_CELLS, SCORE_COLUMNS, SCORE_FILTERS } from './event-scores.ts';
import { seriesField, seriesFilter } from './event-series.ts';
import { sideCells, sideFields } from './event-sides.ts';
import { multiValued, singleValued } from './facet.ts';
import { BY_QUANTITY_ASCENDING, BY_QUANTITY_DESCENDING, column, dateColumns } from './resource.ts';
import {
  actorAllFilter,
  actorFilter,
  actorMatch,
  actorNotFilter,
  articleFilters,
  countries,
  OWN_DISAGREEMENTS,
  OWN_WARNINGS,
  refersTo,
} from './shared-filters.ts';
import { circumstance, namesOfActors } from './text-fields.ts';

/** A code may contain commas. */
const CODES = { freeText: true, codeOf: ownCodeReference };

const inRole = (event: Event, ...roles: ParticipantRole[]) =>
  event.participants.filter(({ role }) => roles.includes(role));
const QuadClassText = z.enum(['1', '2', '3', '4']).meta({
  id: 'QuadClassText',
  description:
    'Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.',
});

export const events = defineResource<Event>({
  name: 'events',
  type: 'event',
  record: Event,
  description: 'What was done, threatened, decided or feared, by whom towards whom.',
  exampleId: 'zakharova-warns-japan',
  warnings: OWN_WARNINGS,
  date: { sort: 'date', of: (event) => event.date },
  textExample: 'missiles',
  names: (event) => (event.title === null ? [] : [event.title]),
  figures: (event) => figuresOf(event.quantities),

  columns: {
    title: column('text', (event) => event.title),
    type: column('text', (event) => event.type),
    status: column('text', (event) => event.status),
    ...dateColumns<Event>((event) => event.date),
    quadClass: column('integer', (event) => event.quadClass),
    ...SCORE_COLUMNS,
    ...RECORDED_COLUMNS,
    ...placeColumns,
  },

  texts: {
    title: (event) => [event.title],
    summary: (event) => [event.summary],
    actor: namesOfActors((event) =>
      event.participants.flatMap(({ actorId, onBehalfOfId }) => [actorId, onBehalfOfId]),
    ),
    place: circumstance((event) => [event.place?.name ?? null]),
  },

  filters: {
    type: anyOf(PloverType, 'THREATEN', 'PLOVER type.', (event) => [event.type]),
    typeNot: noneOf('type', PloverType, 'CONSULT', 'Not of this PLOVER type.'),
    mode: anyOf(PloverMode, 'relations', 'PLOVER mode.', (event) => event.modes),
    context: anyOf(PloverContext, 'diplomatic', 'PLOVER context.', (event) => event.contexts),
    code: anyOf(
      CodeText,
      'cameo:13',
      "Code as `scheme:code`, or one below it: `cameo:13` matches every code that begins with 13, and a code of the dataset's own scheme those that have it for a parent in the codebook, through others too. Repeat it for several.",
      (event, lookup) => event.codes.flatMap((code) => codeTerms(code, lookup)),
      { ...CODES, levels: codeLevels, parts: codeSchemes },
    ),
    codeNot: noneOf('code', CodeText, 'cameo:04', 'Has neither this code nor one below it.', CODES),
    codeAll: allOf(
      'code',
      CodeText,
      'cameo:13',
      'Has this code, or one below it, together with every other one named here: codes of two schemes at once.',
      CODES,
    ),
    quadClass: anyOf(QuadClassText, '3', 'Quad class.', (event) => [
      event.quadClass === null ? null : String(event.quadClass),
    ]),
    status: anyOf(
      EventStatus,
      'occurred',
      'Whether the act is done, planned, feared, alleged or denied.',
      (event) => [event.status],
    ),
    statusNot: noneOf('status', EventStatus, 'hypothetical', 'Not of this status.'),
    actor: actorFilter('zakharova', 'Takes part in any role.', (event) => event.participants),
    actorNot: actorNotFilter('actor', 'matsuno', 'Does not take part in any role.'),
    actorAll: actorAllFilter('actor', 'russia', 'Takes part, together with every other actor named here.'),
    source: actorFilter('russia', 'Acts.', (event) => inRole(event, 'source')),
    target: actorFilter('japan', 'Is acted upon.', (event) => inRole(event, 'target')),
    sourceCountry: anyOf(Country, 'RUS', 'Country of an actor that acts.', (event, lookup) =>
      countries(inRole(event, 'source'), lookup),
    ),
    targetCountry: anyOf(Country, 'JPN', 'Country of an actor that is acted upon.', (event, lookup) =>
      countries(inRole(event, 'target'), lookup),
    ),
    ...actorTraitFilters,
    ...placeFilters,
    article: refersTo(
      'articles',
      'ru-jp-patriot-warning',
      'Reported by this article.',
      (event) => event.articleIds,
    ),
    ...articleFilters<Event>(
      'reports it',
      (event) => event.articleIds,
      (event) => event.reports.map(({ outlet }) => outlet),
    ),
    relatedTo: refersTo(
      'events',
      'zakharova-warns-japan',
      'Related to this event; `relation` says how.',
      (event) => event.related.map(({ eventId }) => eventId),
      {
        by: 'relation',
        values: Object.fromEntries(Relation.options.map((relation) => [relation, relatedBy(relation)])),
      },
    ),
    relation: anyOf(
      Relation,
      'respondsTo',
      'Stands in this relation to another event, or to the one in `relatedTo`.',
      (event) => event.related.map(({ relation }) => relation),
    ),
    series: seriesFilter,
    ...dateFilters(
      ['from', 'to'],
      'the event took place or could have',
      afterEventFilters('zakharova-warns-japan'),
    ),
    ...RECORDED_FILTERS,
    ...actorMatch(['actor', 'actorNot', 'actorAll', 'source', 'target']),
    ...SCORE_FILTERS,
    ...quantityFilters,
  },

  sorts: { '-quantity': BY_QUANTITY_DESCENDING, quantity: BY_QUANTITY_ASCENDING },

  includes: {
    actors: {
      resource: 'actors',
      ids: (event) => event.participants.flatMap(({ actorId, onBehalfOfId }) => [actorId, onBehalfOfId]),
    },
    articles: { resource: 'articles', ids: (event) => event.articleIds },
    quotes: { resource: 'quotes', by: 'event' },
    ...OWN_DISAGREEMENTS,
  },

  facets: {
    type: singleValued(ploverTypeLabel),
    mode: multiValued(codeWords),
    context: multiValued(ploverContextLabel),
    code: multiValued(codeLabel),
    quadClass: singleValued(quadClassLabel),
    status: singleValued(codeWords),
    actor: multiValued(null),
    source: multiValued(null),
    target: multiValued(null),
    sourceCountry: multiValued(countryName),
    targetCountry: multiValued(countryName),
    ...actorTraitFacets,
    ...placeFacets,
    article: multiValued(null),
    publisher: multiValued(asPrinted),
    articleLanguage: multiValued(languageName),
    relation: multiValued(codeWords),
    quantity: multiValued(quantityLabel),
    caution: multiValued(codeWords),
    contested: singleValued(yesNoLabel),
  },

  hiddenFields: [seriesField, ...sideFields],

  csv: {
    title: textCell('The title, in our words.', (event) => event.title),
    summary: textCell(SUMMARY_COLUMN, (event) => event.summary),
    ...dateCells<Event>('date', 'When it took place, or would', (event) => event.date),
    status: codeCell('Whether the act is done, planned, feared, alleged or denied.', (event) => event.status),
    ...dateCells<Event>('statusAsOf', 'As of when the status holds', (event) => event.statusAsOf),
    type: codeCell('PLOVER type; empty where PLOVER codes nothing.', (event) => event.type),
    modes: codeCell('PLOVER modes.', (event) => event.modes),
    contexts: codeCell('PLOVER contexts.', (event) => event.contexts),
    codes: textCell('Codes in other schemes, as `scheme:code`.', (event) =>
      event.codes.map(({ scheme, code }) => `${scheme}:${code}`),
    ),
    codeLabels: textCell(
      'The codes in words, in the order of the codes; empty for one that no codebook lists.',
      (event, lookup) => event.codes.map(({ scheme, code }) => schemeCodeLabel(scheme, code, lookup)),
    ),
    quadClass: numberCell('Quad class, 1 to 4.', (event) => event.quadClass),
    ...SCORE_CELLS,
    ...roleCells('source', 'Who acts'),
    ...roleCells('target', 'Who is acted upon'),
    ...actorCells<Event>('participant', 'Who takes part equally', (event) => idsInRole(event, 'participant')),
    ...actorCells<Event>('affected', 'Who bears the effects', (event) => idsInRole(event, 'affected')),
    ...sideCells,
    ...placeCells,
    articleIds: codeCell('Articles that report it, by id.', (event) => event.articleIds),
    articleTitles: textCell(
      'Articles that report it, by headline, in the order of the ids.',
      (event, lookup) => event.articleIds.map((id) => lookup.article(id)?.title ?? null),
    ),
    outlets: textCell('Outlets that report it, where no article is known.', (event) =>
      unique(event.reports.map(({ outlet }) => outlet)),
    ),
    reports: numberCell('How many reports of it there are.', (event) => event.reports.length),
    reportQuoteIds: codeCell('Quotes by which it is reported.', (event) =>
      unique(event.reports.flatMap(({ quoteIds }) => quoteIds)),
    ),
    respondsToIds: codeCell('Events that it responds to.', relatedBy('respondsTo')),
    partOfIds: codeCell('Events that it is part of.', relatedBy('partOf')),
    concernsIds: codeCell('Events that it concerns.', relatedBy('concerns')),
    quantities: codeCell(
      'What was counted or measured, as `measure=value [low..high]`, a part as `measure.part`; what is not given is left out.',
      (event) => event.quantities.map(quantityWords),
    ),
    confidence: codeCell("The coder's confidence.", (event) => event.confidence),
    recorded: codeCell('When the source made or last changed its record.', (event) => event.recorded),
  },
});

function idsInRole(event: Event, role: ParticipantRole): string[] {
  return inRole(event, role).map(({ actorId }) => actorId);
}

/** Who acts or is acted upon: the actors, their countries, and on whose behalf they act. */
function roleCells(role: 'source' | 'target', who: string): CsvColumns<Event> {
  return {
    ...actorCells<Event>(role, who, (event) => idsInRole(event, role)),
    [`${role}Countries`]: codeCell<Event>(
      'Their countries, and of those they act for, ISO 3166-1 alpha-3.',
      (event, lookup) => unique(countries(inRole(event, role), lookup)),
    ),
    [`${role}OnBehalfOfIds`]: codeCell<Event>('For whom they act, in the order of the ids.', (event) =>
      inRole(event, role).map(({ onBehalfOfId }) => onBehalfOfId),
    ),
  };
}

function relatedBy(relation: string) {
  return (event: Event) =>
    event.related.filter((entry) => entry.relation === relation).map(({ eventId }) => eventId);
}
