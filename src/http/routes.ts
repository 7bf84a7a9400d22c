// The route table: every path of the API, once. It feeds the server and the document alike.
import { RESOURCE_NAMES } from '../query/condition.ts';
import { serviceRoutes } from './about.ts';
import { annotationsRoute } from './annotations.ts';
import { changesRoute } from './changes.ts';
import { citationRoute } from './citations/citations.ts';
import { queryCitationRoute } from './citations/query-citation.ts';
import { countExportRoutes } from './count-exports.ts';
import { dyadsRoute } from './dyads.ts';
import { exportRoutes } from './exports.ts';
import { facetRoutes } from './facets.ts';
import { linkedRoute } from './linked/linked.ts';
import { listRoutes } from './lists.ts';
import { operationRoutes, type Watched } from './operations.ts';
import { recordRoutes } from './record.ts';
import { reportsRoute } from './reports.ts';
import type { Route } from './route.ts';
import { searchRoute } from './search.ts';
import { statementRoute } from './statement.ts';
import { textRoute } from './text.ts';
import { timelineRoutes } from './timeline.ts';

const dataRoutes = [
  changesRoute,
  ...listRoutes,
  ...recordRoutes,
  statementRoute,
  reportsRoute,
  ...facetRoutes,
  ...timelineRoutes,
  dyadsRoute,
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
