// Quantities: what was counted or measured of an event, such as deaths, and the measures that a dataset declares.
import { z } from 'zod';
import { Line, Prose, wireFields } from './fields.ts';

/** A short lower-case name: of a measure, or of the part that a figure is of. */
const Name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'a name is 1 to 32 of a-z, 0-9 and "-", beginning with a letter');

export const AuthoredMeasure = z
  .strictObject({
    id: Name.describe('The name by which quantities and parameters refer to it, such as `deaths`.'),
    title: Line,
    unit: Line.describe('What is counted or measured, such as `persons`.'),
    aggregate: z.enum(['sum', 'mean']).meta({
      id: 'Aggregate',
      description:
        'How the figures of several events are put together; those of a `mean` are never added up.',
    }),
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
