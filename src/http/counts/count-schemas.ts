// The response schemas of counts. docs/counting.md explains what each one counts.
import { z } from 'zod';
import { QuadClass, Score } from '../../model/codebook/event-codes.ts';
import { PloverType } from '../../model/codebook/plover.ts';
import { Revision } from '../../model/dataset.ts';
import { EventStatus } from '../../model/event.ts';
import { Day } from '../../model/fields.ts';
import { INTERVALS } from '../../query/buckets.ts';
import { CodeLevel } from '../../resources/code-levels.ts';
import { AdminLevel } from '../../resources/event-places.ts';
import { ListMeta, Page } from '../contract/response-schemas.ts';
import {
  CountedMeasure,
  FacetFigures,
  FacetSetFigures,
  measuredFields,
  TimelineFigures,
} from './measured-schemas.ts';

const count = z.int().min(0);

export const Unit = z
  .enum(['events', 'quotes'])
  .meta({ id: 'CountUnit', description: 'What is counted: records of this resource, each once.' });

const Statuses = z
  .array(EventStatus)
  .describe(
    "The statuses that `count` adds up: those that the request's filters let through, all six without any.",
  );

const countMetaFields = {
  revision: Revision,
  query: z.string().describe('How the request was understood, in words.'),
  undated: ListMeta.shape.undated,
  warnings: ListMeta.shape.warnings,
};
const CountMeta = z
  .object(countMetaFields)
  .meta({ id: 'CountMeta', description: 'About the counts as a whole.' });
export type CountMeta = z.output<typeof CountMeta>;
const eventMetaFields = {
  ...countMetaFields,
  countedStatuses: Statuses,
  measure: CountedMeasure.nullable().describe('What `measure` names; null without it.'),
};
const EventCountMeta = z
  .object(eventMetaFields)
  .meta({ id: 'EventCountMeta', description: 'About the counts of events as a whole.' });
export type EventCountMeta = z.output<typeof EventCountMeta>;

const actMetaFields = {
  ...eventMetaFields,
  seriesLeftOut: count.describe(
    'Events that match and are left out as series, for their parts are counted: 0 with `series=true`.',
  ),
};
const ActCountMeta = z
  .object(actMetaFields)
  .meta({ id: 'ActCountMeta', description: 'About counts of acts as a whole.' });
export type ActCountMeta = z.output<typeof ActCountMeta>;
const DyadMeta = z
  .object({
    ...actMetaFields,
    unpaired: count.describe('Events that match and are in no pair: such as have no source or no target.'),
  })
  .meta({ id: 'DyadMeta', description: 'About dyads as a whole.' });

const StatusCounts = z
  .object(
    Object.fromEntries(EventStatus.options.map((status) => [status, count])) as Record<
      z.output<typeof EventStatus>,
      typeof count
    >,
  )
  .meta({ id: 'StatusCounts', description: 'A count by status: every status, 0 where there is none.' });
export type StatusCounts = z.output<typeof StatusCounts>;

/** What counts of events have beside `count`. */
const statusFields = {
  done: count.describe('Those of them that `occurred` or are `ongoing`.'),
  byStatus: StatusCounts,
  ...measuredFields,
};

const facetValueHead = {
  value: z.string().describe('The value, as its filter takes it.'),
  label: z.string().describe('The value in words.'),
  count: count.describe('Records that have the value: the total of the list with it.'),
};
const facetValueEnd = {
  selected: z.boolean().describe('Whether the request filters by it.'),
  link: z
    .string()
    .describe('This request with the value added to its filter, or taken away where it is selected.'),
};
const FacetValue = z
  .object({ ...facetValueHead, ...facetValueEnd })
  .meta({ id: 'FacetValue', description: 'A value, and how many records have it.' });
const EventFacetValue = z
  .object({ ...facetValueHead, ...statusFields, ...facetValueEnd })
  .meta({ id: 'EventFacetValue', description: 'A value, and how many events have it.' });

const FacetLevel = z
  .enum([...CodeLevel.options, ...AdminLevel.options])
  .meta({ id: 'FacetLevel', description: 'A level of codes, or of administrative divisions.' });

const facetHead = {
  field: z
    .string()
    .describe('The filter whose values are counted; `code.SCHEME` where those of one scheme are.'),
  level: FacetLevel.nullable().describe(
    'The level of codes or divisions that is counted; null for a field without levels.',
  ),
  single: z.boolean().describe('Whether a record has one value at most. Else it counts once for each.'),
  total: count.describe("Records counted: those that match every filter but the facet's own."),
};
const facetEnd = {
  missing: count.describe('Records that have no value.'),
  other: count
    .nullable()
    .describe(
      'Records whose value is not shown: `total` less `missing` and the counts shown. Null where a record can have several values, since counts overlap there.',
    ),
  truncated: z.boolean().describe('Whether there are more values than shown.'),
};
const VALUES = 'The most frequent values, then selected ones that are not among them.';

const CountedFacet = z
  .object({ ...facetHead, values: z.array(FacetValue).describe(VALUES), ...facetEnd })
  .meta({ id: 'FacetCounts', description: 'How many records have each value of a field.' });
const CountedEventFacet = z
  .object({
    ...facetHead,
    countedStatuses: Statuses.describe(
      'The statuses that this facet adds up: all that its filters let through. Where `status` is given, the facet of statuses ignores it.',
    ),
    values: z.array(EventFacetValue).describe(VALUES),
    ...facetEnd,
    figures: FacetFigures.nullable().describe(
      'With `measure`, what stands beside `total` and `missing`; null without.',
    ),
  })
  .meta({ id: 'EventFacetCounts', description: 'How many events have each value of a field.' });
