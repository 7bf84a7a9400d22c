// Two hundred thousand invented events that have all that a coded set can, and twenty thousand quotes: as many as it takes
// for a plan that reads them all to show. In key order, so that to sort them costs nothing.
import { plusDays } from '../../src/model/calendar.ts';
import type { AuthoredCodebook } from '../../src/model/codebook/own-codebook.ts';
import { RESOURCE_NAMES } from '../../src/query/condition.ts';
import { dayNodes } from '../../src/query/day-nodes.ts';
import { openTarget } from '../../src/store/sqlite/publish/sqlite-target.ts';
import { columnsAt, type RecordFacts, rendered } from './records.ts';
import { metaOf } from './stores.ts';

export const LARGE = 200_000;
const QUOTES = LARGE / 10;
export const TOWNS = 400;
const DAY_MS = 86_400_000;

/** Spreads numbers evenly over 0 to 1, always alike. */
function spread(n: number): number {
  return (Math.imul(n + 1, 0x9e3779b1) >>> 0) / 2 ** 32;
}

/** From 0 up to the limit; rank r comes up about 1/r as often as the first. */
function skewed(n: number, limit: number): number {
  return Math.floor((limit + 1) ** spread(n)) - 1;
}

function townOf(n: number): number {
  return Math.floor(spread(n) ** 3 * TOWNS);
}

/** Where there is land, so to say: none lies between 160° and 120° west. Every other one is in a town. */
export function pointOf(n: number): [latitude: number, longitude: number] {
  if (n % 2 === 0) return [spread(n) * 130 - 50, spread(n * 7 + 1) * 300 - 120];
  const [latitude, longitude] = townPoint(townOf(n));
  return [latitude + spread(n * 3) * 0.04, longitude];
}

/** The lower the number, the more happens there. */
export function townPoint(town: number): [latitude: number, longitude: number] {
  return [spread(town) * 100 - 40, spread(town * 5 + 2) * 280 - 110];
}

/** Twenty years, from 1 January 2010. */
const DAYS = 7305;

function dayOf(n: number, total: number): string {
  return isoDay(Math.floor((n / total) * DAYS));
}

function isoDay(number: number): string {
  return new Date(Date.UTC(2010, 0, 1) + number * DAY_MS).toISOString().slice(0, 10);
}

/** One in fifty; of the others one in twenty has some weeks. */
export function isUndated(n: number): boolean {
  return n < LARGE / 50;
}

export function isLocated(n: number): boolean {
  return n % 3 !== 2;
}

/** In byte order as in number. */
export function idOf(type: string, n: number): string {
  return `${type}-${String(n).padStart(6, '0')}`;
}

/** What a load indexes a day by, of the days other than those that order the list. */
function dayTerms(field: string, day: string): string[] {
  const { own, above } = dayNodes(day, day);
  return [...own, ...above].map((node) => `@${field}:${node}`);
}

const KINDS = ['state', 'government', 'group', 'person'];
const SECTORS = ['GOV', 'MIL', 'REB', 'order:strategic'];

function actorTerms(n: number): string[] {
  const [source, target] = [skewed(n * 3, 2000), skewed(n * 5 + 1, 2000)];
  const terms = [`actor:actor-${source}`, `source.exact:actor-${source}`, `target.exact:actor-${target}`];
  if (n % 16 === 5) terms.push(`sideA.exact:actor-${source}`, `sideB.exact:actor-${target}`);
  if (n % 8 !== 1) return terms;
  const [kind, sector] = [KINDS[skewed(n, 3)], SECTORS[skewed(n * 7, 3)]];
  for (const who of ['actor', 'source', 'target']) terms.push(`${who}Kind:${kind}`, `${who}Sector:${sector}`);
  return terms;
}

function codeTerms(n: number): string[] {
  if (n % 4 !== 2) return [];
  const order = n % 8 === 2 ? 'violence' : 'strategic';
  return [
    'code:acts:A',
    'code.acts.root:acts:A',
    `code:acts:A${1 + skewed(n * 11, 2)}`,
    `code:order:${order}`,
    `code.order.root:order:${order}`,
  ];
}

function placeTerms(n: number): string[] {
  if (n % 2 === 0) return [];
  const town = townOf(n);
  return [
    ...(n % 4 === 1 ? ['placePrecision:city', `placeIdentifier:gazetteer:${town}`] : []),
    ...(n % 4 === 3 ? [`admin:1:Province ${town % 8}`] : []),
  ];
}

/** Of what few events have. */
function rareTerms(n: number): string[] {
  return [
    ...(n % 10_000 === 77 ? ['actor:rare-actor', 'publisher:Rare Gazette', 'articleLanguage:is'] : []),
    ...(n % 10_000 === 78 ? ['code:acts:Z', 'placePrecision:site', 'admin:9Z', 'type:RETREAT'] : []),
    ...(n % 10_000 === 79 ? ['actorKind:media', 'sourceKind:media', 'actorSector:JUD'] : []),
    ...(n % 50 === 49 ? ['series:true'] : []),
    ...(n % 40 === 1 ? ['caution:anachronism'] : []),
  ];
}

