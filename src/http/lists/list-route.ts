// The route of a list of records. A page is the documents of its records, joined without parsing them.
import type { Position } from '../../query/condition.ts';
import { chosenFields } from '../../query/filters/text-filter.ts';
import { conditionsOf, querySentence } from '../../query/question.ts';
import { dataRoute } from '../contract/data-route.ts';
import { idParameter, pathSchema } from '../contract/parameter-schemas.ts';
import { LIST_SCHEMAS, schemaName } from '../contract/response-schemas.ts';
import { includedOf } from '../records/includes.ts';
import { recordOf } from '../records/record.ts';
import type { Call, HandlerResult, Route } from '../server/route.ts';
import { requestWarnings, undatedOf, withoutOf } from './list-meta.ts';
import { type ListScope, positionCheck, queryOf } from './list-scope.ts';
import { rankedList } from './ranking.ts';
import { unloadedTexts } from './unloaded-texts.ts';

/** The route of a list, with its operation. */
export function listRoute(scope: ListScope): Route {
  const { path, operationId, summary, resource, fixed, question } = scope;
  const responseDescription =
    fixed === null ? `A page of ${resource.name}.` : `A page of the ${fixed.parent.type}'s ${resource.name}.`;
  return dataRoute({
    path,
    operationId,
    summary,
    description: descriptionOf(scope),
    ...(fixed !== null && { pathParameters: pathSchema(fixed.parent) }),
    parameters: question.parameters,
    componentPrefix: schemaName(resource),
    response: { description: responseDescription, schema: LIST_SCHEMAS[resource.name] },
    check: (values) => question.problems(values),
    acceptsPosition: positionCheck(scope),
    handle: (call) => handleList(scope, call),
  });
}

function descriptionOf({ resource, fixed }: ListScope): string {
  const filters = 'Filters are ANDed, the values of one filter are ORed.';
  if (fixed === null) return `${resource.description} ${filters}`;
  return `The ${resource.name} of one ${fixed.parent.type}: those that \`${fixed.filter}\` finds in the list of all. ${filters}`;
}

async function handleList(
  { resource, fixed, path, question }: ListScope,
  call: Call,
): Promise<HandlerResult> {
  const { store, after } = call;
  const { name } = resource;
  const values = fixed === null ? call.values : await withParent(fixed, path, call);
  const query = await queryOf(question, values, store);
  const conditions = conditionsOf(query);
  const order = question.order(values);
  const limit = Number(values.limit);

  const ranked = order.by === 'relevance' ? await rankedList(resource, conditions, limit, call) : null;
  const { documents, end } =
    ranked ?? (await store.list({ resource: name, conditions, order, after, limit }));
  const total = values.total === true ? await store.count(name, conditions, null, call.requireClient) : null;
  const included = await includedOf(resource, documents, (values.include ?? []) as readonly string[], store);
  const meta = {
    revision: store.revision,
    query: querySentence(query, order),
    undated: await undatedOf(name, conditions, store),
    warnings: [
      ...(await requestWarnings(query, store)),
      ...(await unloadedTexts(
        { resource: name, query: query.text, fields: chosenFields(values), isEmpty: documents.length === 0 },
        store,
      )),
      ...(ranked?.warnings ?? []),
      ...included.warnings,
    ],
    without: documents.length === 0 ? await withoutOf(query, store) : [],
  };
  return listAnswer(documents, { limit, total, end }, meta, included.json, call);
}

/** The values with that of the filter that the path fixes. Throws where the parent does not exist. */
async function withParent(
  { filter, parent }: NonNullable<ListScope['fixed']>,
  path: string,
  call: Call,
): Promise<Call['values']> {
  await recordOf(parent, path, call);
  return { ...call.values, [filter]: [call.pathValues[idParameter(parent)] ?? ''] };
}

/** The response of a list, from the JSON of its parts. */
export function listAnswer(
  documents: readonly string[],
  { limit, total, end }: { limit: number; total: number | null; end: Position | null },
  meta: object,
  included: string,
  call: Call,
): HandlerResult {
  const next = end === null ? null : call.next(end);
  const page = JSON.stringify({ limit, nextCursor: next?.cursor ?? null, total });
  return {
    body: `{"data":[${documents.join(',')}],"page":${page},"meta":${JSON.stringify(meta)},"included":${included}}`,
    headers: next === null ? {} : { link: `<${next.address}>; rel="next"` },
  };
}
