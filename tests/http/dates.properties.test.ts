// Dates of every shape against their definition, day by day, through the real loader and the real application.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { canMean, type DatedEvent, daysBetween, writeDatedEvents } from '../support/dated-events.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { assertProperty, isLarge, seed } from '../support/fuzz.ts';

/** Dates and questions lie well inside, so that what is open is open on both sides of every question. */
const WORLD = daysBetween('1997-01-01', '2012-12-31');
const number = new Map(WORLD.map((day, index) => [day, index]));
const INSIDE = daysBetween('2000-01-01', '2008-12-31');

const day = fc.constantFrom(...INSIDE);
/** Days near each other, so that many pairs of dates touch. */
const nearDay = fc.constantFrom(...daysBetween('2004-02-01', '2004-04-30'));
const partial = fc
  .tuple(fc.oneof(day, nearDay, nearDay), fc.constantFrom(10, 10, 7, 7, 4))
  .map(([text, length]) => text.slice(0, length));
const pair = (length: number) =>
  fc.tuple(fc.oneof(day, nearDay), nearDay).map((ends) => ends.map((end) => end.slice(0, length)).toSorted());
const pairs = fc.oneof(pair(10), pair(10), pair(7), pair(4));
const edtf = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(partial, fc.constantFrom('', '~', '?', '%')).map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: pairs.map((ends) => ends.join('/')) },
  { weight: 2, arbitrary: pairs.map((ends) => `[${ends.join('..')}]`) },
  { weight: 1, arbitrary: nearDay.map((text) => `${text.slice(0, 8)}XX`) },
  { weight: 1, arbitrary: nearDay.map((text) => `${text.slice(0, 4)}-XX`) },
  { weight: 1, arbitrary: fc.constantFrom('200X', '20XX') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(partial, fc.constantFrom('[..a]', '[a..]', '../a', 'a/..', '/a', 'a/'))
      .map(([end, shape]) => shape.replace('a', end)),
  },
);
const date = fc.option(edtf, { freq: 12 });
const matches = fc.constantFrom('possible', 'certain');

const RANGES = isLarge ? 500 : 60;
const AFTERS = isLarge ? 300 : 40;
const EVENTS: readonly DatedEvent[] = [...fc.sample(date, { numRuns: 160, seed }), null].map(
  (text, index) => ({ id: `event-${index}`, edtf: text }),
);
/** The numbers of the days that each event can mean. */
const DAYS = EVENTS.map(({ edtf: text }) =>
  WORLD.filter((each) => text !== null && canMean(text, each)).map((each) => number.get(each) ?? 0),
);

