// What a route is: one entry of the table that feeds both the server and the document. Types, and the words in
// which an address is written canonically.
import type { Readable } from 'node:stream';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { compareBytes } from '../../model/text.ts';
import type { Position } from '../../query/condition.ts';
import type { ParameterProblem, Parameters, Values } from '../../query/parameters/parameters.ts';
import type { Store } from '../../store/port/store.ts';

export type Operation = ZodOpenApiOperationObject & { operationId: string };

/** A request whose parameters are read and found right. */
export interface Call {
  /** The revision that answers, wholly. */
  readonly store: Store;
  /** Path parameters. */
  readonly ids: Readonly<Record<string, string>>;
  /** Query parameters, defaults filled in, many-valued ones in byte order unless theirs matters. */
  readonly values: Values;
  /** The path as requested, canonically written, without a prefix. */
  readonly path: string;
  /** The query, canonically written, without defaults. */
  readonly query: string;
  /** Where the page begins; null for the first or where the route has no pages. */
  readonly after: Position | null;
  /** Prefix of links, empty for none. */
  readonly publicUrl: string;
  /** The page that begins after this position: its cursor, and its address with the same parameters. */
  readonly next: (position: Position) => { readonly cursor: string; readonly address: string };
}

export interface Answer {
  /** What may be long is a stream, opened only when it is to be sent. It is not cached. */
  readonly body: string | (() => Promise<Readable>);
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  /** As in the document: `/v1/actors/{actorId}`. */
  readonly path: string;
  readonly operation: Operation;
  readonly parameters: Parameters;
  /** `revision`: the same until the next load. `never`: asked anew each time. */
  readonly cached: 'revision' | 'never';
  /** What is wrong with values that are each right by themselves. */
  readonly check: ((values: Values) => readonly ParameterProblem[]) | null;
  /** Whether a position in a cursor is one that the route's order gives; null where it has no pages. */
  readonly accepts: ((after: Position, values: Values) => boolean) | null;
  readonly handle: (call: Call) => Promise<Answer> | Answer;
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
    check: null,
    accepts: null,
    ...options,
  };
}

export const JSON_TYPE = 'application/json; charset=utf-8';
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The path of a route with its parameters filled in. */
export function fillPath(pattern: string, ids: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
}

/** Many-valued parameters in byte order unless theirs matters, so that requests that mean the same are the same. */
export function canonicalValues(parameters: Parameters, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) && parameters[name]?.ordered !== true ? value.toSorted(compareBytes) : value,
    ]),
  );
}

/** The query string of values: by name, without defaults and without the parameters left out. */
export function canonicalQuery(
  parameters: Parameters,
  values: Values,
  without: readonly string[] = [],
): string {
  const search = new URLSearchParams();
  for (const name of Object.keys(values).toSorted()) {
    const value = values[name];
    if (value === undefined || value === parameters[name]?.fallback || without.includes(name)) continue;
    for (const item of [value].flat()) search.append(name, String(item));
  }
  return search.toString();
}
