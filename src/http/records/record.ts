// The routes of one record by its id, and the problems where it is unknown or retired.
import { Slug } from '../../model/fields.ts';
import { shorten, withArticle } from '../../model/strings.ts';
import { includeParameter } from '../../query/parameters/list-parameters.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { dataRoute } from '../contract/data-route.ts';
import { idParameter, pathSchema } from '../contract/parameter-schemas.ts';
import { detailSchema, schemaName } from '../contract/response-schemas.ts';
import { PermanentRedirect, Problem } from '../server/problems.ts';
import { type Call, fillPath, type Route } from '../server/route.ts';
import { withIncluded } from './includes.ts';

/**
 * The document of the record that the path names. Throws a Problem where there is none, or a
 * PermanentRedirect where it has a successor.
 * @param parameter the path parameter with its id.
 */
export async function recordOf(
  resource: AnyResource,
  pattern: string,
  call: Call,
  parameter = idParameter(resource),
): Promise<string> {
  const id = call.pathValues[parameter] ?? '';
  const document = Slug.safeParse(id).success ? await call.store.get(resource.name, id) : null;
  if (document !== null) return document;
  return throwAbsence(resource, pattern, call, parameter, id);
}

async function throwAbsence(
  resource: AnyResource,
  pattern: string,
  call: Call,
  parameter: string,
  id: string,
): Promise<never> {
  const retired = Slug.safeParse(id).success ? await call.store.retired(resource.type, id) : null;
  if (retired !== null && retired.successorId !== null) {
    const path = fillPath(pattern, { ...call.pathValues, [parameter]: retired.successorId });
    throw new PermanentRedirect(`${call.publicUrl}${path}${call.query === '' ? '' : `?${call.query}`}`);
  }
  if (retired !== null)
    throw new Problem('record-gone', `The ${resource.type} "${id}" was retired: ${retired.reason}`);
  const short = shorten(id);
  const suggestion = await call.store.suggest(resource.name, short);
  const message = `There is no ${resource.type} "${short}".`;
  const errors = suggestion === null ? [] : [{ parameter, message, suggestion }];
  throw new Problem('no-such-record', message, { errors });
}

function recordRoute(resource: AnyResource): Route {
  const { name, type, description } = resource;
  const path = `/v1/${name}/{${idParameter(resource)}}`;
  const operationId = `get${schemaName(resource)}`;
  return dataRoute({
    path,
    operationId,
    summary: `Get ${withArticle(type)}`,
    description: `One ${type} by its id. ${description}`,
    pathParameters: pathSchema(resource),
    parameters: includeParameter(resource),
    componentPrefix: schemaName(resource),
    response: { description: `The ${type}.`, schema: detailSchema(resource) },
    handle: async (call) => ({
      body: await withIncluded(resource, await recordOf(resource, path, call), call),
    }),
  });
}

/** The routes of all resources but statements, whose route adds quotes and differences. */
export const recordRoutes: readonly Route[] = Object.values(RESOURCES)
  .filter(({ name }) => name !== 'statements')
  .map(recordRoute);
