// Timelines: how many records lie in each interval of the calendar. A record counts in the interval that contains its
// date; dates that may lie in several intervals, and unknown dates, are counted separately.
import { bucketsBetween, fillBuckets, INTERVALS, type Interval, placeCounts } from '../../query/buckets.ts';
import type { Condition } from '../../query/condition.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { COUNT_COLUMN, type CsvColumns, codeCell, numberCell } from '../../resources/csv-columns.ts';
import { events } from '../../resources/events.ts';
import { quotes } from '../../resources/quotes.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { invalidParameters } from '../server/problems.ts';
import {
  type Count,
  type CountRequest,
  countedStatuses,
  countMeta,
  defineCount,
  revisionColumn,
  statusColumns,
  statusCounts,
  statusWords,
} from './count.ts';
import { IntervalText, type StatusCounts, Timeline } from './count-schemas.ts';

/** Ninety years by week, or thirteen by day: about 700 kB. */
const MAX_BUCKETS = 5000;

/** Parameters besides the filters. */
const PARAMETERS: Parameters = {
  interval: {
    schema: IntervalText,
    repeatable: false,
    defaultValue: 'month',
    example: 'year',
    description: `Length of the intervals; at most ${MAX_BUCKETS} of them are answered.`,
  },
};

/** The timeline of a request. Throws a Problem where there would be too many intervals. */
async function timelineOf(resource: AnyResource, request: CountRequest): Promise<Timeline> {
  const { values, store } = request.call;
  const interval = values.interval as Interval;
  const hasStatus = 'status' in resource.filters;
  const statuses = countedStatuses(values);
  const conditions = request.conditions.map(withUndated);
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
  const ending = [...(hasStatus ? statusWords(values) : []), `counted by ${interval}`].join(', ');
  const meta = await countMeta({ ...request, conditions }, ending);
  return { unit: resource.name as Timeline['unit'], interval, buckets, imprecise, undated, meta };
}

/** Includes unknown dates, which are counted separately. */
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

interface TimelineRow {
  readonly dating: 'interval' | 'imprecise' | 'undated';
  readonly start: string | null;
  readonly end: string | null;
  readonly count: number;
  readonly byStatus: StatusCounts | null;
}

const COLUMNS: CsvColumns<TimelineRow> = {
  dating: codeCell(
    '`interval` for the records of one; `imprecise` and `undated`, the last two rows, for those of none.',
    ({ dating }) => dating,
  ),
  start: codeCell(
    'The first day of the interval, within which the dates counted lie wholly.',
    ({ start }) => start,
  ),
  end: codeCell('The last day of the interval, inclusive.', ({ end }) => end),
  count: numberCell(COUNT_COLUMN, ({ count }) => count),
  ...statusColumns(({ byStatus }) => byStatus),
  ...revisionColumn(),
};

function defineTimeline(resource: AnyResource): Count {
  const { name } = resource;
  const statuses =
    'status' in resource.filters
      ? ' Only what occurred or is ongoing counts, unless `status` says otherwise: what is feared, planned, alleged or denied is not done.'
      : '';
  return defineCount<TimelineRow>({
    resource,
    name: 'timeline',
    operationId: `get${schemaName(resource)}Timeline`,
    summary: `Count ${name} by date`,
    description: `How many ${name} lie in each interval, over the filters of the list. A date counts in the interval that it lies wholly within; others are counted under \`imprecise\`, unknown ones under \`undated\`, whether or not \`undated\` is given.${statuses}`,
    responseDescription: 'The counts, in order of date.',
    schema: Timeline,
    ownParameters: PARAMETERS,
    ownPrefix: 'Timeline',
    handle: async (request) => ({ body: JSON.stringify(await timelineOf(resource, request)) }),
    columns: COLUMNS,
    rows: async function* (request) {
      const { buckets, imprecise, undated } = await timelineOf(resource, request);
      const noInterval = { start: null, end: null, byStatus: null };
      yield [
        ...buckets.map((bucket) => ({ dating: 'interval' as const, ...bucket })),
        { dating: 'imprecise', count: imprecise, ...noInterval },
        { dating: 'undated', count: undated, ...noInterval },
      ];
    },
  });
}

export const eventTimeline = defineTimeline(events);
export const quoteTimeline = defineTimeline(quotes);
