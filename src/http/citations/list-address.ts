// An address of this API read as a list: the same route table and the same strict reading of parameters as if it had
// been asked for itself. What is wrong with it is a problem of the parameter `url`.

import { shorten } from '../../model/text.ts';
import type { ParameterProblem } from '../../query/parameters/parameters.ts';
import type { Revisions } from '../../store/port/revisions.ts';
import { invalidParameters, Moved, Problem } from '../server/problems.ts';
import { callOf } from '../server/read-request.ts';
import { type Call, canonicalQuery, type Route } from '../server/route.ts';

/** A list, or the export of one, as an address asks for it. */
export interface CitedList {
  /** The address written canonically: without a prefix, defaults, and all that says how much of it to send. */
  readonly address: string;
  readonly count: number;
  /** What the list says of itself: how it was understood, and what is doubtful. */
  readonly meta: {
    readonly query: string;
    readonly undated: number;
    readonly warnings: readonly ParameterProblem[];
  };
}

/** Parameters that say how much of a list to send, not what is in it. */
const PAGING = ['limit', 'cursor', 'total', 'include'];
const EXPORTS = '/v1/exports/';

/** Throws where the address is no list of this API, or cannot be understood. */
export async function citedList(url: string, call: Call, routes: readonly Route[]): Promise<CitedList> {
  const { path, rawQuery } = parts(url, call.publicUrl);
  const asked = matching(path, routes) ?? refuse(`There is nothing at "${shorten(path, 100)}".`, null);
  const lists = asked.route.path.startsWith(EXPORTS)
    ? routes.find((route) => route.path === asked.route.path.replace(EXPORTS, '/v1/'))
    : asked.route;
  if (lists?.parameters.total === undefined)
    return refuse(
      `"${shorten(path, 100)}" is neither a list nor an export; cite a record by its id.`,
      '/v1/events',
    );
  try {
    return await countOf(callFor(asked, rawQuery, call), asked.route, lists, call);
  } catch (error) {
    if (error instanceof Moved) return refuse('The record that it names was retired.', error.location);
    if (error instanceof Problem && error.status < 500) return refuseAs(error);
    throw error;
  }
}

interface MatchedRoute {
  readonly route: Route;
  readonly ids: Readonly<Record<string, string>>;
}

function parts(url: string, publicUrl: string): { path: string; rawQuery: string } {
  const local = publicUrl !== '' && url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url;
  if (!local.startsWith('/'))
    return refuse('The address is not one of this service; begin it with /v1/.', '/v1/events');
  if (local.includes('#')) return refuse('Leave out what follows the `#`; write a number sign as %23.', null);
  const question = local.indexOf('?');
  return question === -1
    ? { path: local, rawQuery: '' }
    : { path: local.slice(0, question), rawQuery: local.slice(question + 1) };
}

/** The route of a path. One without parameters goes before one that has some, as it does in the server. */
function matching(path: string, routes: readonly Route[]): MatchedRoute | null {
  const sorted = routes.toSorted((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));
  for (const route of sorted) {
    const pattern = route.path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match === null) continue;
    const ids = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decoded(text)]);
    return { route, ids: Object.fromEntries(ids) };
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('The address holds a malformed escape; write a percent sign as %25.', null);
  }
}

/** The call as if the address had been asked for, in the revision that answers this one. */
function callFor({ route, ids }: MatchedRoute, rawQuery: string, { store, publicUrl }: Call): Call {
  const only: Revisions = {
    current: () => store,
    at: () => null,
    trouble: () => null,
    close: async () => {},
  };
  const asked = callOf({ route: { ...route, accepts: null }, ids, rawQuery }, store, only, publicUrl);
  if (asked.values.cursor !== undefined)
    return refuse('Leave `cursor` out: a citation is of the whole list.', null);
  return asked;
}

async function countOf(asked: Call, route: Route, list: Route, { store }: Call): Promise<CitedList> {
  const known = Object.entries(asked.values).filter(([name]) => Object.hasOwn(list.parameters, name));
  const values = { ...defaultsOf(list), ...Object.fromEntries(known), limit: 1, total: true };
  // A list's body is text; only exports stream.
  const { body } = await list.handle({ ...asked, store, values: { ...values, include: [] }, after: null });
  const { page, meta } = JSON.parse(body as string) as { page: { total: number }; meta: CitedList['meta'] };
  const query = canonicalQuery(route.parameters, asked.values, PAGING);
  return { address: query === '' ? asked.path : `${asked.path}?${query}`, count: page.total, meta };
}

function defaultsOf({ parameters }: Route): Call['values'] {
  const given = Object.entries(parameters).flatMap(([name, { fallback }]) =>
    fallback === undefined ? [] : [[name, fallback] as const],
  );
  return Object.fromEntries(given);
}

function refuseAs({ message, errors }: Problem): never {
  if (errors.length === 0) return refuse(message, null);
  throw invalidParameters(
    errors.map((error) => ({
      parameter: 'url',
      message:
        error.parameter === '' ? error.message : `In the address, \`${error.parameter}\`: ${error.message}`,
      suggestion: error.suggestion,
    })),
  );
}

function refuse(message: string, suggestion: string | null): never {
  throw invalidParameters([{ parameter: 'url', message, suggestion }]);
}
