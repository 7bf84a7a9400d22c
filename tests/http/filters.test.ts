// What each filter of each list finds in tests/fixtures/harbour, worked out by reading that.
import { describe, expect, test } from 'vitest';
import type { ResourceName } from '../../src/query/condition.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { serveHarbour } from '../support/harbour.ts';

const IN_DIGEST = 'halvia-not-there harbour-post-leader ships-lost';
const BY_VELT = 'velt-closure velt-doorstep velt-illegal velt-threshold';
const BY_ARDREY = 'ardrey-autumn ardrey-denies-dredger ardrey-teacup';

/** By list, a query and the ids that match. A query stands for its first parameter. Nothing matches the empty text. */
const ROWS: Readonly<Record<ResourceName, Readonly<Record<string, string>>>> = {
  articles: {
    'q=doorstep': 'halvia-warns',
    'in=title,summary&q=doorstep': '',
    'id=halvia-warns,strait-digest': 'halvia-warns strait-digest',
    'contested=true': 'strait-digest',
    'caution=garbled': 'strait-digest',
    'cautionNot=undated': 'halvia-warns merrow-answers strait-explained',
    'identifier=harbour-archive:HA-0007': 'halvia-warns',
    'publisher=The Harbour Post': 'strait-explained',
    'language=en': 'halvia-warns merrow-answers strait-digest strait-explained',
    'language=EN': 'halvia-warns merrow-answers strait-digest strait-explained',
    'language=nb': '',
    'publishedFrom=2031-03-16': 'merrow-answers strait-explained',
    'publishedTo=2031-03-14': 'halvia-warns strait-explained',
    'dateMatch=certain&publishedFrom=2031-03-02': 'halvia-warns merrow-answers',
    'undated=true&publishedFrom=2031-03-16': 'merrow-answers strait-digest strait-explained',
    'actor=tomas-ardrey': 'halvia-warns merrow-answers',
    'actor=halvia-foreign-ministry': 'halvia-warns merrow-answers strait-explained',
    'actorMatch=exact&actor=halvia-foreign-ministry': 'halvia-warns merrow-answers',
    'event=wall-built': 'halvia-warns',
  },
  actors: {
    'q=velt': 'oriane-velt',
    'in=titles&q=minister': 'tomas-ardrey',
    'id=norway': 'norway',
    // The others rest on the digest, and a disagreement is about that.
    'contested=true': 'halvia harbour-engineer harbour-post merrow oriane-velt',
    'caution=garbled': 'halvia harbour-engineer harbour-post merrow',
    'cautionNot=undated':
      'ase-lindgard dockers-union halvia-foreign-ministry merrow-official norway oriane-velt tomas-ardrey',
    'identifier=harbour-archive:HA-0007': '',
    'kind=media,organization': 'dockers-union harbour-post',
    'country=NOR': 'ase-lindgard norway',
    'sector=LAB': 'dockers-union',
    'parent=halvia': 'halvia-foreign-ministry oriane-velt',
  },
  events: {
    'q=dredger -moorings': 'dredger-enters',
    'in=title&q=dredger': 'dredger-enters moorings-cut',
    'id=oslo-talks': 'oslo-talks',
    'contested=true': 'mole-falls moorings-cut strait-treaty',
    'caution=undated': 'mole-falls moorings-cut strait-treaty',
    'cautionNot=undated,garbled':
      'ardrey-rejects-warning dockers-strike dredger-enters halvia-warns-of-closure navies-in-sight north-quay-blocked oslo-talks strait-closed wall-built wall-opens',
    'identifier=harbour-events:E-12': 'oslo-talks',
    'type=THREATEN,REJECT': 'ardrey-rejects-warning halvia-warns-of-closure',
    'typeNot=PROTEST,MOBILIZE':
      'ardrey-rejects-warning halvia-warns-of-closure mole-falls moorings-cut oslo-talks strait-closed strait-treaty wall-built wall-opens',
    'mode=restrict': 'halvia-warns-of-closure strait-closed',
    'context=diplomatic': 'halvia-warns-of-closure oslo-talks',
    'code=cameo:14': 'dockers-strike north-quay-blocked',
    'codeNot=cameo:13&codeNot=cameo:14&codeNot=cameo:12':
      'dredger-enters moorings-cut mole-falls navies-in-sight oslo-talks strait-closed strait-treaty wall-built wall-opens',
    'codeAll=cameo:14&codeAll=cameo:143': 'dockers-strike',
    'quadClass=1,3': 'ardrey-rejects-warning halvia-warns-of-closure oslo-talks strait-treaty',
    'status=planned': 'dockers-strike wall-opens',
    'statusNot=occurred,planned': 'dredger-enters moorings-cut navies-in-sight strait-closed wall-built',
    'actor=oriane-velt': 'halvia-warns-of-closure',
    'actorNot=merrow': 'mole-falls',
    'actorAll=halvia,norway': 'oslo-talks',
    'source=halvia': 'halvia-warns-of-closure moorings-cut strait-closed',
    'target=halvia': 'ardrey-rejects-warning',
    // Norwegians take part, and neither act nor are acted upon.
    'sourceCountry=NOR': '',
    'targetCountry=NOR': '',
    'actorKind=person': 'ardrey-rejects-warning halvia-warns-of-closure oslo-talks',
    // A body acts, and a person on behalf of a body; a state does through a person who acts on its behalf.
    'sourceKind=body': 'halvia-warns-of-closure',
    'targetKind=state':
      'ardrey-rejects-warning dockers-strike halvia-warns-of-closure moorings-cut north-quay-blocked strait-closed',
    'actorSector=LAB': 'dockers-strike north-quay-blocked',
    'sourceSector=GOV': 'ardrey-rejects-warning halvia-warns-of-closure',
    'targetSector=GOV': '',
    'placeCountry=NOR': 'oslo-talks',
    // What has coordinates, divisions and identifiers of places is in places.test.ts.
    'near=59.9,10.8&withinKm=20': '',
    'withinKm=20&near=59.9,10.8': '',
    'bbox=-180,-90,180,90': '',
    'located=true': '',
    'placePrecision=site': 'north-quay-blocked',
    'admin=1:Halvia': '',
    'placeIdentifier=gazetteer:4711': '',
    'quantity=dockers.union,tone': 'mole-falls north-quay-blocked oslo-talks',
    'quantityNot=dockers&status=planned': 'wall-opens',
    'minQuantity=dockers:1': 'dockers-strike north-quay-blocked',
    'maxQuantity=dockers:200,tone:0': 'north-quay-blocked',
    'article=strait-explained': 'navies-in-sight oslo-talks wall-opens',
    'publisher=The Harbour Post': 'navies-in-sight oslo-talks wall-opens',
    'articleLanguage=EN&article=strait-explained': 'navies-in-sight oslo-talks wall-opens',
    'articleLanguage=nb': '',
    // One article is of that March, no one knows of which day.
    'publishedFrom=2031-03-16':
      'dockers-strike halvia-warns-of-closure navies-in-sight north-quay-blocked oslo-talks wall-opens',
    'publishedTo=2031-03-02': 'navies-in-sight oslo-talks wall-opens',
    'recordedFrom=2031': '',
    'recordedTo=2031': '',
    'relatedTo=wall-built': 'dockers-strike halvia-warns-of-closure wall-opens',
    'relation=partOf': 'wall-opens',
    'relation=respondsTo&relatedTo=wall-built': 'dockers-strike halvia-warns-of-closure',
    'series=only': '',
    'from=2031-04': 'dockers-strike navies-in-sight wall-opens',
    'to=2029': 'mole-falls strait-treaty wall-built',
    'dateMatch=certain&from=2031-03-02&to=2031-03-05': 'moorings-cut',
    'undated=true&to=2029': 'dredger-enters mole-falls strait-closed strait-treaty wall-built',
    'afterEvent=dockers-strike': 'navies-in-sight wall-opens',
    'withinDays=30&afterEvent=ardrey-rejects-warning':
      'dockers-strike halvia-warns-of-closure navies-in-sight wall-built',
    'actorMatch=exact&source=halvia': 'moorings-cut strait-closed',
    'minPlover=0': 'oslo-talks strait-treaty',
    'maxPlover=-7': 'moorings-cut strait-closed',
    'minGoldstein=0': 'oslo-talks strait-treaty',
    'maxGoldstein=-6': 'dockers-strike north-quay-blocked',
  },
  quotes: {
    'q=tide': 'engineer-tide harbour-post-leader',
    'in=gist&q=tide': '',
    'id=ships-lost': 'ships-lost',
    // Of the digest, and one that renders a contested statement.
    'contested=true': `engineer-tide velt-doorstep ${IN_DIGEST}`,
    'caution=sourceLost': `engineer-tide ${IN_DIGEST}`,
    'cautionNot=undated': `ardrey-post lindgard-begge-parter lindgard-both-sides merrow-fishermen official-offer union-strike ${BY_ARDREY} ${BY_VELT}`,
    'identifier=harbour-archive:HA-0007': '',
    'speaker=halvia': `halvia-not-there ${BY_VELT}`,
    'speakerNot=halvia,merrow':
      'engineer-tide harbour-post-leader lindgard-begge-parter lindgard-both-sides ships-lost union-strike',
    'speakerCountry=NOR': 'lindgard-begge-parter lindgard-both-sides',
    'speakerKind=state': 'halvia-not-there merrow-fishermen',
    'via=harbour-post': 'engineer-tide velt-threshold',
    'speakerAsPrinted=she': 'lindgard-begge-parter lindgard-both-sides',
    'speakerAsPrinted=She': '',
    'attribution=none,metonym': 'halvia-not-there merrow-fishermen ships-lost',
    'kind=mixed': 'ardrey-teacup engineer-tide velt-illegal',
    'form=headline,post,block': 'ardrey-post harbour-post-leader merrow-fishermen',
    'publisher=The Harbour Post': 'lindgard-begge-parter lindgard-both-sides velt-illegal',
    'articleLanguage=en&publisher=The Harbour Post': 'lindgard-begge-parter lindgard-both-sides velt-illegal',
    'publishedFrom=2031-03-16':
      'ardrey-post lindgard-begge-parter lindgard-both-sides merrow-fishermen union-strike velt-illegal velt-threshold',
    'publishedTo=2031-03-02': 'lindgard-begge-parter lindgard-both-sides velt-illegal',
    'cue=SAID': 'ardrey-autumn lindgard-begge-parter lindgard-both-sides official-offer union-strike',
    'article=strait-explained': 'lindgard-begge-parter lindgard-both-sides velt-illegal',
    'event=halvia-warns-of-closure': 'ardrey-teacup velt-closure velt-doorstep velt-threshold',
    'eventRole=performs': `ardrey-autumn ardrey-teacup velt-closure velt-doorstep velt-threshold`,
    'eventRole=about&event=halvia-warns-of-closure': 'ardrey-teacup',
    'statement=both-sides-must-talk': 'lindgard-begge-parter lindgard-both-sides',
    'addressee=merrow': 'velt-closure',
    'language=nb': 'lindgard-begge-parter',
    'from=2031-03-15': 'ardrey-post union-strike',
    'to=2031-02': 'lindgard-begge-parter lindgard-both-sides official-offer union-strike',
    'dateMatch=certain&to=2031-02': 'lindgard-begge-parter lindgard-both-sides',
    'undated=true&from=2031-03-15': `ardrey-post engineer-tide merrow-fishermen union-strike velt-illegal ${IN_DIGEST}`,
    'actorMatch=exact&speaker=halvia': 'halvia-not-there',
  },
  statements: {
    'q="finished in"': 'ardrey-autumn',
    'in=gist&q=autumn': 'ardrey-autumn',
    'id=velt-third-time': 'velt-third-time',
    'contested=true': `tide-and-treaties velt-third-time ${IN_DIGEST}`,
    'caution=garbled': `tide-and-treaties ${IN_DIGEST}`,
    'cautionNot=undated': `both-sides-must-talk merrow-fishermen official-offer union-strike velt-closure velt-doorstep velt-doorstep-s2 velt-illegal velt-third-time wall-keeps-the-sea-out ${BY_ARDREY}`,
    'identifier=harbour-archive:HA-0007': '',
    'speaker=merrow': `merrow-fishermen official-offer wall-keeps-the-sea-out ${BY_ARDREY}`,
    'actorMatch=exact&speaker=merrow': 'merrow-fishermen',
    'event=halvia-warns-of-closure':
      'ardrey-teacup velt-closure velt-doorstep velt-doorstep-s2 velt-third-time',
    'minRenditions=2': 'both-sides-must-talk velt-doorstep',
    'from=2031-03-15': 'union-strike wall-keeps-the-sea-out',
    'to=2031-02': 'both-sides-must-talk official-offer union-strike',
    'dateMatch=certain&to=2031-02': 'both-sides-must-talk',
    'undated=true&from=2031-03-15': `merrow-fishermen tide-and-treaties union-strike velt-illegal wall-keeps-the-sea-out ${IN_DIGEST}`,
  },
  disagreements: {
    'q=moorings': 'who-cut-the-moorings',
    'in=question&q=moorings': 'who-cut-the-moorings',
    'id=whom-velt-speaks-for': 'whom-velt-speaks-for',
    'contested=true': '',
    'contested=false': 'mole-rebuilt-before-it-fell who-cut-the-moorings whom-velt-speaks-for',
    'caution=garbled': 'mole-rebuilt-before-it-fell who-cut-the-moorings',
    'cautionNot=undated': 'whom-velt-speaks-for',
    'identifier=harbour-archive:HA-0007': '',
    'kind=cannotStand': 'mole-rebuilt-before-it-fell',
    'about=event:moorings-cut': 'who-cut-the-moorings',
    'article=halvia-warns': 'whom-velt-speaks-for',
    'actor=merrow': 'who-cut-the-moorings',
  },
};

const harbour = serveHarbour();
const rows = Object.entries(ROWS).flatMap(([name, queries]) =>
  Object.entries(queries).map(([query, ids]) => ({ url: `/v1/${name}?${query}`, ids })),
);

describe('a filter finds what it says', () => {
  test.each(rows)('$url', async ({ url, ids }) => {
    const response = await harbour.client.get(`${url}&limit=200&total=true`);
    expect(response.statusCode, response.body).toBe(200);
    const { data, page } = response.json() as { data: { id: string }[]; page: { total: number } };
    const expected = ids.split(' ').filter((id) => id !== '');
    expect(data.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
    expect(page.total).toBe(expected.length);
  });

  test.each(Object.values(RESOURCES))('each of $name, by a row above', ({ name, filters }) => {
    const tried = new Set(Object.keys(ROWS[name]).map((query) => query.split('=', 1)[0]));
    const untried = Object.keys(filters).filter((filter) => !tried.has(filter));
    expect(untried, `add 'FILTER=VALUE': 'IDS' to ROWS.${name} in tests/http/filters.test.ts`).toEqual([]);
  });
});
