// A route that serves data: its OpenAPI operation and possible responses follow from its path.
import type { z } from 'zod';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { type Route, route } from '../server/route.ts';
import { querySchema } from './parameter-schemas.ts';
import { responses, type Success } from './responses.ts';

interface DataRoute extends Partial<Pick<Route, 'needsData' | 'check' | 'acceptsPosition'>> {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** Its tag in the document; by default the segment after `/v1/`. */
  readonly tag?: string;
  /** Path parameters, if any. */
  readonly pathParameters?: z.ZodType<unknown, Record<string, unknown>>;
  /** Query parameters, if any. */
  readonly parameters?: Parameters;
  /** Prefixes the component of a query parameter whose name other operations use with another meaning. */
  readonly componentPrefix?: string | ((parameter: string) => string);
  /** The response with status 200. */
  readonly response: Omit<Success, 'operationId'>;
  readonly handle: Route['handle'];
}

/** Only records, which a path names by id, can have been retired. */
const RECORD_ID = /\{\w*[iI]d\}/;

/** Builds the route with its operation. */
export function dataRoute({
  path,
  operationId,
  summary,
  description,
  tag = path.split('/')[2] ?? '',
  pathParameters,
  parameters = {},
  componentPrefix = '',
  response,
  handle,
  needsData = true,
  check = null,
  acceptsPosition = null,
}: DataRoute): Route {
  const hasPages = acceptsPosition !== null;
  const namesRecord = RECORD_ID.test(path);
  const success = { operationId, ...response, ...(hasPages && { headers: ['Link'] as const }) };
  const requestParams = {
    ...(pathParameters !== undefined && { path: pathParameters }),
    ...(Object.keys(parameters).length > 0 && { query: querySchema(parameters, componentPrefix) }),
  };
  const operation = {
    operationId,
    summary,
    description,
    tags: [tag],
    ...(Object.keys(requestParams).length > 0 && { requestParams }),
    responses: responses(success, {
      moved: namesRecord,
      notFound: path.includes('{'),
      gone: namesRecord || hasPages,
      needsData,
    }),
  };
  return route(path, operation, handle, { parameters, needsData, check, acceptsPosition });
}
