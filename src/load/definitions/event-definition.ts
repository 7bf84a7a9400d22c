import { cameoEntries, cameoEntry } from '../../model/codebook/cameo.ts';
import { quadClassOf, scoresOf } from '../../model/codebook/event-codes.ts';
import { isModeOf, modesOf } from '../../model/codebook/plover.ts';
import { AuthoredEvent, type Event } from '../../model/event.ts';
import { fuzzyDate } from '../../model/fuzzy-date.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import type { FieldFault } from '../read/fault.ts';
import { codeFaults, schemeFaults } from './code-rules.ts';
import type { Conventions, Profile, RecordDefinition } from './definition.ts';
import { distinct, warningsOf, wireSpan } from './derived-fields.ts';
import { noteOf } from './passage-notes.ts';
import { missing, repeated, suggestion, when } from './rules.ts';

export const event: RecordDefinition<AuthoredEvent, Event> = {
  authored: AuthoredEvent,
  date: ({ date }) => date,
  mentions: {
    'participants[].actorId': 'actor',
    'participants[].onBehalfOfId': 'actor',
    'reports[].quoteIds[]': 'quote',
    'reports[].byIds[]': 'actor',
    'related[].eventId': 'event',
  },

  rules: (draft, conventions) => {
    const { profile } = conventions;
    const {
      id,
      contexts,
      codes = [],
      scores,
      participants = [],
      quantities = [],
      related = [],
      place,
    } = draft;
    return [
      ...missing(draft, ['title', 'summary'], profile),
      ...modeFaults(draft),
      ...repeated(['contexts'], contexts),
      ...repeated(['codes'], codes, ({ scheme, code }) => `${scheme}:${code}`),
      ...repeated(['scores'], scores, ({ scale }) => `the ${scale} score`),
      ...repeated(['participants'], participants, ({ actorId, role }) => `${actorId} as ${role}`),
      ...repeated(['related'], related, ({ eventId, relation }) => `${relation} ${eventId}`),
      ...(profile === 'curated' ? cameoFaults(codes) : []),
      ...codes.flatMap((code, at) => [
        ...schemeFaults(code, ['codes', at, 'scheme'], conventions),
        ...codeFaults(code, ['codes', at, 'code'], conventions),
      ]),
      ...participants.flatMap(({ actorId, onBehalfOfId }, at) =>
        when(
          actorId === onBehalfOfId,
          ['participants', at, 'onBehalfOfId'],
          'nobody acts on behalf of itself',
          'leave onBehalfOfId out',
        ),
      ),
      ...related.flatMap(({ eventId }, at) =>
        when(
          eventId === id,
          ['related', at, 'eventId'],
          'an event cannot be related to itself',
          'take it out',
        ),
      ),
      ...reportFaults(draft, profile),
      ...quantityFaults(quantities, conventions),
      ...when(
        !!place && (place.latitude === null) !== (place.longitude === null),
        ['place'],
        `the place has no ${place?.latitude === null ? 'latitude' : 'longitude'}`,
        'give latitude and longitude, or neither',
      ),
      ...(place?.admin ?? []).flatMap(({ name, code }, at) =>
        when(
          name === null && code === null,
          ['place', 'admin', at],
          'the division has no name',
          'give name or code, or leave it out',
        ),
      ),
    ];
  },

  derivedItems: { scores: isDerivedScore },

  // An event rests on the articles that report it.
  wire: (record, source) => {
    const articleIds = distinct(
      record.reports.flatMap(({ span }) => (span === null ? [] : [span.articleId])),
    );
    return {
      ...record,
      date: fuzzyDate(record.date),
      statusAsOf: fuzzyDate(record.statusAsOf),
      reports: record.reports.map((report) => ({
        ...report,
        span: report.span && wireSpan(report.span.articleId, report.span, null, source.passages),
      })),
      quadClass: quadClassOf(record.type, record.codes),
      scores: [...scoresOf(record.type, record.modes, record.codes), ...record.scores],
      articleIds,
      ...warningsOf({ type: 'event', id: record.id }, { articleIds }, source),
    };
  },

  notes: (articleId, staging) =>
    staging
      .eventsOfArticle(articleId)
      .flatMap(({ id, title, reports }) =>
        reports.flatMap(({ span }, at) =>
          span === null ? [] : [noteOf('event', id, `report-${at}`, { from: 'report', text: title, span })],
        ),
      ),
};

