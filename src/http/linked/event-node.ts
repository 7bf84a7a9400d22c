// An event as linked data. schema.org has no word for what is planned, feared, alleged or denied: whoever reads only
// its words would take any schema:Event for a thing that happens. So only what occurred or goes on is one.
import type { CodeReference } from '../../model/codebook/codes.ts';
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
import { ours } from './vocabulary.ts';

export function eventNode(event: Event, links: Links): Node {
  const isDone = event.status === 'occurred' || event.status === 'ongoing';
  const day = plainDate(event.date);
  const plover = (code: string): CodeReference => ({ scheme: 'plover', code });
  return node({
    ...links.to('event', event.id),
    '@type': isDone ? [ours('Act'), 'schema:Event'] : ours('Act'),
    'schema:name': event.title,
    'schema:identifier': identifierNodes(event.identifiers),
    'schema:startDate': isDone ? day : null,
    'schema:endDate': isDone && event.status === 'occurred' && event.date.precision === 'day' ? day : null,
    'schema:location': isDone ? placeNode(event.place) : null,
    'schema:subjectOf': links.all('article', event.articleIds),
    [ours('status')]: { '@id': ours(event.status) },
    [ours('statusAsOf')]: edtfValue(event.statusAsOf),
    [ours('summary')]: event.summary,
    [ours('date')]: edtfValue(event.date),
    [ours('type')]: event.type === null ? null : codeTerm(plover(event.type), links),
    [ours('mode')]: event.modes.map((mode) => codeTerm(plover(mode), links)),
    [ours('context')]: event.contexts.map((context) => codeTerm(plover(context), links)),
    [ours('code')]: event.codes.map((code) => codeTerm(code, links)),
    [ours('quadClass')]: event.quadClass,
    [ours('score')]: event.scores.map(({ scale, value }) => ({
      '@type': ours('Score'),
      [ours('scale')]: scale,
      [ours('value')]: value,
    })),
    [ours('participation')]: event.participants.map(({ actorId, role, onBehalfOfId }) =>
      node({
        '@type': ours('Participation'),
        [ours('actor')]: links.to('actor', actorId),
        [ours('role')]: role,
        [ours('onBehalfOf')]: links.maybe('actor', onBehalfOfId),
      }),
    ),
    [ours('report')]: event.reports.map((report) => reportNode(report, links)),
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
    [ours('country')]: country,
  });
}

function reportNode({ span, quoteIds, voice, byIds, stance }: Event['reports'][number], links: Links): Node {
  return node({
    '@type': ours('Report'),
    [ours('passage')]: passage(span, links),
    [ours('quote')]: links.all('quote', quoteIds),
    [ours('voice')]: voice,
    [ours('reportedBy')]: links.all('actor', byIds),
    [ours('stance')]: stance,
  });
}

function relatedNodes(related: Event['related'], links: Links): Node {
  const byRelation = Map.groupBy(related, ({ relation }) => relation);
  return Object.fromEntries(
    [...byRelation].map(([relation, entries]) => [
      ours(relation),
      links.all(
        'event',
        entries.map(({ eventId }) => eventId),
      ),
    ]),
  );
}