let served: TestApp;
let client: Client;
const folder = temporaryDirectory();
beforeAll(async () => {
  writeDatedEvents(folder.path, EVENTS);
  served = await makeApp({ dir: folder.path, texts: null });
  client = clientOf(served.app);
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

async function ask(query: string): Promise<{ ids: string[]; undated: number }> {
  const response = await client.get(`/v1/events?limit=200&${query}`);
  expect(response.statusCode, response.body).toBe(200);
  const { data, meta } = response.json() as { data: { id: string }[]; meta: { undated: number } };
  return { ids: data.map(({ id }) => id), undated: meta.undated };
}

const datesOf = (ids: readonly string[]) =>
  ids.map((id) => `${id} ${EVENTS.find((event) => event.id === id)?.edtf}`);

/** Holds an answer, with and without undated records, to what a rule says of each record's days. */
async function hold(query: string, rule: (days: readonly number[], index: number) => boolean): Promise<void> {
  const isUndated = (index: number) => DAYS[index]?.length === 0;
  const expected = EVENTS.filter((_, index) => !isUndated(index) && rule(DAYS[index] ?? [], index));
  const undated = EVENTS.filter((_, index) => isUndated(index));
  const answer = await ask(query);
  expect(datesOf(answer.ids).toSorted(), query).toEqual(datesOf(expected.map(({ id }) => id)).toSorted());
  const all = await ask(`${query}&undated=true`);
  const others = all.ids.filter((id) => !answer.ids.includes(id));
  const anchor = /afterEvent=([\w-]+)/.exec(query)?.[1];
  expect(others.toSorted(), query).toEqual(
    undated
      .map(({ id }) => id)
      .filter((id) => id !== anchor)
      .toSorted(),
  );
  expect(answer.undated, query).toBe(others.length);
}

describe('a date', () => {
  test('is as many days as its text can mean, and some dates touch', () => {
    for (const [index, { edtf: text }] of EVENTS.entries())
      expect(DAYS[index]?.length === 0, String(text)).toBe(text === null);
  });

  test('lies in a range possibly if some of its days does, and certainly if all do', async () => {
    await assertProperty(
      fc.asyncProperty(fc.option(partial), fc.option(partial), matches, async (from, to, match) => {
        if (from === null && to === null) return;
        if (from !== null && to !== null && WORLD.every((each) => !between(each, from, to))) return;
        const query = [from && `from=${from}`, to && `to=${to}`, `dateMatch=${match}`]
          .filter(Boolean)
          .join('&');
        const isIn = (index: number) => between(WORLD[index] ?? '', from, to);
        await hold(query, (days) => (match === 'possible' ? days.some(isIn) : days.every(isIn)));
      }),
      RANGES,
    );
  });

  test('sorts by its first day; before all others where that is open, and last where it is unknown', async () => {
    const { ids } = await ask('sort=date');
    const key = (id: string) => {
      const text = EVENTS.find((event) => event.id === id)?.edtf ?? null;
      const days = DAYS[EVENTS.findIndex((event) => event.id === id)] ?? [];
      const isOpen = days[0] === 0;
      return text === null ? WORLD.length : Number(isOpen ? Number(days.at(-1)) - WORLD.length : days[0]);
    };
    const keys = ids.map(key);
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
    expect(ids).toHaveLength(EVENTS.length);
  });

  test('of which only the end is known comes first in no list by newest', async () => {
    const { ids } = await ask('sort=-date');
    const dates = ids.map((id) => EVENTS.find((event) => event.id === id)?.edtf ?? null);
    const isOpen = (text: string | null) => text !== null && /^(\[\.\.|\.\.\/|\/)/.test(text);
    const firstOpen = dates.findIndex(isOpen);
    expect(firstOpen).toBeGreaterThan(0);
    expect(dates.slice(firstOpen).filter((text) => text !== null && !isOpen(text))).toEqual([]);
  });
});

describe('after an event', () => {
  const within = fc.option(fc.oneof(fc.constantFrom(0, 1, 7), fc.nat({ max: 400 })));
  const anchors = fc.nat({ max: EVENTS.length - 1 });

  test('comes possibly what some pair of days allows, and certainly what every pair does', async () => {
    await assertProperty(
      fc.asyncProperty(anchors, within, matches, async (at, days, match) => {
        const own = DAYS[at] ?? [];
        const query = `afterEvent=event-${at}${days === null ? '' : `&withinDays=${days}`}&dateMatch=${match}`;
        const isNear = (gap: number) => days === null || gap <= days;
        // An event without a date can mean any day there is.
        const event = own.length === 0 ? [...WORLD.keys()] : own;
        await hold(query, (record, index) => {
          if (index === at) return false;
          return match === 'possible'
            ? record.some((late) => event.some((early) => late - early >= 0 && isNear(late - early)))
            : record.every((late) => event.every((early) => late - early > 0 && isNear(late - early)));
        });
      }),
      AFTERS,
    );
  });

  test('is doubtful where the event has no date, which is said', async () => {
    const at = EVENTS.findIndex(({ edtf: text }) => text === null);
    for (const [match, words] of [
      ['possible', 'whatever has a date may lie after it'],
      ['certain', 'nothing certainly lies after it'],
    ]) {
      const response = await client.get(`/v1/events?afterEvent=event-${at}&dateMatch=${match}`);
      expect(response.json().meta.warnings).toMatchObject([
        { parameter: 'afterEvent', message: expect.stringContaining(words ?? '') },
      ]);
    }
  });
});

/** Whether a day lies between two partial dates, read as letters; null is open. */
function between(each: string, from: string | null, to: string | null): boolean {
  const isLate = from === null || each.slice(0, from.length) >= from;
  return isLate && (to === null || each.slice(0, to.length) <= to);
}
