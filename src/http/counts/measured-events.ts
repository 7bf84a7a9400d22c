// What stands beside counts of events where a measure is asked for: the sum of their figures, or the mean where figures
// are never added up. docs/decisions/0018-sums-of-figures.md says of which events.
import { EventStatus } from '../../model/event.ts';
import { declaredMeasure } from '../../model/quantity.ts';
import { type Condition, QUANTITY_FIELD } from '../../query/condition.ts';
import type { CountedGroups } from '../../query/counts.ts';
import { addSums, type ExactSum, numberOfSum } from '../../query/figure-sums.ts';
import { measureParameter } from '../../query/filters/quantity-filter.ts';
import type { ParameterNote, Parameters, Values } from '../../query/parameters/parameters.ts';
import { listWords } from '../../query/query-words.ts';
import { type CsvColumns, codeCell, numberCell } from '../../resources/csv-columns.ts';
import { SERIES_TERM } from '../../resources/event-series.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';
import { declaredMeasures } from '../lists/declared-measures.ts';
import type { CountedMeasure, Measured } from './measured-schemas.ts';
import { countedStatuses, DONE_STATUSES } from './statuses.ts';

/** `measure` of the counts of a resource that has figures. */
export function measureParameters({ figures }: AnyResource): Parameters {
  if (figures === null) return {};
  return {
    measure: measureParameter(
      'The measure, or a part of it, whose figures stand beside each count: their `sum`, or their `mean` where the dataset says that they are never added up. They are those of events that `occurred` or are `ongoing`, unless `status` is given.',
    ),
  };
}

/** The measure that the values name, which the dataset declares; null where they name none. */
export async function countedMeasure(values: Values, store: Store): Promise<CountedMeasure | null> {
  if (values.measure === undefined) return null;
  const name = String(values.measure);
  const declared = (await declaredMeasures(store)).find(({ id }) => id === declaredMeasure(name));
  if (declared === undefined) throw new Error(`the measure ${name} was not checked`);
  const { title, unit, aggregate } = declared;
  const counted = countedStatuses(values);
  // What is only feared must not be added to the dead.
  const statuses =
    values.status === undefined ? counted.filter((status) => DONE_STATUSES.includes(status)) : counted;
  return { name, title, unit, aggregate, statuses };
}

/** The words of `meta.query`; none without a measure. */
export function measureWords(measure: CountedMeasure | null): string {
  if (measure === null) return '';
  const { aggregate, name, statuses } = measure;
  const isAny = statuses.length === EventStatus.options.length;
  if (statuses.length === 0) return `, with the ${aggregate} of ${name} of no events`;
  const those = statuses.map((status) => (status === 'occurred' ? status : `is ${status}`));
  return `, with the ${aggregate} of ${name}${isAny ? '' : ` of what ${listWords(those, 'or')}`}`;
}

const IS_SERIES: Condition = { kind: 'terms', match: 'any', terms: [SERIES_TERM] };

/**
 * A warning where series are added up beside their parts, whose figures they mostly repeat. Facets count every record of
 * the list, series among them; timelines and dyads leave them out by default.
 */
export async function summedSeriesWarnings(
  measure: CountedMeasure | null,
  { values, conditions }: { readonly values: Values; readonly conditions: readonly Condition[] },
  store: Store,
): Promise<ParameterNote[]> {
  if (measure?.aggregate !== 'sum' || values.series === 'false' || values.series === 'only') return [];
  const hasFigure: Condition = {
    kind: 'terms',
    match: 'any',
    terms: [{ field: QUANTITY_FIELD, value: measure.name }],
  };
  const count = await store.count('events', [...conditions, IS_SERIES, hasFigure]);
  if (count === 0) return [];
  const [are, their] =
    count === 1
      ? ['1 event that matches is a series', 'Its']
      : [`${count} events that match are series`, 'Their'];
  return [
    {
      parameter: 'measure',
      message: `${are}. ${their} figures may repeat those of the parts, and are added up beside them.`,
      suggestion: 'series=false',
    },
  ];
}

/** What stands beside a count: of the records of the measure's statuses. */
export function measured(measure: CountedMeasure | null, { counts, sums }: CountedGroups): Measured {
  if (measure === null) return { sum: null, mean: null };
  const { statuses, aggregate } = measure;
  const count = statuses.reduce((total, status) => total + (counts[status] ?? 0), 0);
  const sum = addSums(statuses.map((status) => sums[status] ?? null));
  const n = sum?.n ?? 0;
  const figure = (of: ExactSum | undefined) => {
    if (of === undefined) return null;
    const total = numberOfSum(of);
    return aggregate === 'sum' ? total : Math.round((total / n) * 10_000) / 10_000;
  };
  const figures = {
    low: figure(sum?.low),
    value: figure(sum?.value),
    high: figure(sum?.high),
    n,
    without: count - n,
  };
  return aggregate === 'sum' ? { sum: figures, mean: null } : { sum: null, mean: figures };
}

/** What a row of a table says of its figures. */
export interface MeasuredRow extends Partial<Measured> {
  readonly measure?: string | null;
}

/** Columns for the figures beside a count; none for a resource without figures. */
export function measuredColumns<Row>(resource: AnyResource, of: (row: Row) => MeasuredRow): CsvColumns<Row> {
  if (resource.figures === null) return {};
  const figures = (row: Row) => of(row).sum ?? of(row).mean ?? null;
  return {
    figuresOf: codeCell<Row>(
      'The measure, or the part of it, whose figures stand here; empty where none is asked for.',
      (row) => of(row).measure ?? null,
    ),
    aggregate: codeCell<Row>(
      'Whether the figures are a `sum` or a `mean`: those of some measures are never added up.',
      (row) => (figures(row) === null ? null : (of(row).sum ?? null) === null ? 'mean' : 'sum'),
    ),
    figureLow: numberCell<Row>('The sum or mean of the lower bounds.', (row) => figures(row)?.low ?? null),
    figure: numberCell<Row>(
      'The sum or mean of the figures; empty where no event has one.',
      (row) => figures(row)?.value ?? null,
    ),
    figureHigh: numberCell<Row>('The sum or mean of the upper bounds.', (row) => figures(row)?.high ?? null),
    withFigure: numberCell<Row>(
      'Events that have a figure, of those that are summed up: done, or of the `status` asked for.',
      (row) => figures(row)?.n ?? null,
    ),
    withoutFigure: numberCell<Row>(
      'Those that have none, and so are not in it.',
      (row) => figures(row)?.without ?? null,
    ),
  };
}
