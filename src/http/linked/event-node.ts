// The JSON-LD node of an event. schema.org has no terms for planned, feared, alleged or denied acts, and its readers
// would take any schema:Event for something that happens. So only what occurred or is ongoing is one.
import type { CodeReference } from '../../model/codebook/event-codes.ts';
import { SHARED_SCHEMES } from '../../model/codebook/own-codebook.ts';
import type { Event } from '../../model/event.ts';
import { ploverContextLabel, ploverModeLabel, ploverTypeLabel, schemeCodeLabel } from '../../model/labels.ts';
import type { CodeLookup } from '../../model/lookup.ts';
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

export function eventNode(event: Event, links: Links, codes: CodeLookup): Node {
  const isDone = event.status === 'occurred' || event.status === 'ongoing';
  const day = plainDate(event.date);
  const plover = (code: string, label: string) => codeTerm({ scheme: 'plover', code }, label, true, links);
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
    [demarche('type')]: event.type === null ? null : plover(event.type, ploverTypeLabel(event.type)),
    [demarche('mode')]: event.modes.map((mode) => plover(mode, ploverModeLabel(event.type, mode))),
    [demarche('context')]: event.contexts.map((context) => plover(context, ploverContextLabel(context))),
    [demarche('code')]: event.codes.map((code) => ownTerm(code, links, codes)),
    [demarche('quadClass')]: event.quadClass,
    [demarche('score')]: event.scores.map(({ scale, value, basis }) => ({
      '@type': demarche('Score'),
      [demarche('scale')]: scale,
      [demarche('value')]: value,
      [demarche('basis')]: basis,
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
    [demarche('participation')]: event.participants.map(({ actorId, role, onBehalfOfId, side, asPrinted }) =>
      node({
        '@type': demarche('Participation'),
        [demarche('actor')]: links.to('actor', actorId),
        [demarche('role')]: role,
        [demarche('onBehalfOf')]: links.toOptional('actor', onBehalfOfId),
        [demarche('side')]: side,
        [demarche('actorAsPrinted')]: asPrinted,
      }),
    ),
    [demarche('recorded')]: event.recorded,
    [demarche('report')]: event.reports.map((report) => reportNode(report, links)),
    ...relatedNodes(event.related, links),
    ...warningNodes(event, links),
  });
}

function ownTerm(code: CodeReference, links: Links, codes: CodeLookup): Node {
  const isShared = (SHARED_SCHEMES as readonly string[]).includes(code.scheme);
  const isServed = isShared || codes.codeTree(code.scheme) !== null;
  return codeTerm(code, schemeCodeLabel(code.scheme, code.code, codes), isServed, links);
}

function placeNode(place: Event['place']): Node | null {
  if (place === null) return null;
  const { name, country, latitude, longitude, admin, identifiers } = place;
  return node({
    '@type': 'schema:Place',
    'schema:name': name,
    'schema:latitude': latitude,
    'schema:longitude': longitude,
    'schema:identifier': identifierNodes(identifiers),
    'schema:containedInPlace': admin.map((division) =>
      node({
        '@type': 'schema:AdministrativeArea',
        'schema:name': division.name,
        'schema:identifier': division.code,
      }),
    ),
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
