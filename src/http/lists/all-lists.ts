// Every list of the API: those of the resources, and those of what belongs to one record.

import { capitalize } from '../../model/text.ts';
import { Question } from '../../query/query-definition.ts';
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

function whole(resource: AnyResource): ListScope {
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

/** A list of what belongs to one record: the resource's own, with one filter fixed. */
function within(
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

/** Within an article, quotes stand in the order of its text unless another is asked for. */
const IN_TEXT_ORDER: ListScope['sorts'] = { position: { by: 'position', direction: 'asc' }, ...quotes.sorts };

export const LIST_SCOPES: readonly ListScope[] = [
  ...Object.values(RESOURCES).map(whole),
  within(articles, 'article', events),
  within(articles, 'article', quotes, IN_TEXT_ORDER),
  within(actors, 'actor', events),
  within(actors, 'speaker', quotes),
  within(actors, 'speaker', statements),
  within(events, 'event', quotes),
];

export const listRoutes: readonly Route[] = LIST_SCOPES.map(listRoute);
