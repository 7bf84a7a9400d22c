// A route: one entry of the table that both the server and the document are made from. Its types, and the canonical
// form of addresses.
import type { Readable } from 'node:stream';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { compareBytes } from '../../model/strings.ts';
import type { Position } from '../../query/condition.ts';
import type { ParameterNote, Parameters, Values } from '../../query/parameters/parameters.ts';
import type { Store } from '../../store/port/store.ts';

export type Operation = ZodOpenApiOperationObject & { operationId: string };

/** A request with valid parameters, and the revision that answers it. */
export interface Call {
  /** The revision that answers; a call never mixes two. */
  readonly store: Store;
  /** Path parameters by name. */
  readonly pathValues: Readonly<Record<string, string>>;
  /** Query parameters with defaults filled in; several values are in byte order unless their order matters. */
  readonly values: Values;
  /** The canonical path, without the public prefix. */
  readonly path: string;
  /** The canonical query string, without defaults. */
  readonly query: string;
  /** Throws where the client has gone, and so nobody waits for the answer any longer. */
  readonly requireClient: () => void;
  /** The position after which the page begins; null for the first page and for routes without pages. */
  readonly after: Position | null;
  /** Prefix of links, empty for none. */
  readonly publicUrl: string;
  /** The cursor of the page after a position, and the address of that page. */
  readonly next: (position: Position) => { readonly cursor: string; readonly address: string };
}

/** What a handler answers a call with. */
export interface HandlerResult {
  /** A long body is a stream, which is opened only to be sent and is not cached. */
  readonly body: string | (() => Promise<Readable>);
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  /** As in OpenAPI: `/v1/actors/{actorId}`. */
  readonly path: string;
  readonly operation: Operation;
  readonly parameters: Parameters;
  /** `revision`: the result is the same until the next load. `never`: the handler runs for each request. */
  readonly cached: 'revision' | 'never';
  /** Whether it answers from the data, and so only where those are known to be intact. */
  readonly needsData: boolean;
  /** Finds errors in a combination of values that are each valid; null for none. */
  readonly check: ((values: Values) => readonly ParameterNote[]) | null;
  /** Whether a cursor's position is one that the route's order can have; null for routes without pages. */
  readonly acceptsPosition: ((after: Position, values: Values) => boolean) | null;
  readonly handle: (call: Call) => Promise<HandlerResult> | HandlerResult;
}

/** A route without pages or checks of its own. */
export function route(
  path: string,
  operation: Operation,
  handle: Route['handle'],
  options: Partial<Omit<Route, 'path' | 'operation' | 'handle'>> = {},
): Route {
  return {
    path,
    operation,
    handle,
    parameters: {},
    cached: 'revision',
    needsData: true,
    check: null,
    acceptsPosition: null,
    ...options,
  };
}

export const JSON_TYPE = 'application/json; charset=utf-8';
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The path of a route with its parameters filled in. */
export function fillPath(pattern: string, pathValues: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(pathValues[name] ?? ''));
}

/** Sorts several values in byte order unless their order matters, so that equivalent requests are equal. */
export function canonicalValues(parameters: Parameters, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) && parameters[name]?.ordered !== true ? value.toSorted(compareBytes) : value,
    ]),
  );
}

/** The canonical query string: sorted by name, without defaults and without the parameters in `without`. */
export function canonicalQuery(
  parameters: Parameters,
  values: Values,
  without: readonly string[] = [],
): string {
  const pairs: string[] = [];
  for (const name of Object.keys(values).sort()) {
    const value = values[name];
    if (value === undefined || value === parameters[name]?.defaultValue || without.includes(name)) continue;
    if (Array.isArray(value)) for (const item of value) pairs.push(pairOf(name, String(item)));
    else pairs.push(pairOf(name, String(value)));
  }
  return pairs.join('&');
}

/** As `URLSearchParams` writes it, which is slow and rarely has anything to escape. */
function pairOf(name: string, value: string): string {
  return /^[\w.*-]*$/.test(value) ? `${name}=${value}` : new URLSearchParams([[name, value]]).toString();
}
