// What a series is: an event that stands for others, each on an occasion of its own, and is no act beside them.
import type { AuthoredEvent, Event } from './event.ts';
import { type FuzzyDate, fuzzyDate } from './fuzzy-date.ts';

type Days = Pick<FuzzyDate, 'earliest' | 'latest'>;

/**
 * Whether a part makes an event a series. It lies certainly within the event's dates, and is an occasion of it: of the
 * same dates and another type it is a further act on the one occasion, such as a criticism in a statement that
 * threatens, and both are acts. What lies outside the event's dates is no occasion of it, such as a strike in a war of
 * which the event is the invasion.
 */
export function makesSeries(part: AuthoredEvent, whole: Event): boolean {
  const days = fuzzyDate(part.date);
  return liesWithin(days, whole.date) && (!isSame(days, whole.date) || part.type === whole.type);
}

/** Null is an open end, or unknown. */
function liesWithin(inner: Days, outer: Days): boolean {
  const begins = outer.earliest === null || (inner.earliest !== null && inner.earliest >= outer.earliest);
  const ends = outer.latest === null || (inner.latest !== null && inner.latest <= outer.latest);
  return begins && ends;
}

function isSame(one: Days, other: Days): boolean {
  return one.earliest === other.earliest && one.latest === other.latest;
}
