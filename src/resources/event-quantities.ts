// The figures of events: the filters by them, and the table that has a row for each, as it is given.
import type { Event } from '../model/event.ts';
import { figuresOf, MeasureName } from '../model/quantity.ts';
import type { Filter } from '../query/filters/filter.ts';
import { quantityBounds } from '../query/filters/quantity-filter.ts';
import { anyOf, noneOf } from '../query/filters/term-filter.ts';
import {
  type CsvColumns,
  codeCell,
  dateCells,
  numberCell,
  revisionCell,
  textCell,
  unique,
} from './csv-columns.ts';

export const quantityFilters = {
  quantity: anyOf(
    MeasureName,
    'vehicles',
    'Has a figure of this measure, or of this part of it.',
    (event: Event) => figuresOf(event.quantities).map(({ name }) => name),
  ),
  quantityNot: noneOf(
    'quantity',
    MeasureName,
    'vehicles',
    'Has no figure of this measure, or of this part of it.',
  ),
  ...quantityBounds(),
} satisfies Readonly<Record<string, Filter<Event>>>;

/** One quantity, with the event that it is of. */
export interface QuantityRow {
  readonly event: Event;
  readonly quantity: Event['quantities'][number];
}

export function quantityRows(event: Event): QuantityRow[] {
  return event.quantities.map((quantity) => ({ event, quantity }));
}

/** `deaths=5 [3..9]`, `deaths.civilians=1`, `displaced=[40..]`: what is not given is left out. */
export function quantityWords({ measure, of, low, value, high }: QuantityRow['quantity']): string {
  const name = of === null ? measure : `${measure}.${of}`;
  const bounds = low === null && high === null ? '' : `[${low ?? ''}..${high ?? ''}]`;
  return `${name}=${[value === null ? '' : String(value), bounds].filter(Boolean).join(' ')}`;
}

export const QUANTITY_COLUMNS: CsvColumns<QuantityRow> = {
  eventId: codeCell('The event, by id.', ({ event }) => event.id),
  measure: codeCell('What is measured, as the dataset declares it.', ({ quantity }) => quantity.measure),
  of: codeCell('The part that the figure is of; empty for the total.', ({ quantity }) => quantity.of),
  low: numberCell('The lowest figure given.', ({ quantity }) => quantity.low),
  best: numberCell('The best figure given.', ({ quantity }) => quantity.value),
  high: numberCell('The highest figure given.', ({ quantity }) => quantity.high),
  note: textCell('What is to be said of the figure.', ({ quantity }) => quantity.note),
  title: textCell('The title, in our words.', ({ event }) => event.title),
  ...dateCells<QuantityRow>('date', 'When it took place, or would', ({ event }) => event.date),
  status: codeCell(
    'Whether the act is done, planned, feared, alleged or denied.',
    ({ event }) => event.status,
  ),
  type: codeCell('PLOVER type; empty where PLOVER codes nothing.', ({ event }) => event.type),
  cautions: codeCell('Kinds of the cautions of the articles that it rests on.', ({ event }) =>
    unique(event.cautions.map(({ kind }) => kind)),
  ),
  revision: revisionCell(),
};
