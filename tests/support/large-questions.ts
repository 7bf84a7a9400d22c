// What is asked of the large set of large-set.ts, all but words: what is frequent and what is rare, alone and together.
import { pointOf, TOWNS, townPoint } from './large-set.ts';

const [latitude, longitude] = pointOf(1);
const east = (degrees: number) => (longitude + degrees).toFixed(4);
const north = (degrees: number) => (latitude + degrees).toFixed(4);
/** Where few events are. */
const rareTown = townPoint(TOWNS - 5)
  .map((degrees) => degrees.toFixed(4))
  .join(',');
export const near = (km: number) => `near=${north(0)},${east(0)}&withinKm=${km}`;

/** Filters of events. */
export const FILTERS = [
  'quantity=deaths',
  'quantity=deaths.civilians',
  'quantityNot=deaths',
  'quantityNot=deaths.civilians',
  'minQuantity=deaths:1',
  'minQuantity=deaths:2000',
  'maxQuantity=deaths:1',
  'maxQuantity=tone:0.0001',
  'minQuantity=deaths:2&maxQuantity=deaths:3',
  'minQuantity=deaths:40&maxQuantity=deaths:45',
  'minQuantity=deaths:2&maxQuantity=tone:0.5',
  'minQuantity=deaths:1&actor=actor-0',
  'minQuantity=deaths:1&actor=rare-actor',
  'minQuantity=deaths:2000&type=ASSAULT',
  'minQuantity=deaths:1&type=PROTEST',
  'minQuantity=deaths:50&from=2020&to=2021',
  'minQuantity=deaths:2000&from=2020-01&to=2020-01',
  near(1),
  near(50),
  near(1000),
  near(10_000),
  'near=10,20&withinKm=5000',
  `${near(1000)}&type=ASSAULT`,
  `${near(5000)}&from=2020&to=2021`,
  `${near(5000)}&minQuantity=deaths:2`,
  `bbox=${east(0)},${north(0)},${east(0.05)},${north(0.05)}`,
  'bbox=-20,-30,60,60',
  'bbox=175,-40,-115,40',
  'bbox=-159,-45,-125,45',
  'bbox=-20,-30,60,60&type=ASSAULT',
  'admin=1:Province%200',
  'admin=9Z',
  'placeIdentifier=gazetteer:3',
  'placeIdentifier=gazetteer:399',
  'placePrecision=city',
  'placePrecision=site',
  'located=true',
  'located=false',
  'located=false&type=RETREAT',
  'code=acts:A',
  'code=acts:Z',
  'codeAll=acts:A1&codeAll=order:violence',
  'codeAll=acts:A1&codeAll=acts:Z',
  'codeNot=acts:A',
  'codeNot=acts:Z',
  'code=acts:A&codeNot=order:violence',
  'actorKind=state',
  'actorKind=media',
  'sourceKind=group',
  'targetKind=group',
  'actorSector=GOV',
  'actorSector=JUD',
  'sourceSector=order:strategic',
  'targetSector=MIL',
  'actorKind=state&sourceSector=MIL&type=ASSAULT',
  'publisher=Gazette%200',
  'publisher=Rare%20Gazette',
  'articleLanguage=en',
  'articleLanguage=is',
  'publishedFrom=2015&publishedTo=2016-03-07',
  'publishedFrom=2015-03-04&publishedTo=2015-03-04',
  'publishedTo=2012&articleLanguage=fr',
  'recordedFrom=2029-12',
  'recordedFrom=2012&type=ASSAULT',
  'recordedTo=2011-03',
  'recordedFrom=2020-03-04T10:00:00Z',
  'series=only',
  'series=false',
  'series=false&type=RETREAT',
];

/** Bounds of figures that few lie within. */
export const FEW_FIGURES = FILTERS.filter((filter) => /deaths:2000$|0\.0001|deaths:45/.test(filter));

/** Filters of quotes. */
export const QUOTE_FILTERS = [
  'publisher=Gazette%200',
  'publisher=Gazette%20299',
  'publishedFrom=2015&publishedTo=2016-03-07',
  'cue=said',
  'cue=hinted',
  'q=harbour&in=passage',
  'q=freezes&in=passage',
  'q=harbour&in=passage&cue=hinted',
  'q=freezes&in=passage&sort=relevance',
  'q=harbour&in=passage&sort=relevance',
];

/** What is sorted is what is rarer than the figures: a group, some cells, a day. All else comes in their order. */
export const ORDERED: [string, 'sorts' | 'in order'][] = [
  ['measure=deaths', 'in order'],
  ['measure=deaths&type=ASSAULT', 'in order'],
  ['measure=deaths&type=RETREAT', 'sorts'],
  ['measure=deaths&actor=actor-0', 'in order'],
  ['measure=deaths&actor=rare-actor', 'sorts'],
  ['measure=deaths&minQuantity=deaths:5', 'in order'],
  ['measure=deaths&maxQuantity=deaths:5', 'in order'],
  ['measure=deaths&minQuantity=deaths:2000', 'sorts'],
  ['measure=deaths&minQuantity=deaths:40&maxQuantity=deaths:45', 'sorts'],
  ['measure=deaths&from=2020-03-04&to=2020-03-04', 'sorts'],
  ['measure=deaths&from=2020-03&to=2020-03&type=ASSAULT', 'sorts'],
  [`measure=deaths&near=${rareTown}&withinKm=1`, 'sorts'],
  ['measure=deaths&bbox=-20,-30,60,60', 'in order'],
  ['measure=deaths&located=true', 'in order'],
  ['measure=deaths&codeAll=acts:A1&codeAll=order:violence', 'in order'],
  ['measure=tone&type=ASSAULT', 'in order'],
];

/** The tables that are looked at besides the dictionary. */
export const COUNTED: [string, string[]][] = [
  ['facets?facet=code', []],
  ['facets?facet=code.acts', ['rollups']],
  ['facets?facet=admin', []],
  ['facets?facet=quantity', ['rollups']],
  ['facets?facet=type&measure=deaths', ['blocks', 'numbers', 'terms']],
  ['facets?facet=actorKind&actorSector=GOV', ['blocks']],
  ['facets?facet=publisher&minQuantity=deaths:5', ['blocks', 'figures', 'numbers']],
  ['facets?facet=publisher&publishedFrom=2015', ['blocks', 'terms']],
  [`facets?facet=placePrecision&near=${rareTown}&withinKm=50`, ['', 'blocks', 'terms']],
  ['timeline?interval=month&series=true', ['rollups']],
  ['timeline?interval=month&measure=deaths', ['blocks', 'numbers']],
  ['timeline?interval=year&measure=tone&type=ASSAULT', ['blocks', 'numbers', 'terms']],
  ['timeline?interval=month&minQuantity=deaths:2000', ['blocks', 'figures', 'terms']],
  ['timeline?interval=month&bbox=-20,-30,60,60', ['blocks', 'numbers', 'terms']],
  ['timeline?interval=year&recordedFrom=2020', ['blocks', 'terms']],
  ['dyads?direction=either', ['blocks', 'numbers']],
  ['dyads?direction=either&measure=deaths', ['blocks', 'numbers']],
  ['dyads?direction=either&actor=rare-actor', ['blocks', 'numbers', 'terms']],
  [
    'dyads?direction=either&minQuantity=deaths:2000&measure=deaths',
    ['blocks', 'figures', 'numbers', 'terms'],
  ],
  ['dyads?level=actor&measure=deaths&actor=actor-3', ['blocks', 'numbers', 'terms']],
];
