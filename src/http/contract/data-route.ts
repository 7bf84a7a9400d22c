// A route that answers from the data: what it may answer, and how the document shows that, follows from its path.
import type { z } from 'zod';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { type Route, route } from '../server/route.ts';
import { querySchema } from './parameter-schemas.ts';
import { responses, type Success } from './responses.ts';

interface DataRoute extends Partial<Pick<Route, 'check' | 'accepts'>> {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** Under which heading of the document it stands; what follows `/v1/` unless given. */
  readonly tag?: string;
  /** Path parameters, where there are some. */
  readonly pathParameters?: z.ZodType<unknown, Record<string, unknown>>;
  /** Query parameters, where there are some. */
  readonly parameters?: Parameters;
  /** Whose name stands in the document before a query parameter that others mean otherwise. */
  readonly owner?: string | ((parameter: string) => string);
  /** What is answered. */
  readonly answer: Omit<Success, 'operationId'>;
  readonly handle: Route['handle'];
}

/** Records are named by an id, and may have been retired; anything else that a path names exists or does not. */
const RECORD_ID = /\{\w*[iI]d\}/;

export function dataRoute({
  path,
  operationId,
  summary,
  description,
  tag = path.split('/')[2] ?? '',
  pathParameters,
  parameters = {},
  owner = '',
  answer,
  handle,
  check = null,
  accepts = null,
}: DataRoute): Route {
  const hasPages = accepts !== null;
  const namesRecord = RECORD_ID.test(path);
  const success = { operationId, ...answer, ...(hasPages && { headers: ['Link'] as const }) };
  const requestParams = {
    ...(pathParameters !== undefined && { path: pathParameters }),
    ...(Object.keys(parameters).length > 0 && { query: querySchema(parameters, owner) }),
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
    }),
  };
  return route(path, operation, handle, { parameters, check, accepts });
}
