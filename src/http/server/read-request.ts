// Turns a request into a call: reads its parameters strictly, decodes its cursor, and chooses the revision that
// answers.
import { hasControls } from '../../model/strings.ts';
import { decodeCursor, encodeCursor, fingerprint } from '../../query/cursor.ts';
import { readParameters, type Values } from '../../query/parameters/parameters.ts';
import type { Revisions } from '../../store/port/revisions.ts';
import type { Store } from '../../store/port/store.ts';
import { invalidParameters, Problem } from './problems.ts';
import { type Call, canonicalQuery, canonicalValues, fillPath, type Route } from './route.ts';

/** Parameters of paging and includes, which may change from page to page and do not affect what a list contains. */
export const PAGING = ['limit', 'cursor', 'total', 'include'];

/** A request that matched a route. */
export interface MatchedRequest {
  readonly route: Route;
  readonly pathValues: Readonly<Record<string, string>>;
  /** The query string without the `?`, still escaped. */
  readonly rawQuery: string;
  readonly requireClient: Call['requireClient'];
}

/**
 * The call of a request. Does not query a store.
 * @param current the revision that answers unless the cursor is of another.
 */
export function callOf(
  { route, pathValues, rawQuery, requireClient }: MatchedRequest,
  current: Store,
  revisions: Revisions,
  publicUrl: string,
): Call {
  for (const [name, id] of Object.entries(pathValues)) {
    if (id === '') throw emptyPathParameter(fillPath(route.path, pathValues));
    if (hasControls(id))
      throw invalidParameters([
        { parameter: name, message: 'Control characters are not allowed.', suggestion: null },
      ]);
  }
  const values = readValues(route, rawQuery);
  const path = fillPath(route.path, pathValues);
  // Made where a cursor comes or goes, not for every request.
  let request: string | null = null;
  const fingerprintOf = () => {
    request ??= fingerprint([
      path,
      canonicalQuery(route.parameters, values, PAGING),
      String(values.sort ?? ''),
    ]);
    return request;
  };
  const address = (parameters: Values) => {
    const query = canonicalQuery(route.parameters, parameters);
    return query === '' ? path : `${path}?${query}`;
  };
  const { store, after } = openCursor(
    route,
    values,
    fingerprintOf,
    () => `${publicUrl}${address(withoutCursor(values))}`,
    current,
    revisions,
  );
  return {
    store,
    pathValues,
    values,
    path,
    query: canonicalQuery(route.parameters, values),
    requireClient,
    after,
    publicUrl,
    next: (position) => {
      const cursor = encodeCursor({ revision: store.revision, request: fingerprintOf() }, position);
      return { cursor, address: `${publicUrl}${address({ ...values, cursor })}` };
    },
  };
}

/** The problem for a path with a trailing slash, or two in a row. */
function emptyPathParameter(path: string): Problem {
  const message = `There is nothing at "${path.slice(0, 100)}".`;
  const suggestion = path
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .slice(0, 100);
  return new Problem('no-such-path', message, {
    errors: [{ parameter: '', message, suggestion }],
  });
}

function withoutCursor(values: Values): Values {
  const { cursor: _, ...rest } = values;
  return rest;
}

function readValues({ parameters, check }: Route, rawQuery: string): Values {
  const read = readParameters(parameters, rawQuery);
  if (read.problems !== null) throw invalidParameters(read.problems);
  const problems = check?.(read.values) ?? [];
  if (problems.length > 0) throw invalidParameters(problems);
  return canonicalValues(parameters, read.values);
}

function openCursor(
  { acceptsPosition }: Route,
  values: Values,
  request: () => string,
  restart: () => string,
  current: Store,
  revisions: Revisions,
): Pick<Call, 'store' | 'after'> {
  if (acceptsPosition === null || values.cursor === undefined) return { store: current, after: null };
  const cursor = decodeCursor(String(values.cursor));
  if (cursor === null) throw invalidCursor('It is not a cursor of this API.', restart());
  if (cursor.request !== request())
    throw invalidCursor('It was made for another path, other filters or another sort.', restart());
  if (!acceptsPosition(cursor.after, values))
    throw invalidCursor('It is not a cursor of this API.', restart());
  const store = cursor.revision === current.revision ? current : revisions.at(cursor.revision);
  if (store === null) {
    const message = 'The dataset was loaded anew since this list was begun.';
    throw new Problem('stale-cursor', message, {
      errors: [{ parameter: 'cursor', message, suggestion: restart() }],
    });
  }
  return { store, after: cursor.after };
}

function invalidCursor(message: string, restart: string): Problem {
  return new Problem('invalid-cursor', message, {
    errors: [{ parameter: 'cursor', message, suggestion: restart }],
  });
}
