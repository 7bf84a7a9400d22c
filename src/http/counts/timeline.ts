// Timelines: how many records lie in each interval of the calendar. A record counts in the one interval that its date
// lies wholly within; dates that could lie in several, and unknown ones, are counted apart.
import { bucketsBetween, fillBuckets, INTERVALS, type Interval, placeCounts } from '../../query/buckets.ts';
import type { Condition } from '../../query/condition.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { events } from '../../resources/events.ts';
import { quotes } from '../../resources/quotes.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { responses } from '../contract/responses.ts';
import { schemaName } from '../contract/schemas.ts';
import { invalidParameters } from '../server/problems.ts';
import { type Call, type Route, route } from '../server/route.ts';
import {
  checkCount,
  countedConditions,
  countedStatuses,
  countMeta,
  countParameters,
  countQuery,
  statusCounts,
  statusWords,
} from './count-request.ts';
import { IntervalText, Timeline } from './count-schemas.ts';

/** Ninety years by week, or thirteen by day: about 700 kB. */
const MAX_BUCKETS = 5000;

/** What timelines are asked beside the filters. */
export const TIMELINE_PARAMETERS: Parameters = {
  interval: {
    schema: IntervalText,
    many: false,
    fallback: 'month',
    example: 'year',
    description: `Length of the intervals; at most ${MAX_BUCKETS} of them are answered.`,
  },
};

/** The counts of a request. Throws a Problem where there would be too many intervals. */
export async function timelineOf(resource: AnyResource, call: Call): Promise<Timeline> {
  const { values, store } = call;
  const interval = values.interval as Interval;
  const hasStatus = 'status' in resource.filters;
  const statuses = countedStatuses(values);
  const conditions = (await countedConditions(resource, values, call)).map(withUndated);
  const counts = await store.countDates(
    resource.name,
    conditions,
    hasStatus ? { field: 'status', values: statuses } : null,
  );
  const { byStart, imprecise, undated } = placeCounts(counts, interval);
  checkSize([...byStart.keys()], interval);
  const buckets = fillBuckets(byStart, interval).map(({ start, end, count, byValue }) => ({
    start,
    end,
    count,
    byStatus: hasStatus ? statusCounts(statuses, byValue) : null,
  }));
  const how = [...(hasStatus ? statusWords(values) : []), `counted by ${interval}`].join(', ');
  const meta = await countMeta(resource, conditions, how, call);
  return { unit: resource.name as Timeline['unit'], interval, buckets, imprecise, undated, meta };
}

/** Unknown dates are counted, apart. */
function withUndated(condition: Condition): Condition {
  return condition.kind === 'days' ? { ...condition, undated: 'include' } : condition;
}

function checkSize(starts: readonly string[], interval: Interval): void {
  const [first, last] = [starts.toSorted()[0], starts.toSorted().at(-1)];
  if (first === undefined || last === undefined) return;
  const size = bucketsBetween(interval, first, last);
  if (size <= MAX_BUCKETS) return;
  const coarser = INTERVALS.slice(INTERVALS.indexOf(interval) + 1).find(
    (each) => bucketsBetween(each, first, last) <= MAX_BUCKETS,
  );
  const narrower = `narrow the dates by from and to`;
  const message =
    `From ${first} to ${last} there are ${size} intervals of a ${interval}, and at most ${MAX_BUCKETS} are answered: ` +
    `${coarser === undefined ? narrower : `ask for a longer interval, or ${narrower}`}.`;
  throw invalidParameters([{ parameter: 'interval', message, suggestion: coarser ?? null }]);
}

function timelineRoute(resource: AnyResource): Route {
  const { name } = resource;
  const operationId = `get${schemaName(resource)}Timeline`;
  const parameters = countParameters(resource, TIMELINE_PARAMETERS);
  const statuses =
    'status' in resource.filters
      ? ' Only what occurred or is ongoing counts, unless `status` says otherwise: what is feared, planned, alleged or denied is not done.'
      : '';
  return route(
    `/v1/${name}/timeline`,
    {
      operationId,
      summary: `Count ${name} by date`,
      description: `How many ${name} lie in each interval, over the filters of the list. A date counts in the interval that it lies wholly within; others are counted under \`imprecise\`, unknown ones under \`undated\`, whether or not \`undated\` is given.${statuses}`,
      tags: [name],
      requestParams: { query: countQuery(resource, TIMELINE_PARAMETERS, 'Timeline') },
      responses: responses({ operationId, description: 'The counts, in order of date.', schema: Timeline }),
    },
    async (call) => ({ body: JSON.stringify(await timelineOf(resource, call)) }),
    { parameters, check: checkCount(resource) },
  );
}

export const timelineRoutes: readonly Route[] = [events, quotes].map((resource) =>
  timelineRoute(resource as AnyResource),
);
