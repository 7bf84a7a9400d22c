// The response schemas of what stands beside counts of events where a measure is asked for.
import { z } from 'zod';
import { EventStatus } from '../../model/event.ts';
import { Line } from '../../model/fields.ts';
import { Aggregate, MeasureName } from '../../model/quantity.ts';

const count = z.int().min(0);

const figureFields = (what: string, n: z.ZodInt) => ({
  low: z.number().nullable().describe(`${what} of the lower bounds; the value counts where there is none.`),
  value: z.number().nullable().describe(`${what} of the best figures; null where no event has one.`),
  high: z.number().nullable().describe(`${what} of the upper bounds; the value counts where there is none.`),
  n,
  without: count.describe('Events that have no figure, and so are not in it.'),
});
const withFigure = count.describe('Events that have a figure.');
const QuantitySum = z.object(figureFields('The sum', withFigure)).meta({
  id: 'QuantitySum',
  description:
    'What the figures of events add up to, to six decimals. `n` and `without` together are the events of the statuses in `meta.measure`.',
});
const QuantityMean = z.object(figureFields('The mean', withFigure)).meta({
  id: 'QuantityMean',
  description:
    'The mean of the figures of events, rounded to four decimals, where they are never added up. `n` and `without` together are the events of the statuses in `meta.measure`.',
});

/** What stands beside each count of events. */
export const measuredFields = {
  sum: QuantitySum.nullable().describe(
    'With `measure`, what the figures of those events add up to; null without, and where the measure is of the aggregate `mean`.',
  ),
  mean: QuantityMean.nullable().describe(
    'With a `measure` of the aggregate `mean`, the mean of their figures; else null.',
  ),
};
const Measured = z.object(measuredFields).meta({
  id: 'MeasuredEvents',
  description: 'The sum or the mean of the figures of events: one is null, by the aggregate of the measure.',
});
export type Measured = z.output<typeof Measured>;

export const CountedMeasure = z
  .object({
    name: MeasureName,
    title: Line,
    unit: Line,
    aggregate: Aggregate,
    statuses: z
      .array(EventStatus)
      .describe(
        'The statuses of the events whose figures are put together: `occurred` and `ongoing` unless `status` is given.',
      ),
  })
  .meta({ id: 'CountedMeasure', description: 'The measure whose figures stand beside the counts.' });
export type CountedMeasure = z.output<typeof CountedMeasure>;

export const FacetSetFigures = z
  .object({ total: Measured })
  .meta({ id: 'FacetSetFigures', description: 'What stands beside `total`.' });

export const FacetFigures = z
  .object({ total: Measured, missing: Measured })
  .meta({ id: 'FacetFigures', description: 'What stands beside `total` and `missing` of a facet.' });

export const TimelineFigures = z.object({ imprecise: Measured, undated: Measured, total: Measured }).meta({
  id: 'TimelineFigures',
  description: 'What stands beside `imprecise` and `undated`, and for all events of the timeline together.',
});
