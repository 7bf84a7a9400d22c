// One record by its id: found, retired with or without a successor, or unknown with the nearest id.

import { Slug } from '../../model/fields.ts';
import { shorten, withArticle } from '../../model/text.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { dataRoute } from '../contract/data-route.ts';
import { idParameter, pathSchema } from '../contract/parameter-schemas.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { Moved, Problem } from '../server/problems.ts';
import { type Call, fillPath, type Route } from '../server/route.ts';

/**
 * The document of the record that the path names. Throws Moved or Problem where there is none.
 * @param parameter the path parameter that holds its id.
 */
export async function recordOf(
  resource: AnyResource,
  pattern: string,
  call: Call,
  parameter = idParameter(resource),
): Promise<string> {
  const id = call.ids[parameter] ?? '';
  const document = Slug.safeParse(id).success ? await call.store.get(resource.name, id) : null;
  if (document !== null) return document;
  return explainAbsence(resource, pattern, call, parameter, id);
}

async function explainAbsence(
  resource: AnyResource,
  pattern: string,
  call: Call,
  parameter: string,
  id: string,
): Promise<never> {
  const retired = Slug.safeParse(id).success ? await call.store.retired(resource.type, id) : null;
  if (retired !== null && retired.successorId !== null) {
    const path = fillPath(pattern, { ...call.ids, [parameter]: retired.successorId });
    throw new Moved(`${call.publicUrl}${path}${call.query === '' ? '' : `?${call.query}`}`);
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
  const { name, type, record, description } = resource;
  const path = `/v1/${name}/{${idParameter(resource)}}`;
  const operationId = `get${schemaName(resource)}`;
  return dataRoute({
    path,
    operationId,
    summary: `Get ${withArticle(type)}`,
    description: `One ${type} by its id. ${description}`,
    pathParameters: pathSchema(resource),
    answer: { description: `The ${type}.`, schema: record },
    handle: async (call) => ({ body: await recordOf(resource, path, call) }),
  });
}

/** Every resource by id; statements have a fuller answer of their own. */
export const recordRoutes: readonly Route[] = Object.values(RESOURCES)
  .filter(({ name }) => name !== 'statements')
  .map(recordRoute);
