// Quantities: what was counted or measured of an event, such as deaths, and the measures that a dataset declares.
import { z } from 'zod';
import { Line, Prose, wireFields } from './fields.ts';

const NAME = '[a-z][a-z0-9-]{0,31}';

/** A short lower-case name: of a measure, or of the part that a figure is of. */
const Name = z
  .string()
  .regex(new RegExp(`^${NAME}$`), 'a name is 1 to 32 of a-z, 0-9 and "-", beginning with a letter');

export const Aggregate = z.enum(['sum', 'mean']).meta({
  id: 'Aggregate',
  description: 'How the figures of several events are put together; those of a `mean` are never added up.',
});

export const AuthoredMeasure = z
  .strictObject({
    id: Name.describe('The name by which quantities and parameters refer to it, such as `deaths`.'),
    title: Line,
    unit: Line.describe('What is counted or measured, such as `persons`.'),
    aggregate: Aggregate,
    description: Prose.nullable().default(null),
  })
  .meta({ id: 'AuthoredMeasure' });

export const Measure = z
  .object(wireFields(AuthoredMeasure.shape))
  .meta({ id: 'Measure', description: 'What the quantities of a dataset measure.' });

const figure = z.number().nullable().default(null);

export const AuthoredQuantity = z
  .strictObject({
    measure: Name.describe('A measure that the dataset declares.'),
    of: Name.nullable()
      .default(null)
      .describe('The part that the figure is of, such as `civilians` or `side-a`; null for the total.'),
    low: figure.describe('The lowest figure given.'),
    value: figure.describe('The best figure given.'),
    high: figure.describe('The highest figure given.'),
    note: Prose.nullable().default(null),
  })
  .meta({ id: 'AuthoredQuantity' });
export type AuthoredQuantity = z.output<typeof AuthoredQuantity>;

export const Quantity = z.object(wireFields(AuthoredQuantity.shape)).meta({
  id: 'Quantity',
  description:
    'A figure of the event, with its bounds where they are given. A figure that is not known is null.',
  examples: [{ measure: 'deaths', of: null, low: 3, value: 5, high: 9, note: null }],
});

/** `deaths` for the total, `deaths.civilians` for a part. */
export const MEASURE_NAME = `${NAME}(\\.${NAME})?`;

export const MeasureName = z
  .string()
  .regex(
    new RegExp(`^${MEASURE_NAME}$`),
    'a measure is named like deaths, a part of it like deaths.civilians',
  )
  .meta({
    id: 'MeasureName',
    maxLength: 65,
    description: 'A measure that the dataset declares, or a part of it: `deaths`, `deaths.civilians`.',
  });

/** The declared measure of a name: that of `deaths.civilians` is `deaths`. */
export function declaredMeasure(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

/** The figures of one measure, or of a part of it, with what is missing filled in: `low` ≤ `value` ≤ `high`. */
export interface Figure {
  /** As parameters name it. */
  readonly name: string;
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/** Where `value` is missing, `low` stands for it, else `high`; a missing `low` or `high` is `value`. */
export function figuresOf(
  quantities: readonly (Pick<AuthoredQuantity, 'measure' | 'of'> & {
    readonly low: number | null;
    readonly value: number | null;
    readonly high: number | null;
  })[],
): Figure[] {
  return quantities.flatMap(({ measure, of, ...given }) => {
    const value = given.value ?? given.low ?? given.high;
    if (value === null) return [];
    const name = of === null ? measure : `${measure}.${of}`;
    return [{ name, low: given.low ?? value, value, high: given.high ?? value }];
  });
}
