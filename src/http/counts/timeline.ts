// Timelines: how many records lie in each interval of the calendar. A record counts in the interval that contains its
// date; dates that may lie in several intervals, and unknown dates, are counted separately.
import { z } from 'zod';
import {
  addTallies,
  bucketStart,
  INTERVALS,
  type Interval,
  type Layout,
  layOut,
  layoutSize,
  NOTHING,
  placeCounts,
  precisionFor,
  type Tally,
} from '../../query/buckets.ts';
import type { Condition } from '../../query/condition.ts';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { listWords } from '../../query/query-words.ts';
import { statusField } from '../../resources/counted-fields.ts';
import { COUNT_COLUMN, type CsvColumns, codeCell, numberCell } from '../../resources/csv-columns.ts';
import { events } from '../../resources/events.ts';
import { quotes } from '../../resources/quotes.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { invalidParameters } from '../server/problems.ts';
import { actMeta, SERIES_PARAMETER } from './act-counts.ts';
import { type Count, type CountRequest, countMeta, defineCount, revisionColumn } from './count.ts';
import { EventTimeline, IntervalText, Timeline } from './count-schemas.ts';
import { type MeasuredRow, measured, measuredColumns, measureParameters } from './measured-events.ts';
import type { CountedMeasure } from './measured-schemas.ts';
import { type StatusTally, statusColumns, statusTally } from './statuses.ts';

/** Ninety years by week, or thirteen by day: about 700 kB. */
const MAX_BUCKETS = 5000;

/** The longest run of empty intervals that is answered unless all are asked for: as many as are told at a glance. */
const LONGEST_EMPTY_RUN = 6;

/** Parameters besides the filters. */
const PARAMETERS: Parameters = {
  interval: {
    schema: IntervalText,
    repeatable: false,
    defaultValue: 'month',
    example: 'year',
    description: `Length of the intervals; at most ${MAX_BUCKETS} of them are answered.`,
  },
  empty: {
    schema: z.enum(['omit', 'include']),
    repeatable: false,
    defaultValue: 'omit',
    example: 'include',
    description: `\`omit\` leaves out runs of more than ${LONGEST_EMPTY_RUN} empty intervals and says where in \`gaps\`; \`include\` gives every interval.`,
  },
};

interface CountedTimeline extends Layout {
  readonly interval: Interval;
  readonly imprecise: Tally;
  readonly undated: Tally;
  readonly conditions: readonly Condition[];
}

/** Throws a Problem where there would be too many intervals. */
async function countedTimeline(resource: AnyResource, request: CountRequest): Promise<CountedTimeline> {
  const { values, store, requireClient } = request.call;
  const interval = values.interval as Interval;
  const conditions = request.conditions.map(withUndated);
  const counts = await store.countDates(
    {
      resource: resource.name,
      conditions,
      groupBy: statusField(resource),
      precision: precisionFor(interval),
      measure: request.measure?.name ?? null,
    },
    requireClient,
  );
  const { byStart, imprecise, undated } = placeCounts(counts, interval);
  const longest = longestRun(values);
  checkSize([...byStart.keys()], interval, longest);
  return { interval, ...layOut(byStart, interval, longest), imprecise, undated, conditions };
}

/** The timeline of a request. */
async function timelineOf(resource: AnyResource, request: CountRequest): Promise<Timeline> {
  const { measure } = request;
  const { interval, buckets, gaps, imprecise, undated, conditions } = await countedTimeline(
    resource,
    request,
  );
  const figures = ({ byValue: counts, sums }: Tally) => measured(measure, { counts, sums });
  return {
    unit: resource.name,
    interval,
    buckets: buckets.map(({ start, end, ...tally }) => ({
      start,
      end,
      ...tallyOf(resource, tally, measure),
    })),
    gaps,
    imprecise: imprecise.count,
    undated: undated.count,
    ...(statusField(resource) !== null && {
      figures: measure && {
        imprecise: figures(imprecise),
        undated: figures(undated),
        total: figures(addTallies([...buckets, imprecise, undated])),
      },
    }),
    meta: await metaOf(resource)({ ...request, conditions }, `counted by ${interval}`),
  } as Timeline; // of events with statuses, of quotes without
}

/** Acts happen in time; of quotes there are no series. */
function metaOf(resource: AnyResource): typeof countMeta {
  return isOfActs(resource) ? actMeta : countMeta;
}

function isOfActs(resource: AnyResource): boolean {
  return resource.name === events.name;
}

function tallyOf(
  resource: AnyResource,
  { count, byValue, sums }: Tally,
  measure: CountedMeasure | null,
): { count: number } & Partial<StatusTally> & MeasuredRow {
  if (statusField(resource) === null) return { count };
  return { count, ...statusTally(byValue), ...measured(measure, { counts: byValue, sums }) };
}

function longestRun({ empty }: Values): number {
  return empty === 'include' ? Number.POSITIVE_INFINITY : LONGEST_EMPTY_RUN;
}

