// Reads an address of this API as that of a list, with the same route table and as strictly as if it had been
// requested. Errors in it are errors of the parameter `url`.
import { shorten } from '../../model/strings.ts';
import { escapeFault, type ParameterNote } from '../../query/parameters/parameters.ts';
import type { Revisions } from '../../store/port/revisions.ts';
import { invalidParameters, PermanentRedirect, Problem } from '../server/problems.ts';
import { callOf, PAGING } from '../server/read-request.ts';
import { type Call, canonicalQuery, type Route } from '../server/route.ts';

/** The list, or export of a list, at an address. */
export interface AddressedList {
  /** The canonical address: without the public prefix, defaults, and parameters of paging. */
  readonly address: string;
  readonly count: number;
  /** The list's own `meta`. */
  readonly meta: {
    readonly query: string;
    readonly undated: number;
    readonly warnings: readonly ParameterNote[];
  };
}

const EXPORTS = '/v1/exports/';

/** Throws a Problem where the address is not that of a list of this API, or is invalid. */
export async function readListAddress(
  url: string,
  call: Call,
  routes: readonly Route[],
): Promise<AddressedList> {
  const { path, rawQuery } = splitAddress(url, call.publicUrl);
  const matched = matchingRoute(path, routes) ?? reject(`There is nothing at "${shorten(path, 100)}".`, null);
  const list = matched.route.path.startsWith(EXPORTS)
    ? routes.find((route) => route.path === matched.route.path.replace(EXPORTS, '/v1/'))
    : matched.route;
  if (list?.parameters.total === undefined)
    return reject(
      `"${shorten(path, 100)}" is neither a list nor an export; cite a record by its id.`,
      '/v1/events',
    );
  try {
    return await countedList(callFor(matched, rawQuery, call), matched.route, list, call);
  } catch (error) {
    if (error instanceof PermanentRedirect)
      return reject('The record that it names was retired.', error.location);
    if (error instanceof Problem && error.status < 500) return rejectAs(error);
    throw error;
  }
}

interface MatchedRoute {
  readonly route: Route;
  readonly pathValues: Readonly<Record<string, string>>;
}

function splitAddress(url: string, publicUrl: string): { path: string; rawQuery: string } {
  const local = localAddress(url, publicUrl);
  if (local.includes('#')) return reject('Leave out what follows the `#`; write a number sign as %23.', null);
  const queryMark = local.indexOf('?');
  return queryMark === -1
    ? { path: local, rawQuery: '' }
    : { path: local.slice(0, queryMark), rawQuery: local.slice(queryMark + 1) };
}

/** Scheme and host as an address bar has them; many leave the scheme out when it is copied. */
const HOSTED =
  /^(?:https?:\/\/(?<full>[^/?#]+)|(?<bare>localhost|[\w-]+:\d+|(?:[\w-]+\.)+[\w-]+(?::\d+)?|\[[\da-f:]+\](?::\d+)?)(?=\/))(?<rest>.*)$/is;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i;

/**
 * The address from `/v1/` on. A service that knows its public address knows which others are not its own; one that
 * does not takes any host for itself. It may also be addressed from its own machine.
 */
function localAddress(url: string, publicUrl: string): string {
  const { full, bare, rest = url } = HOSTED.exec(url)?.groups ?? {};
  const host = full ?? bare ?? null;
  const own = publicUrl === '' ? null : new URL(publicUrl);
  const isForeign =
    host === null
      ? /^[a-z][a-z\d+.-]*:/i.test(url)
      : own !== null && host.toLowerCase() !== own.host && !LOOPBACK.test(host);
  if (isForeign) return reject('The address is not one of this service; begin it with /v1/.', '/v1/events');
  const prefix = own?.pathname.replace(/\/$/, '') ?? '';
  const unprefixed = prefix !== '' && rest.startsWith(`${prefix}/`) ? rest.slice(prefix.length) : rest;
  const path = unprefixed.startsWith('/') ? unprefixed : `/${unprefixed}`;
  return path.startsWith('/v1/') ? path : `/v1${path}`;
}

/** The route of a path. As in the server, routes without path parameters take precedence. */
function matchingRoute(path: string, routes: readonly Route[]): MatchedRoute | null {
  const sorted = routes.toSorted((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));
  for (const route of sorted) {
    const pattern = route.path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match === null) continue;
    const values = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decoded(text)]);
    return { route, pathValues: Object.fromEntries(values) };
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return reject(escapeFault(text), null);
  }
}

/** The call that a request for the address would make, in the revision of this call. */
function callFor(
  { route, pathValues }: MatchedRoute,
  rawQuery: string,
  { store, publicUrl, requireClient }: Call,
): Call {
  const only: Revisions = {
    current: () => store,
    at: () => null,
    trouble: () => null,
    close: async () => {},
  };
  return callOf(
    {
      route: { ...route, acceptsPosition: null },
      pathValues,
      rawQuery: withoutPage(rawQuery, route),
      requireClient,
    },
    store,
    only,
    publicUrl,
  );
}

/** A citation is of the whole list, whichever page its address was copied from. */
function withoutPage(rawQuery: string, { parameters }: Route): string {
  if (parameters.cursor === undefined) return rawQuery;
  return rawQuery
    .split('&')
    .filter((pair) => !/^cursor(=|$)/.test(pair))
    .join('&');
}

async function countedList(
  listCall: Call,
  route: Route,
  list: Route,
  { store }: Call,
): Promise<AddressedList> {
  const known = Object.entries(listCall.values).filter(([name]) => Object.hasOwn(list.parameters, name));
  const values = { ...defaultsOf(list), ...Object.fromEntries(known), limit: 1, total: true };
  // The body of a list is a string; only exports are streams.
  const { body } = await list.handle({ ...listCall, store, values: { ...values, include: [] }, after: null });
  const { page, meta } = JSON.parse(body as string) as {
    page: { total: number };
    meta: AddressedList['meta'];
  };
  const query = canonicalQuery(route.parameters, listCall.values, PAGING);
  return { address: query === '' ? listCall.path : `${listCall.path}?${query}`, count: page.total, meta };
}

function defaultsOf({ parameters }: Route): Call['values'] {
  const given = Object.entries(parameters).flatMap(([name, { defaultValue }]) =>
    defaultValue === undefined ? [] : [[name, defaultValue] as const],
  );
  return Object.fromEntries(given);
}

function rejectAs({ message, errors }: Problem): never {
  if (errors.length === 0) return reject(message, null);
  throw invalidParameters(
    errors.map((error) => ({
      parameter: 'url',
      message:
        error.parameter === '' ? error.message : `In the address, \`${error.parameter}\`: ${error.message}`,
      suggestion: error.suggestion,
    })),
  );
}

function reject(message: string, suggestion: string | null): never {
  throw invalidParameters([{ parameter: 'url', message, suggestion }]);
}
