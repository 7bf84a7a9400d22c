// The response schemas of counts. docs/counting.md explains what each one counts.
import { z } from 'zod';
import { QuadClass, Score } from '../../model/codebook/event-codes.ts';
import { PloverType } from '../../model/codebook/plover.ts';
import { Revision } from '../../model/dataset.ts';
import { EventStatus } from '../../model/event.ts';
import { Day } from '../../model/fields.ts';
import { INTERVALS } from '../../query/buckets.ts';
import { ListMeta, Page } from '../contract/response-schemas.ts';

const count = z.int().min(0);

export const Unit = z
  .enum(['events', 'quotes'])
  .meta({ id: 'CountUnit', description: 'What is counted: records of this resource, each once.' });

export const CountMeta = z
  .object({
    revision: Revision,
    query: z.string().describe('How the request was understood, in words.'),
    undated: ListMeta.shape.undated,
    warnings: ListMeta.shape.warnings,
  })
  .meta({ id: 'CountMeta', description: 'About the counts as a whole.' });
export type CountMeta = z.output<typeof CountMeta>;

const FacetValue = z
  .object({
    value: z.string().describe('The value, as its filter takes it.'),
    label: z.string().describe('The value in words.'),
    count: count.describe('Records that have the value.'),
    selected: z.boolean().describe('Whether the request filters by it.'),
    link: z
      .string()
      .describe('This request with the value added to its filter, or taken away where it is selected.'),
  })
  .meta({ id: 'FacetValue', description: 'A value, and how many records have it.' });

export const CountedFacet = z
  .object({
    field: z.string().describe('The filter whose values are counted.'),
    single: z.boolean().describe('Whether a record has one value at most. Else it counts once for each.'),
    total: count.describe("Records counted: those that match every filter but the facet's own."),
    values: z
      .array(FacetValue)
      .describe('The most frequent values, then selected ones that are not among them.'),
    missing: count.describe('Records that have no value.'),
    other: count
      .nullable()
      .describe(
        'Records whose value is not shown: `total` less `missing` and the counts shown. Null where a record can have several values, since counts overlap there.',
      ),
    truncated: z.boolean().describe('Whether there are more values than shown.'),
  })
  .meta({ id: 'FacetCounts', description: 'How many records have each value of a field.' });

export type CountedFacet = z.output<typeof CountedFacet>;

export const Facets = z
  .object({
    unit: Unit,
    total: count.describe('Records that match every filter: the total of the list.'),
    facets: z.array(CountedFacet),
    meta: CountMeta,
  })
  .meta({ id: 'FacetSet', description: 'Counts by the values of fields.' });
export type Facets = z.output<typeof Facets>;

const statusCount = count.nullable();
export const StatusCounts = z
  .object(
    Object.fromEntries(EventStatus.options.map((status) => [status, statusCount])) as Record<
      z.output<typeof EventStatus>,
      typeof statusCount
    >,
  )
  .meta({ id: 'StatusCounts', description: 'Counts by status; null for a status that is not counted.' });
export type StatusCounts = z.output<typeof StatusCounts>;

const TimelineBucket = z
  .object({
    start: Day.describe('The first day.'),
    end: Day.describe('The last day, inclusive.'),
    count: count.describe('Records whose date lies wholly within these days, however precise it is.'),
    byStatus: StatusCounts.nullable().describe('For events; null for quotes.'),
  })
  .meta({ id: 'TimelineBucket', description: 'An interval, and how many records lie in it.' });

export const IntervalText = z.enum(INTERVALS).meta({
  id: 'Interval',
  description: 'An interval of the calendar. Weeks begin on Monday, as in ISO 8601.',
});

export const Timeline = z
  .object({
    unit: Unit,
    interval: IntervalText,
    buckets: z
      .array(TimelineBucket)
      .describe('From the first interval that has a record to the last, without gaps.'),
    imprecise: count.describe('Records whose date is known and does not lie wholly within one interval.'),
    undated: count.describe('Records whose date is unknown.'),
    meta: CountMeta,
  })
  .meta({ id: 'Timeline', description: 'Counts by date.' });
export type Timeline = z.output<typeof Timeline>;

export const DyadLevel = z.enum(['actor', 'country']).meta({
  id: 'DyadLevel',
  description:
    '`actor`: the participants themselves. `country`: their countries, and those of whom they act for.',
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
    n: z.int().min(1).describe('Events that have a score on the scale.'),
  })
  .meta({
    id: 'MeanScore',
    description: 'The mean of scores on one scale. It rates codes, never incidents.',
  });

const Dyad = z
  .object({
    source: z.string().describe('Who acts: the id of an actor, or a country.'),
    sourceLabel: z.string().describe('Its name.'),
    target: z.string().describe('Who is acted upon.'),
    targetLabel: z.string().describe('Its name.'),
    count: z.int().min(1).describe('Events, each once.'),
    byStatus: StatusCounts,
    types: z.array(TypeCount).describe('Most frequent first; events that PLOVER does not code are in none.'),
    quadClasses: z.array(QuadClassCount).describe('Most frequent first.'),
    meanScores: z.array(MeanScore).describe('By scale; a scale on which no event has a score is left out.'),
    first: Day.nullable().describe(
      'The first day that any of the events can have; null where that is open, or no date is known.',
    ),
    last: Day.nullable().describe(
      'The last day that any of the events can have; null where that is open, or no date is known.',
    ),
  })
  .meta({ id: 'Dyad', description: 'Who acts towards whom, and in what events.' });

export const DyadList = z
  .object({ unit: Unit, level: DyadLevel, data: z.array(Dyad), page: Page, meta: CountMeta })
  .meta({ id: 'DyadList', description: 'A page of dyads.' });
export type DyadList = z.output<typeof DyadList>;
