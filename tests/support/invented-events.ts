// Sixty invented events that differ in everything a list can ask, with many ties and imprecise dates.
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { type RecordFacts, rendered } from './records.ts';

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
      ...ACTORS.filter((_, actor) => (index >> actor) % 4 === 1).map((actor) => `source.exact:${actor}`),
      ...ACTORS.filter((_, actor) => (index + actor) % 3 === 0).map((actor) => `target.exact:${actor}`),
    ],
    columns: {
      plover: index % 4 === 0 ? null : (index % 21) - 10,
      status: index % 2 === 0 ? 'occurred' : 'planned',
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