/** Deaths are of assaults alone, so that figures and types are as far from independent as can be. */
function figuresOf(n: number): NonNullable<RecordFacts['figures']> {
  const deaths = Math.floor(1 / (spread(n * 13) + 1e-4));
  return {
    ...(n % 3 === 0 && { deaths: [deaths, deaths, deaths + 2] }),
    ...(n % 300 === 0 && { 'deaths.civilians': [0, deaths, deaths] }),
    ...(n % 4 === 1 && { tone: [spread(n), spread(n), spread(n)] }),
    // Of all with the caution, and of no other.
    ...(n % 40 === 1 && { 'tone.local': [0, spread(n), 1] }),
  };
}

function eventAt(n: number): RecordFacts {
  const day = dayOf(n, LARGE);
  const other = isoDay(Math.floor(spread(n * 17) * DAYS));
  const isRecorded = n % 8 === 3;
  return {
    id: idOf('event', n),
    days: isUndated(n) ? null : [day, n % 20 === 1 ? plusDays(day, 27) : day],
    columns: {
      ...(isLocated(n) && columnsAt(...pointOf(n))),
      ...(isRecorded && { recorded: other, recordedSeconds: Date.parse(other) / 1000 }),
    },
    terms: [
      `type:${n % 3 === 0 ? 'ASSAULT' : 'PROTEST'}`,
      'status:occurred',
      `located:${isLocated(n)}`,
      ...(n % 4 === 0
        ? [`publisher:Gazette ${skewed(n * 19, 300)}`, `articleLanguage:${n % 8 === 0 ? 'en' : 'fr'}`]
        : []),
      ...actorTerms(n),
      ...codeTerms(n),
      ...placeTerms(n),
      ...(n % 8 === 4 ? dayTerms('published', other) : []),
      ...(isRecorded ? dayTerms('recorded', other) : []),
      ...rareTerms(n),
    ],
    figures: figuresOf(n),
  };
}

function quoteAt(n: number): RecordFacts {
  const day = dayOf(n, QUOTES);
  const passage = `the harbour ${n % 2000 === 2 ? 'freezes' : 'opens'} word${n % 500}`;
  return {
    id: idOf('quote', n),
    days: [day, day],
    terms: [
      `kind:${n % 4 === 0 ? 'direct' : 'indirect'}`,
      `cue:${n % 2000 === 1 ? 'hinted' : 'said'}`,
      `publisher:Gazette ${skewed(n * 19, 300)}`,
      ...(n % 4 === 0 ? dayTerms('published', day) : []),
    ],
    texts: { passage },
    document: { kind: 'indirect', segments: [{ text: null, span: { exact: passage } }] },
  };
}

const measure = (id: string, aggregate: 'sum' | 'mean') => ({
  id,
  title: id,
  unit: null,
  aggregate,
  description: null,
});

const code = (name: string, parent: string | null = null) => ({
  code: name,
  label: name,
  parent,
  gloss: null,
});

/** The codes of both schemes; the first is open. */
const CODEBOOKS: readonly AuthoredCodebook[] = [
  {
    scheme: 'acts',
    title: 'Acts',
    version: '1',
    url: null,
    closed: false,
    codes: [code('A'), code('A1', 'A'), code('A2', 'A'), code('A3', 'A'), code('Z')],
  },
  {
    scheme: 'order',
    title: 'Order',
    version: '1',
    url: null,
    closed: true,
    codes: [code('violence'), code('strategic')],
  },
];

const DATASET = {
  title: 'An invented large set',
  measures: [measure('deaths', 'sum'), measure('tone', 'mean')],
  codebooks: CODEBOOKS.map(({ codes, ...codebook }) => ({ ...codebook, codes: codes.length })),
  texts: { loaded: 0 },
};
const ACTORS = ['rare-actor', ...Array.from({ length: 2000 }, (_, n) => `actor-${n}`)];

/** Records that are rendered and written at a time: all at once they take a gigabyte. */
const BATCH = 5000;

/** Loads the set into an SQLite file, as the loader would. */
export async function publishLargeSet(path: string): Promise<void> {
  const target = await openTarget({ location: path });
  await target.writeCodebooks(CODEBOOKS);
  for (const resource of RESOURCE_NAMES)
    await target.countBy(resource, resource === 'events' ? ['code.acts.root', 'code.order.root'] : []);
  await target.write(
    'actors',
    rendered(
      'actors',
      ACTORS.map((id) => ({ id, document: { name: id, aliases: [] } })),
    ),
  );
  for (const [resource, size, at] of [
    ['events', LARGE, eventAt],
    ['quotes', QUOTES, quoteAt],
  ] as const)
    for (let first = 0; first < size; first += BATCH)
      await target.write(
        resource,
        rendered(
          resource,
          Array.from({ length: BATCH }, (_, index) => at(first + index)),
        ),
      );
  await target.finish(metaOf({ dataset: DATASET }));
  await target.publish();
}
