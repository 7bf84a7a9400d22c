// The route table: every path of the API, once. It feeds the server and the document alike.
import { RESOURCE_NAMES } from '../query/condition.ts';
import { type MonitoringSources, monitoringRoutes } from './about/monitoring.ts';
import { selfDescriptionRoutes } from './about/self-description.ts';
import { citationFileRoutes } from './citations/citation-files.ts';
import { citationRoute } from './citations/citations.ts';
import { queryCitationRoute } from './citations/query-citation.ts';
import { createContract, type OpenapiDocument } from './contract/document.ts';
import { countRoutes } from './counts/all-counts.ts';
import { countExportRoutes } from './exports/count-exports.ts';
import { partExportRoutes } from './exports/part-exports.ts';
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
  ...partExportRoutes,
  ...countExportRoutes,
];

/**
 * In reading order: the index and the dataset, the resources by path, exports, routes over all of them, monitoring last.
 * `{` comes after letters: readers of the document that take the first path that fits find `/v1/events/facets` before
 * `/v1/events/{eventId}`.
 */
export function routeTable(sources: MonitoringSources): Route[] {
  const byPath = dataRoutes.toSorted(
    (a, b) => order(a) - order(b) || exportOrder(a) - exportOrder(b) || (a.path < b.path ? -1 : 1),
  );
  const table: Route[] = [
    ...selfDescriptionRoutes([...byPath, ...citationRoutes(() => table), linkedRoute]),
    ...monitoringRoutes(sources),
  ];
  return table;
}

/** Those of queries come first: their paths would also be those of a record. */
function citationRoutes(table: () => readonly Route[]): Route[] {
  const routes = [citationRoute, queryCitationRoute(table), ...citationFileRoutes(table)];
  return routes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function order({ path }: Route): number {
  if (path.startsWith('/v1/dataset')) return -1;
  const index = (RESOURCE_NAMES as readonly string[]).indexOf(path.split('/')[2] ?? '');
  return index === -1 ? RESOURCE_NAMES.length : index;
}

/** The place among the exports, which is that of the resource. */
function exportOrder({ path }: Route): number {
  return (RESOURCE_NAMES as readonly string[]).indexOf(path.split('/')[3] ?? '');
}

/** The OpenAPI document of the API. */
export function openapiDocument(): OpenapiDocument {
  const noSources = { trouble: () => null, metrics: async () => ({ type: '', text: '' }) };
  return createContract(routeTable(noSources));
}