/** Includes unknown dates, which are counted separately. */
function withUndated(condition: Condition): Condition {
  return condition.kind === 'days' ? { ...condition, undated: 'include' } : condition;
}

function checkSize(starts: readonly string[], interval: Interval, longest: number): void {
  const size = layoutSize(starts, interval, longest);
  if (size <= MAX_BUCKETS) return;
  const [first, last] = [starts.toSorted()[0], starts.toSorted().at(-1)];
  const coarser = INTERVALS.slice(INTERVALS.indexOf(interval) + 1).find((each) => {
    const coarse = new Set(starts.map((start) => bucketStart(each, start)));
    return layoutSize([...coarse], each, longest) <= MAX_BUCKETS;
  });
  const cures = [
    ...(coarser === undefined ? [] : ['ask for a longer interval']),
    ...(layoutSize(starts, interval, LONGEST_EMPTY_RUN) <= MAX_BUCKETS ? ['leave out empty=include'] : []),
    'narrow the dates by from and to',
  ];
  const message = `From ${first} to ${last} there are ${size} intervals of a ${interval}, and at most ${MAX_BUCKETS} are answered: ${listWords(cures, 'or')}.`;
  throw invalidParameters([{ parameter: 'interval', message, suggestion: coarser ?? null }]);
}

interface TimelineRow extends Partial<StatusTally>, MeasuredRow {
  readonly row: 'interval' | 'gap' | 'imprecise' | 'undated';
  readonly start: string | null;
  readonly end: string | null;
  readonly intervals: number | null;
  readonly count: number;
}

function columnsOf(resource: AnyResource): CsvColumns<TimelineRow> {
  return {
    row: codeCell(
      '`interval` for the records of one; `gap` for a run of empty intervals; `imprecise` and `undated`, the last two rows, for the records of none.',
      ({ row }) => row,
    ),
    start: codeCell(
      'The first day of the interval, within which the dates counted lie wholly, or of the gap.',
      ({ start }) => start,
    ),
    end: codeCell('The last day of the interval, or of the gap, inclusive.', ({ end }) => end),
    intervals: numberCell(
      'How many intervals the row stands for: 1, or those of a gap; empty in the last two rows.',
      ({ intervals }) => intervals,
    ),
    count: numberCell(COUNT_COLUMN, ({ count }) => count),
    ...statusColumns<TimelineRow>(resource, (row) => row),
    ...measuredColumns<TimelineRow>(resource, (row) => row),
    ...revisionColumn(),
  };
}

/** Intervals and gaps in the order of their days, then what lies in none. */
function timelineRows(
  resource: AnyResource,
  { buckets, gaps, imprecise, undated }: CountedTimeline,
  measure: CountedMeasure | null,
): TimelineRow[] {
  const tally = (each: Tally) => ({
    ...tallyOf(resource, each, measure),
    measure: measure?.name ?? null,
  });
  const none = { start: null, end: null, intervals: null };
  const spans = [
    ...buckets.map(({ start, end, ...each }) => ({
      row: 'interval' as const,
      ...{ start, end, intervals: 1, ...tally(each) },
    })),
    ...gaps.map(({ start, end, buckets: intervals }) => ({
      row: 'gap' as const,
      ...{ start, end, intervals, ...tally(NOTHING) },
    })),
  ];
  return [
    ...spans.sort((a, b) => (a.start < b.start ? -1 : 1)),
    { row: 'imprecise', ...none, ...tally(imprecise) },
    { row: 'undated', ...none, ...tally(undated) },
  ];
}

function defineTimeline(resource: AnyResource): Count {
  const { name } = resource;
  const hasStatus = statusField(resource) !== null;
  const statuses = hasStatus
    ? ' What is feared, planned, alleged or denied counts too; `done` is what occurred or is ongoing, and `byStatus` says the rest.'
    : '';
  return defineCount<TimelineRow>({
    resource,
    name: 'timeline',
    operationId: `get${schemaName(resource)}Timeline`,
    summary: `Count ${name} by date`,
    description: `How many ${name} lie in each interval, over the filters of the list. A date counts in the interval that it lies wholly within; others are counted under \`imprecise\`, unknown ones under \`undated\`, whether or not \`undated\` is given.${isOfActs(resource) ? ' A series is left out, for its parts are counted, unless `series=true`.' : ''}${statuses}`,
    responseDescription: 'The counts, in order of date.',
    schema: hasStatus ? EventTimeline : Timeline,
    ownParameters: {
      ...PARAMETERS,
      ...(isOfActs(resource) && SERIES_PARAMETER),
      ...measureParameters(resource),
    },
    ownPrefix: 'Timeline',
    handle: async (request) => ({ body: JSON.stringify(await timelineOf(resource, request)) }),
    columns: columnsOf(resource),
    rows: async function* (request) {
      yield timelineRows(resource, await countedTimeline(resource, request), request.measure);
    },
  });
}

export const eventTimeline = defineTimeline(events);
export const quoteTimeline = defineTimeline(quotes);
