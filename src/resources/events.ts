import { z } from 'zod';
import { cameoEntries } from '../model/codebook/cameo.ts';
import { PloverContext, PloverMode, PloverType } from '../model/codebook/plover.ts';
import { countryName } from '../model/countries.ts';
import { Event, EventStatus, type ParticipantRole, Relation } from '../model/event.ts';
import { Country } from '../model/fields.ts';
import {
  codeLabel,
  codeWords,
  ploverContextLabel,
  ploverTypeLabel,
  quadClassLabel,
  quantityLabel,
  yesNoLabel,
} from '../model/labels.ts';
import { figuresOf, MeasureName } from '../model/quantity.ts';
import { CONTROLS } from '../model/strings.ts';
import { afterEventFilters, dateFilters } from '../query/filters/date-filters.ts';
import { atLeast, atMost } from '../query/filters/number-filter.ts';
import { quantityBounds } from '../query/filters/quantity-filter.ts';
import { anyOf, noneOf } from '../query/filters/term-filter.ts';
import { codeLevels } from './code-levels.ts';
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
import { quantityWords } from './event-quantities.ts';
import { multiValued, singleValued } from './facet.ts';
import { BY_QUANTITY_ASCENDING, BY_QUANTITY_DESCENDING, column, dateColumns } from './resource.ts';
import {
  actorAllFilter,
  actorFilter,
  actorMatch,
  actorNotFilter,
  countries,
  OWN_DISAGREEMENTS,
  OWN_WARNINGS,
  refersTo,
} from './shared-filters.ts';
import { circumstance, namesOfActors } from './text-fields.ts';

const CodeText = z
  .string()
  .max(100)
  .regex(new RegExp(`^[a-z][a-z0-9-]*:[^${CONTROLS}]+$`), 'a code is SCHEME:CODE, such as cameo:13')
  .refine(isKnownIfCameo, 'there is no such CAMEO code; /v1/codebook/cameo lists them')
  .meta({ id: 'CodeText', description: 'A code as `scheme:code`.' });

/** CAMEO is a closed list, so a code must be one of its codes or a prefix of one; other schemes are not checked. */
function isKnownIfCameo(text: string): boolean {
  if (!text.startsWith('cameo:')) return true;
  const code = text.slice('cameo:'.length);
  return code.length >= 2 && cameoEntries.some((entry) => entry.code.startsWith(code));
}

const inRole = (event: Event, ...roles: ParticipantRole[]) =>
  event.participants.filter(({ role }) => roles.includes(role));
const score = (event: Event, scale: string) =>
  event.scores.find((entry) => entry.scale === scale)?.value ?? null;
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
    plover: column('real', (event) => score(event, 'plover')),
    goldstein: column('real', (event) => score(event, 'goldstein')),
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
      'Code as `scheme:code`; `cameo:13` matches every code that begins with 13. Repeat it for several.',
      (event) => event.codes.flatMap(codeTerms),
      { freeText: true, levels: codeLevels },
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
    placeCountry: anyOf(Country, 'JPN', 'Country where it took place.', (event) => [
      event.place?.country ?? null,
    ]),
    article: refersTo(
      'articles',
      'ru-jp-patriot-warning',
      'Reported by this article.',
      (event) => event.articleIds,
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
    ...dateFilters(
      ['from', 'to'],
      'the event took place or could have',
      afterEventFilters('zakharova-warns-japan'),
    ),
    ...actorMatch(['actor', 'actorNot', 'actorAll', 'source', 'target']),
    minPlover: atLeast('plover', -5, 'PLOVER score of at least this.'),
    maxPlover: atMost('plover', 0, 'PLOVER score of at most this.'),
    minGoldstein: atLeast('goldstein', -6, 'Goldstein score of at least this.'),
    maxGoldstein: atMost('goldstein', 0, 'Goldstein score of at most this.'),
    quantity: anyOf(
      MeasureName,
      'vehicles',
      'Has a figure of this measure, or of this part of it.',
      (event) => figuresOf(event.quantities).map(({ name }) => name),
    ),
    quantityNot: noneOf(
      'quantity',
      MeasureName,
      'vehicles',
      'Has no figure of this measure, or of this part of it.',
    ),
    ...quantityBounds(),
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
    placeCountry: singleValued(countryName),
    article: multiValued(null),
    relation: multiValued(codeWords),
    quantity: multiValued(quantityLabel),
    caution: multiValued(codeWords),
    contested: singleValued(yesNoLabel),
  },

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
    quadClass: numberCell('Quad class, 1 to 4.', (event) => event.quadClass),
    ploverScore: numberCell('PLOVER score of the type or mode.', (event) => score(event, 'plover')),
    goldsteinScore: numberCell('Goldstein score of the CAMEO code.', (event) => score(event, 'goldstein')),
    ...sideCells('source', 'Who acts'),
    ...sideCells('target', 'Who is acted upon'),
    ...actorCells<Event>('participant', 'Who takes part equally', (event) => idsInRole(event, 'participant')),
    ...actorCells<Event>('affected', 'Who bears the effects', (event) => idsInRole(event, 'affected')),
    placeName: textCell('Where it took place.', (event) => event.place?.name ?? null),
    placeCountry: codeCell(
      'Country of the place, ISO 3166-1 alpha-3.',
      (event) => event.place?.country ?? null,
    ),
    latitude: numberCell('Latitude in degrees.', (event) => event.place?.latitude ?? null),
    longitude: numberCell('Longitude in degrees.', (event) => event.place?.longitude ?? null),
    placePrecision: codeCell('How exact the place is.', (event) => event.place?.precision ?? null),
    articleIds: codeCell('Articles that report it, by id.', (event) => event.articleIds),
    articleTitles: textCell(
      'Articles that report it, by headline, in the order of the ids.',
      (event, lookup) => event.articleIds.map((id) => lookup.article(id)?.title ?? null),
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
  },
});

function idsInRole(event: Event, role: ParticipantRole): string[] {
  return inRole(event, role).map(({ actorId }) => actorId);
}

/** One side of an event: the actors, their countries, and on whose behalf they act. */
function sideCells(role: 'source' | 'target', who: string): CsvColumns<Event> {
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

/**
 * A CAMEO code is indexed under each of its prefixes, since 1312 is a kind of 131, and that a kind of 13: the list finds
 * it by each. A facet counts one level of them.
 */
function codeTerms({ scheme, code }: { scheme: string; code: string }): string[] {
  const shortest = scheme === 'cameo' ? 2 : code.length;
  const terms = [];
  for (let length = shortest; length <= code.length; length++)
    terms.push(`${scheme}:${code.slice(0, length)}`);
  return terms;
}

function relatedBy(relation: string) {
  return (event: Event) =>
    event.related.filter((entry) => entry.relation === relation).map(({ eventId }) => eventId);
}
