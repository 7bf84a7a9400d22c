// Events without end for benches: skewed like news (few actors in most events), the same for the same seed.
import type { RenderedRecord } from '../src/store/port/target.ts';

const TYPES = 16;
const ACTORS = 5000;
const COUNTRIES = 200;
/** One in fifty has no date, one in twenty only a month. */
const UNDATED = 50;
const MONTHLY = 20;

export interface SyntheticEvent {
  readonly key: number;
  readonly type: string;
  readonly status: string;
  readonly source: string;
  readonly target: string;
  readonly record: RenderedRecord;
}

/** Yields `count` events in key order, in batches. */
export function* syntheticEvents(count: number, batch = 1000): Generator<SyntheticEvent[]> {
  const random = randomNumbers(7);
  const days = daysInOrder(count, random);
  for (let start = 0; start < count; start += batch)
    yield days
      .slice(start, start + batch)
      .map((day, index) => syntheticEvent(start + index + 1, day, random));
}

function syntheticEvent(key: number, day: string | null, random: () => number): SyntheticEvent {
  // Rank r comes up about 1/r as often as rank 1.
  const skewed = (most: number) => Math.floor(most ** random());
  const [source, target] = [skewed(ACTORS), skewed(ACTORS)];
  const type = `TYPE-${Math.floor(random() ** 3 * TYPES)}`;
  const status = random() < 0.9 ? 'occurred' : 'planned';
  const isMonth = day?.length === 7;
  const facts = [
    ['type', type],
    ['status', status],
    ['quadClass', String(1 + Math.floor(random() * 4))],
    ['actor', `actor-${source}`],
    ['source', `actor-${source}`],
    ['target', `actor-${target}`],
    ...(source === target ? [] : [['actor', `actor-${target}`]]),
    ['sourceCountry', `C${source % COUNTRIES}`],
    ['targetCountry', `C${target % COUNTRIES}`],
    ['article', `article-${Math.floor(key / 3)}`],
  ] as [string, string][];
  const record: RenderedRecord = {
    id: `event-${key.toString(36)}`,
    document: JSON.stringify({ id: `event-${key.toString(36)}`, type, status, filler: 'x'.repeat(600) }),
    columns: {
      title: `Event number ${key}`,
      type,
      status,
      date: day,
      earliest: day === null ? '0000-01-01' : isMonth ? `${day}-01` : day,
      latest: day === null ? '9999-12-31' : isMonth ? `${day}-28` : day,
      dated: day === null ? 0 : 1,
      quadClass: null,
      plover: Math.round(random() * 200 - 100) / 10,
      goldstein: null,
    },
    terms: facts.map(([field, value]) => ({ field, value })),
    figures: [],
    names: [],
    words: { title: `event number ${key}` },
  };
  return { key, type, status, source: `actor-${source}`, target: `actor-${target}`, record };
}

/** Twenty-five years of days and months; unknown first, then in order. */
function daysInOrder(count: number, random: () => number): (string | null)[] {
  const dates = Array.from({ length: count }, (_, index) => {
    if (index % UNDATED === 0) return null;
    const day = new Date(Date.UTC(2000, 0, 1 + Math.floor(random() * 9131))).toISOString().slice(0, 10);
    return index % MONTHLY === 1 ? day.slice(0, 7) : day;
  });
  const sortKey = (date: string | null) => (date === null ? '' : date.padEnd(10, '-01'));
  return dates.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** A linear congruential generator: good enough for skew, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
