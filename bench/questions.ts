// The questions of the bench: what is asked, in addresses that differ from request to request, and how quick the answer
// is to be. The same for the same size of set.
import { CODES, COUNTRIES, DAYS, Dice, setSizes } from './news-set.ts';

/** What a question asks for, in no server's own words. */
export interface Wanted {
  readonly actor?: string;
  readonly type?: string;
  /** Where it took place. */
  readonly country?: string;
  /** The last day. */
  readonly to?: string;
}

export interface Question {
  readonly name: string;
  readonly paths: readonly string[];
  /** Of a bare Fastify's speed, at least; null where it is not measured by that. */
  readonly least: number | null;
  /** Whether answers may come from the cache. */
  readonly cached?: true;
  /** Whether it is asked with the tag of the answer, which is then 304. */
  readonly tagged?: true;
}

/** How many addresses a question has: more than a server could know by heart, few enough to be asked all. */
const ADDRESSES = 200;

type Draw = (dice: Dice, events: number) => Wanted;

const to = (dice: Dice) =>
  new Date(Date.UTC(2000, 0, 400 + dice.below(DAYS - 400))).toISOString().slice(0, 10);
const actor = (dice: Dice, events: number) => `actor-${dice.skewed(setSizes(events).actors)}`;
const type = (dice: Dice) => dice.skewedOf(CODES)[0];
const country = (dice: Dice) => dice.skewedOf(COUNTRIES);

const DRAWS = {
  date: (dice) => ({ to: to(dice) }),
  actor: (dice, events) => ({ actor: actor(dice, events), to: to(dice) }),
  type: (dice) => ({ type: type(dice), to: to(dice) }),
  country: (dice) => ({ type: type(dice), country: country(dice), to: to(dice) }),
} satisfies Record<string, Draw>;

export type DrawName = keyof typeof DRAWS;

/** Values as records have them: what is frequent there is asked for often. */
export function draw(name: DrawName, events: number): Wanted[] {
  const dice = new Dice(100 + Object.keys(DRAWS).indexOf(name));
  return Array.from({ length: ADDRESSES }, () => DRAWS[name](dice, events));
}

/** Ids of events, spread over the set. */
export function drawIds(events: number): string[] {
  const dice = new Dice(99);
  return Array.from({ length: ADDRESSES }, () => `event-${dice.below(events)}`);
}

export function listPath({ country: placeCountry, ...rest }: Wanted, further = ''): string {
  const query = new URLSearchParams({ ...rest, ...(placeCountry && { placeCountry }) });
  return `/v1/events?${query}&limit=20${further}`;
}

export const CACHED_LIST = '/v1/events?limit=20';

/** The lines of the table: docs/performance.md says what each is for. */
export function questions(events: number): Question[] {
  const lists = (name: DrawName, further?: string) =>
    draw(name, events).map((each) => listPath(each, further));
  const days = draw('date', events).map(({ to: day }) => day);
  return [
    { name: 'list of 20, cached', paths: [CACHED_LIST], least: 0.8, cached: true },
    { name: '304 to the same', paths: [CACHED_LIST], least: 1.2, cached: true, tagged: true },
    { name: 'list of 20 by date', paths: lists('date'), least: 0.4 },
    { name: '… by actor and date', paths: lists('actor'), least: 0.25 },
    { name: '… by type and date', paths: lists('type'), least: 0.25 },
    { name: '… by type, country and date', paths: lists('country'), least: 0.2 },
    { name: '… by date, with included actors', paths: lists('date', '&include=actors'), least: 0.25 },
    { name: 'one record', paths: drawIds(events).map((id) => `/v1/events/${id}`), least: 0.6 },
    {
      name: 'facets by type',
      paths: days.map((day) => `/v1/events/facets?facet=type&to=${day}`),
      least: null,
    },
    {
      name: 'timeline by month',
      paths: days.map((day) => `/v1/events/timeline?interval=month&to=${day}`),
      least: null,
    },
  ];
}

/** What takes long: counts over most of the set, and matches of frequent words put in order. */
export function heavyPaths(events: number): string[] {
  const days = draw('date', events).map(({ to: day }) => day);
  return days.map((day, index) =>
    index % 2 === 0
      ? `/v1/events/facets?to=${day}`
      : `/v1/events?q=kato%20gruri&sort=relevance&to=${day}&limit=20`,
  );
}

/** What is to be answered quickly whatever else is asked. */
export function cheapPaths(events: number): string[] {
  return drawIds(events).flatMap((id) => ['/livez', `/v1/events/${id}`]);
}
