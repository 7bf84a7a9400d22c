// Whether an answer is what its address asks for.
import { COUNTRIES } from './news-set.ts';

interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

interface EventLike {
  readonly id: string;
  readonly type: string;
  readonly date: { readonly earliest: string | null };
  readonly place: { readonly country: string | null } | null;
  readonly participants: readonly { readonly actorId: string }[];
}

/** What is wrong with it; null where nothing is. */
export function faultOf(path: string, { statusCode, body }: Answer): string | null {
  if (statusCode !== 200) return `is answered ${statusCode}`;
  const address = new URL(path, 'http://localhost');
  const value = JSON.parse(body) as { readonly data?: readonly EventLike[]; readonly id?: string };
  if (address.pathname === '/v1/events') return listFault(address.searchParams, value.data ?? []);
  const [, id] = /^\/v1\/events\/(event-\d+)$/.exec(address.pathname) ?? [];
  return id === undefined || value.id === id ? null : `is answered with ${value.id}`;
}

/** Whether it is a list of nothing: of some values that is right, of all it is not. */
export function isEmpty({ body }: Answer): boolean {
  return body.includes('"data":[]');
}

function listFault(asked: URLSearchParams, events: readonly EventLike[]): string | null {
  const [type, country, actor, to] = ['type', 'placeCountry', 'actor', 'to'].map((name) => asked.get(name));
  // States stand for whoever belongs to them, which an event does not say.
  const named = actor && Number(actor.replace('actor-', '')) >= COUNTRIES.length ? actor : null;
  const other = events.find(
    (event) =>
      (type && event.type !== type) ||
      (country && event.place?.country !== country) ||
      (named && !event.participants.some(({ actorId }) => actorId === named)) ||
      (to && (event.date.earliest ?? '') > to),
  );
  if (other !== undefined) return `finds ${other.id}, which does not match`;
  const limit = Number(asked.get('limit'));
  // Of dates alone there are always enough.
  if (events.length > limit || (events.length < limit && !type && !country && !actor))
    return `finds ${events.length}`;
  const days = events.map(({ date }) => date.earliest).filter((day) => day !== null);
  const isInOrder = days.every((day, index) => index === 0 || day <= (days[index - 1] ?? ''));
  return isInOrder ? null : 'is not in order of dates';
}