export type CountedFacet = z.output<typeof CountedFacet> | z.output<typeof CountedEventFacet>;

const facetsHead = {
  unit: Unit,
  total: count.describe('Records that match every filter: the total of the list.'),
};
export const Facets = z
  .object({ ...facetsHead, facets: z.array(CountedFacet), meta: CountMeta })
  .meta({ id: 'FacetSet', description: 'Counts by the values of fields.' });
export const EventFacets = z
  .object({
    ...facetsHead,
    figures: FacetSetFigures.nullable().describe('With `measure`, what stands beside `total`; null without.'),
    facets: z.array(CountedEventFacet),
    meta: EventCountMeta,
  })
  .meta({ id: 'EventFacetSet', description: 'Counts of events by the values of fields.' });
export type Facets = z.output<typeof Facets> | z.output<typeof EventFacets>;

const bucketFields = {
  start: Day.describe('The first day.'),
  end: Day.describe('The last day, inclusive.'),
  count: count.describe('Records whose date lies wholly within these days, however precise it is.'),
};
const TimelineBucket = z
  .object(bucketFields)
  .meta({ id: 'TimelineBucket', description: 'An interval, and how many records lie in it.' });
const EventTimelineBucket = z
  .object({ ...bucketFields, ...statusFields })
  .meta({ id: 'EventTimelineBucket', description: 'An interval, and how many events lie in it.' });

const TimelineGap = z
  .object({
    start: Day.describe('The first day.'),
    end: Day.describe('The last day, inclusive.'),
    buckets: z.int().min(1).describe('How many intervals are left out.'),
  })
  .meta({ id: 'TimelineGap', description: 'A run of intervals without any record, which is left out.' });

export const IntervalText = z.enum(INTERVALS).meta({
  id: 'Interval',
  description: 'An interval of the calendar. Weeks begin on Monday, as in ISO 8601.',
});

const timelineHead = { unit: Unit, interval: IntervalText };
const timelineEnd = {
  gaps: z
    .array(TimelineGap)
    .describe('Long runs of empty intervals that are left out of `buckets`; none with `empty=include`.'),
  imprecise: count.describe('Records whose date is known and does not lie wholly within one interval.'),
  undated: count.describe('Records whose date is unknown.'),
};
const BUCKETS = 'From the first interval that has a record to the last, without those in `gaps`.';
export const Timeline = z
  .object({
    ...timelineHead,
    buckets: z.array(TimelineBucket).describe(BUCKETS),
    ...timelineEnd,
    meta: CountMeta,
  })
  .meta({ id: 'Timeline', description: 'Counts by date.' });
export const EventTimeline = z
  .object({
    ...timelineHead,
    buckets: z.array(EventTimelineBucket).describe(BUCKETS),
    ...timelineEnd,
    figures: TimelineFigures.nullable().describe(
      'With `measure`, what stands beside `imprecise` and `undated`, and for all; null without.',
    ),
    meta: ActCountMeta,
  })
  .meta({ id: 'EventTimeline', description: 'Counts of events by date.' });
export type Timeline = z.output<typeof Timeline> | z.output<typeof EventTimeline>;

export const DyadLevel = z.enum(['actor', 'country']).meta({
  id: 'DyadLevel',
  description:
    '`actor`: the participants themselves. `country`: their countries, and those of whom they act for.',
});

export const DyadDirection = z.enum(['directed', 'either']).meta({
  id: 'DyadDirection',
  description: '`directed`: who acts towards whom. `either`: between whom, without direction.',
});

const TypeCount = z
  .object({ type: PloverType, count })
  .meta({ id: 'TypeCount', description: 'A PLOVER type, and how many events have it.' });
const QuadClassCount = z
  .object({ quadClass: QuadClass, count })
  .meta({ id: 'QuadClassCount', description: 'A quad class, and how many events have it.' });
const MeanScore = z
  .object({
    scale: Score.shape.scale,
    value: z.number().min(-10).max(10).describe('The mean, rounded to four decimals.'),
    n: z.int().min(1).describe('Events that are done and have a score on the scale.'),
  })
  .meta({
    id: 'MeanScore',
    description:
      'The mean of scores on one scale, over the events that `occurred` or are `ongoing`: of each the score that follows from its codes, else the one that its source gives. It rates codes, never incidents.',
  });

const Dyad = z
  .object({
    source: z
      .string()
      .describe(
        'Who acts: the id of an actor, or a country. With `direction=either` the first of the two in byte order.',
      ),
    sourceLabel: z.string().describe('Its name.'),
    target: z.string().describe('Who is acted upon. With `direction=either` the other of the two.'),
    targetLabel: z.string().describe('Its name.'),
    count: z.int().min(1).describe('Events, each once.'),
    ...statusFields,
    types: z.array(TypeCount).describe('Most frequent first; events that PLOVER does not code are in none.'),
    quadClasses: z.array(QuadClassCount).describe('Most frequent first.'),
    meanScores: z
      .array(MeanScore)
      .describe('By scale, over what is done; a scale on which no such event has a score is left out.'),
    first: Day.nullable().describe(
      'The first day that any of the events can have; null where that is open, or no date is known.',
    ),
    last: Day.nullable().describe(
      'The last day that any of the events can have; null where that is open, or no date is known.',
    ),
  })
  .meta({ id: 'Dyad', description: 'Who acts towards whom, or between whom it is, and in what events.' });

export const DyadList = z
  .object({
    unit: Unit,
    level: DyadLevel,
    direction: DyadDirection,
    data: z.array(Dyad),
    page: Page,
    meta: DyadMeta,
  })
  .meta({ id: 'DyadList', description: 'A page of dyads.' });
export type DyadList = z.output<typeof DyadList>;
