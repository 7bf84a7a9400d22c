// All counts of the API.
import type { Route } from '../server/route.ts';
import { type Count, countRoute } from './count.ts';
import { eventDyads } from './dyads.ts';
import { eventFacets, quoteFacets } from './facets.ts';
import { eventTimeline, quoteTimeline } from './timeline.ts';

export const COUNTS: readonly Count[] = [eventFacets, eventTimeline, eventDyads, quoteFacets, quoteTimeline];

export const countRoutes: readonly Route[] = COUNTS.map(countRoute);