/** Before scores said their basis all that were served were derived, and so was the quad class beside them. */
function isDerivedScore(score: unknown, event: object): boolean {
  const { basis } = score as { readonly basis?: unknown };
  return basis === 'derived' || (basis === undefined && 'quadClass' in event);
}

function reportFaults({ reports = [] }: Partial<AuthoredEvent>, profile: Profile): FieldFault[] {
  return reports.flatMap(({ span, outlet, quoteIds, voice, byIds }, at) => [
    ...when(
      voice === 'article' && byIds.length > 0,
      ['reports', at, 'byIds'],
      "a report in the article's own voice is attributed to somebody",
      'write voice: attributed, or leave byIds out',
    ),
    ...when(
      span === null && (outlet === null || profile === 'curated'),
      ['reports', at, 'span'],
      'the report has no article',
      profile === 'curated' ? 'add span, or make the dataset profile: open' : 'add span, or name the outlet',
    ),
    ...when(
      span !== null && outlet !== null,
      ['reports', at, 'outlet'],
      'the report names an article and an outlet',
      "leave outlet out, and give the article's publisher",
    ),
    ...when(
      span === null && quoteIds.length > 0,
      ['reports', at, 'quoteIds'],
      'a report without an article has quotes',
      'leave quoteIds out, or add span',
    ),
  ]);
}

function quantityFaults(
  quantities: AuthoredEvent['quantities'],
  { measures, areKnown }: Conventions,
): FieldFault[] {
  return [
    ...repeated(['quantities'], quantities, ({ measure, of }) =>
      of === null ? measure : `${measure} of ${of}`,
    ),
    ...quantities.flatMap(({ measure, low, value, high }, at) => {
      const given = [low, value, high].filter((figure) => figure !== null);
      const known =
        measures.length === 0
          ? 'declare it under measures in the dataset file'
          : suggestion(measure, measures);
      return [
        ...when(
          areKnown && !measures.includes(measure),
          ['quantities', at, 'measure'],
          `the dataset declares no measure ${measure}`,
          known,
        ),
        ...when(
          given.length === 0,
          ['quantities', at],
          'the quantity has no figure',
          'give low, value or high, or leave it out',
        ),
        ...when(
          given.some((figure, index) => index > 0 && figure < (given[index - 1] as number)),
          ['quantities', at],
          `the figures ${given.join(', ')} are not in the order low, value, high`,
          'give the lowest as low and the highest as high',
        ),
      ];
    }),
  ];
}

function modeFaults({ type, modes = [] }: Partial<AuthoredEvent>): FieldFault[] {
  const wrong = modes.flatMap((mode, at): FieldFault[] => {
    const path = ['modes', at];
    const message = `the mode ${mode} has no type to belong to`;
    if (type === null) return [{ path, message, cure: 'give the type, or leave modes out' }];
    if (type === undefined || isModeOf(mode, type)) return [];
    const known = modesOf(type).map((entry) => entry.mode);
    const cure = known.length === 0 ? `${type} has no modes: leave it out` : suggestion(mode, known);
    return [{ path, message: `${mode} is no mode of ${type}`, cure }];
  });
  return [...wrong, ...repeated(['modes'], modes)];
}

const CAMEO_CODES = cameoEntries.map(({ code }) => code);

function cameoFaults(codes: AuthoredEvent['codes']): FieldFault[] {
  return codes.flatMap(({ scheme, code }, at) => {
    if (scheme !== 'cameo' || cameoEntry(code) !== undefined) return [];
    const cure = `write "${nearest(code, CAMEO_CODES) ?? code.slice(0, 2)}"`;
    return [{ path: ['codes', at, 'code'], message: `CAMEO has no code ${code}`, cure }];
  });
}
