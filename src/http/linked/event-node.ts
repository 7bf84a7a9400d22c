// The JSON-LD node of an event. schema.org has no terms for planned, feared, alleged or denied acts, and its readers
// would take any schema:Event for something that happens. So only what occurred or is ongoing is one.
import type { CodeReference } from '../../model/codebook/event-codes.ts';
import type { Event } from '../../model/event.ts';
import {
  codeTerm,
  edtfValue,
  identifierNodes,
  type Links,
  type Node,
  node,
  passage,
  plainDate,
  warningNodes,
} from './nodes.ts';
import { demarche } from './vocabulary.ts';

export function eventNode(event: Event, links: Links): Node {
  const isDone = event.status === 'occurred' || event.status === 'ongoing';
  const day = plainDate(event.date);
  const plover = (code: string): CodeReference => ({ scheme: 'plover', code });
  return node({
    ...links.to('event', event.id),
    '@type': isDone ? [demarche('Act'), 'schema:Event'] : demarche('Act'),
    'schema:name': event.title,
    'schema:identifier': identifierNodes(event.identifiers),
    'schema:startDate': isDone ? day : null,
    'schema:endDate': isDone && event.status === 'occurred' && event.date.precision === 'day' ? day : null,
    'schema:location': isDone ? placeNode(event.place) : null,
    'schema:subjectOf': links.toAll('article', event.articleIds),
    [demarche('status')]: { '@id': demarche(event.status) },
    [demarche('statusAsOf')]: edtfValue(event.statusAsOf),
    [demarche('summary')]: event.summary,
    [demarche('date')]: edtfValue(event.date),
    [demarche('type')]: event.type === null ? null : codeTerm(plover(event.type), links),
    [demarche('mode')]: event.modes.map((mode) => codeTerm(plover(mode), links)),
    [demarche('context')]: event.contexts.map((context) => codeTerm(plover(context), links)),
    [demarche('code')]: event.codes.map((code) => codeTerm(code, links)),
    [demarche('quadClass')]: event.quadClass,
    [demarche('score')]: event.scores.map(({ scale, value }) => ({
      '@type': demarche('Score'),
      [demarche('scale')]: scale,
      [demarche('value')]: value,
    })),
    [demarche('quantity')]: event.quantities.map(({ measure, of, low, value, high, note }) =>
      node({
        '@type': 'schema:QuantitativeValue',
        [demarche('measure')]: measure,
        [demarche('part')]: of,
        'schema:minValue': low,
        'schema:value': value,
        'schema:maxValue': high,
        [demarche('note')]: note,
      }),
    ),
    [demarche('participation')]: event.participants.map(({ actorId, role, onBehalfOfId }) =>
      node({
        '@type': demarche('Participation'),
        [demarche('actor')]: links.to('actor', actorId),
        [demarche('role')]: role,
        [demarche('onBehalfOf')]: links.toOptional('actor', onBehalfOfId),
      }),
    ),
    [demarche('report')]: event.reports.map((report) => reportNode(report, links)),
    ...relatedNodes(event.related, links),
    ...warningNodes(event, links),
  });
}

function placeNode(place: Event['place']): Node | null {
  if (place === null) return null;
  const { name, country, latitude, longitude } = place;
  return node({
    '@type': 'schema:Place',
    'schema:name': name,
    'schema:latitude': latitude,
    'schema:longitude': longitude,
    [demarche('country')]: country,
  });
}

function reportNode(
  { span, outlet, quoteIds, voice, byIds, stance }: Event['reports'][number],
  links: Links,
): Node {
  return node({
    '@type': demarche('Report'),
    [demarche('passage')]: span && passage(span, links),
    [demarche('outlet')]: outlet,
    [demarche('quote')]: links.toAll('quote', quoteIds),
    [demarche('voice')]: voice,
    [demarche('reportedBy')]: links.toAll('actor', byIds),
    [demarche('stance')]: stance,
  });
}

function relatedNodes(related: Event['related'], links: Links): Node {
  const byRelation = Map.groupBy(related, ({ relation }) => relation);
  return Object.fromEntries(
    [...byRelation].map(([relation, entries]) => [
      demarche(relation),
      links.toAll(
        'event',
        entries.map(({ eventId }) => eventId),
      ),
    ]),
  );
}
