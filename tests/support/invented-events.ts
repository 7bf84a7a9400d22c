// Sixty invented events that differ in everything a list can ask, with many ties and imprecise dates.
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { columnsAt, type RecordFacts, rendered } from './records.ts';

type Days = NonNullable<RecordFacts['days']>;

const DAYS: readonly (Days | null)[] = [
  null,
  ['2023-12-26', '2023-12-26'],
  ['2023-12-27', '2023-12-27'],
  ['2023-12-01', '2023-12-31'],
  ['2023-01-01', '2023-12-31'],
  ['2024-01-05', '2024-01-05'],
  ['2024-01-05', '2024-03-01'],
  [null, '2024-01-10'],
  ['2023-12-30', null],
  ['2022-06-01', '2022-06-01'],
];
export const TYPES = ['THREATEN', 'CONSULT', 'ACCUSE', 'RETREAT'] as const;
export const ACTORS = ['halvia', 'merrow', 'harbour-office', 'strait-fleet'] as const;

/** What their texts are made of; some are the beginnings of others, and some are not written in Latin letters. */
export const WORDS = ['harbour', 'harbours', 'Überfahrt', 'mole', '港口封鎖', 'молёный', 'wall'] as const;
export const STATUSES = ['occurred', 'planned', 'ongoing'] as const;

/** Those of an event beside Merrow on the first side: some stand on both, some only here. */
function sidesOf(index: number): string[] {
  return [
    `sideB.exact:${index % 4 === 0 ? 'merrow' : 'dockers'}`,
    ...(index % 4 === 0 ? ['bothSides.exact:merrow', 'sideA.exact:halvia'] : []),
    ...(index % 5 === 0 ? ['sideB.exact:halvia'] : []),
  ];
}
/** Codes of a scheme of the dataset's own, and the field by which it is counted. */
export const CODES = ['a', 'b', 'c'] as const;
export const SCHEME_FIELD = 'code.deep.root';
/** Places over the date line, at both poles, and near one another; most events have one. */
export const POINTS: readonly (readonly [latitude: number, longitude: number])[] = [
  [-35.5, 179.9],
  [-35.6, -179.8],
  [-35.5, 180],
  [-35.5, -180],
  [90, 12],
  [-90, 0],
  [59.91, 10.75],
  [59.92, 10.76],
  [0, 0],
];

/** Sixty events, in key order. */
export const EVENTS: readonly RenderedRecord[] = rendered(
  'events',
  Array.from({ length: 60 }, (_, index) => ({
    // Ids of different lengths, so that byte order is not the order in which they were made.
    id: `event-${(index * 37) % 61}`,
    days: DAYS[(index * 7) % DAYS.length] ?? null,
    terms: [
      `type:${TYPES[Math.floor(index / 2) % (index % 5 === 0 ? 4 : 2)]}`,
      ...ACTORS.filter((_, actor) => (index >> actor) % 3 === 0).map((actor) => `actor:${actor}`),
      ...(index === 11 ? ['identifier:acled:HAL7'] : []),
      ...(index % 7 === 0 ? [] : [`status:${STATUSES[index % STATUSES.length]}`]),
      ...(index % 4 === 0 ? [] : [`quadClass:${1 + (index % 3)}`]),
      ...CODES.filter((_, code) => (index >> code) % 3 === 1).flatMap((code) => [
        `code:deep:${code}`,
        `${SCHEME_FIELD}:deep:${code}`,
      ]),
      ...ACTORS.filter((_, actor) => (index >> actor) % 4 === 1).map((actor) => `source.exact:${actor}`),
      ...ACTORS.filter((_, actor) => (index + actor) % 3 === 0).map((actor) => `target.exact:${actor}`),
      ...(index % 6 === 2 ? ['sideA.exact:merrow', ...sidesOf(index)] : []),
      ...(index % 13 === 4 ? ['series:true'] : []),
    ],
    columns: {
      plover: index % 4 === 0 ? null : (index % 21) - 10,
      status: index % 2 === 0 ? 'occurred' : 'planned',
      ...pointOf(index),
    },
    texts: {
      title: `${WORDS[index % 4]} ${WORDS[(index * 3 + 1) % 7]} closed`,
      summary: `The ${WORDS[(index * 5) % 7]} is ${WORDS[Math.floor(index / 8) % 7]}, and nobody knows why`,
    },
    figures: {
      ...(index % 3 === 0 && { deaths: [index % 4, (index % 4) + (index % 9), index + 10] as const }),
      ...(index % 5 === 1 && { 'deaths.civilians': [0, index % 3, 3] as const }),
      ...(index % 4 === 2 && { tone: [-0.1 * index, 0.1 * index, 0.7 * index] as const }),
    },
    names: index === 3 ? ['the-harbour-is-closed'] : [],
  })),
);

function pointOf(index: number): Record<string, number> {
  const point = POINTS[index % (POINTS.length + 2)];
  return point === undefined ? {} : columnsAt(...point);
}
