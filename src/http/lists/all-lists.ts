// All lists of records: those of the resources, and those nested under one record.
import { capitalize } from '../../model/strings.ts';
import { Question } from '../../query/question.ts';
import { actors } from '../../resources/actors.ts';
import { articles } from '../../resources/articles.ts';
import { events } from '../../resources/events.ts';
import { RESOURCES } from '../../resources/index.ts';
import { quotes } from '../../resources/quotes.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { statements } from '../../resources/statements.ts';
import { idParameter } from '../contract/parameter-schemas.ts';
import { schemaName } from '../contract/response-schemas.ts';
import type { Route } from '../server/route.ts';
import { listRoute } from './list-route.ts';
import type { ListScope } from './list-scope.ts';

function resourceList(resource: AnyResource): ListScope {
  const { name, sorts, question } = resource;
  const operationId = `list${capitalize(name)}`;
  return {
    path: `/v1/${name}`,
    operationId,
    summary: `List ${name}`,
    resource,
    fixed: null,
    sorts,
    question,
  };
}

/** A list nested under one record: the resource's list with one filter fixed by the path. */
function nestedList(
  parent: AnyResource,
  filter: string,
  resource: AnyResource,
  sorts = resource.sorts,
): ListScope {
  const { name, filters, includes } = resource;
  return {
    path: `/v1/${parent.name}/{${idParameter(parent)}}/${name}`,
    operationId: `list${schemaName(parent)}${capitalize(name)}`,
    summary: `List the ${name} of one ${parent.type}`,
    resource,
    fixed: { filter, parent },
    sorts,
    question: new Question({ name, filters, sorts, includes }, filter),
  };
}

/** The quotes of an article are in the order of its text unless another is requested. */
const IN_TEXT_ORDER: ListScope['sorts'] = { position: { by: 'position', direction: 'asc' }, ...quotes.sorts };

export const LIST_SCOPES: readonly ListScope[] = [
  ...Object.values(RESOURCES).map(resourceList),
  nestedList(articles, 'article', events),
  nestedList(articles, 'article', quotes, IN_TEXT_ORDER),
  nestedList(actors, 'actor', events),
  nestedList(actors, 'speaker', quotes),
  nestedList(actors, 'speaker', statements),
  nestedList(events, 'event', quotes),
];

export const listRoutes: readonly Route[] = LIST_SCOPES.map(listRoute);
