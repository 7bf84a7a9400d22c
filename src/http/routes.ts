// The route table: every path of the API, once. It feeds the server and the document alike.

import { RESOURCE_NAMES } from '../query/condition.ts';
import { operationRoutes, type Watched } from './about/monitoring.ts';
import { serviceRoutes } from './about/self-description.ts';
import { citationRoute } from './citations/citations.ts';
import { queryCitationRoute } from './citations/query-citation.ts';
import { createContract, type OpenapiDocument } from './contract/document.ts';
import { countRoutes } from './counts/all-counts.ts';
import { countExportRoutes } from './exports/count-exports.ts';
import { exportRoutes } from './exports/record-exports.ts';
import { linkedRoute } from './linked/linked.ts';
import { listRoutes } from './lists/all-lists.ts';
import { annotationsRoute } from './lists/article-annotations.ts';
import { changesRoute } from './lists/dataset-changes.ts';
import { reportsRoute } from './lists/event-reports.ts';
import { textRoute } from './records/article-text.ts';
import { recordRoutes } from './records/record.ts';
import { statementRoute } from './records/statement-detail.ts';
import { searchRoute } from './search/search.ts';
import type { Route } from './server/route.ts';

const dataRoutes = [
  changesRoute,
  ...listRoutes,
  ...recordRoutes,
  statementRoute,
  reportsRoute,
  ...countRoutes,
  annotationsRoute,
  textRoute,
  searchRoute,
  ...exportRoutes,
  ...countExportRoutes,
];

/** In the order in which a reader meets them: the resources by path, then what is asked of all, the operations last. */
export function routeTable(watched: Watched): Route[] {
  const byPath = dataRoutes.toSorted((a, b) => order(a) - order(b) || (a.path < b.path ? -1 : 1));
  const table: Route[] = [
    ...serviceRoutes([...byPath, citationRoute, queryCitationRoute(() => table), linkedRoute]),
    ...operationRoutes(watched),
  ];
  return table;
}

function order({ path }: Route): number {
  const index = (RESOURCE_NAMES as readonly string[]).indexOf(path.split('/')[2] ?? '');
  return index === -1 ? RESOURCE_NAMES.length : index;
}

/** The document of the API. */
export function openapiDocument(): OpenapiDocument {
  const unwatched = { trouble: () => null, metrics: async () => ({ type: '', text: '' }) };
  return createContract(routeTable(unwatched));
}
