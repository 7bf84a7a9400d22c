// The filters by figures: bounds on a measure or a part of it, and the measure that a list is ordered by.
import { z } from 'zod';
import { declaredMeasure, MEASURE_NAME, MeasureName } from '../../model/quantity.ts';
import type { Parameter, ParameterNote, Values } from '../parameters/parameters.ts';
import { fillTemplate, listWords } from '../query-words.ts';
import { FILTER_DEFAULTS, type Filter, type Query } from './filter.ts';

const QuantityBound = z
  .string()
  .regex(
    new RegExp(`^${MEASURE_NAME}:-?\\d{1,15}(\\.\\d{1,6})?$`),
    'a bound is MEASURE:NUMBER, such as deaths:25 or deaths.civilians:1',
  )
  .meta({
    id: 'QuantityBound',
    maxLength: 90,
    description:
      'A bound on the figures of a measure, or of a part of it: `deaths:25`, `deaths.civilians:1`.',
  });

/** The parameters of a resource's list that name measures. */
const NAMING = ['quantity', 'quantityNot', 'minQuantity', 'maxQuantity', 'measure'] as const;

/** A measure that a parameter names. */
export interface NamedMeasure {
  readonly parameter: string;
  /** As it is named, part included. */
  readonly name: string;
  readonly declared: string;
}

/** Every measure that the values name. */
export function namedMeasures(values: Values): NamedMeasure[] {
  return NAMING.flatMap((parameter) =>
    [values[parameter] ?? []].flat().map((text) => {
      const [name = ''] = String(text).split(':', 1);
      return { parameter, name, declared: declaredMeasure(name) };
    }),
  );
}

/** By whose figures a list is ordered, or what is added up. */
export function measureParameter(description: string): Parameter {
  return { schema: MeasureName, repeatable: false, example: 'vehicles', description };
}

/** `minQuantity` and `maxQuantity`. Several bounds must all hold. */
export function quantityBounds(): Record<'minQuantity' | 'maxQuantity', Filter<unknown>> {
  return {
    minQuantity: boundFilter('min', 'least', 'vehicles:1'),
    maxQuantity: boundFilter('max', 'most', 'vehicles:500'),
  };
}

function boundFilter(bound: 'min' | 'max', most: 'least' | 'most', example: string): Filter<unknown> {
  const boundsOf = ({ values }: Query, name: string) => (values[name] as readonly string[]).map(parsed);
  return {
    ...FILTER_DEFAULTS,
    parameter: {
      schema: QuantityBound,
      repeatable: true,
      example,
      description: `Has a figure of the measure that is at ${most} this: its value, or where that is not given its \`low\`, else its \`high\`. Of several bounds all must hold.`,
    },
    conditions: (name, query) =>
      boundsOf(query, name).map(({ measure, figure }) => ({
        kind: 'quantity',
        name: measure,
        min: null,
        max: null,
        [bound]: figure,
      })),
    template: () => 'with {}',
    clause: ({ name, template }, query) =>
      fillTemplate(
        template,
        listWords(
          boundsOf(query, name).map(({ measure, figure }) => `${measure} of at ${most} ${figure}`),
          'and',
        ),
      ),
    warnings: (name, query) => (name === 'minQuantity' ? crossedBounds(query.values) : []),
  };
}

function parsed(text: string): { readonly measure: string; readonly figure: number } {
  const [measure = '', figure = ''] = text.split(':');
  return { measure, figure: Number(figure) };
}

/** Lower bounds that lie above an upper one of the same figures. */
function crossedBounds({ minQuantity = [], maxQuantity = [] }: Values): ParameterNote[] {
  const upper = [maxQuantity].flat().map((text) => parsed(String(text)));
  return [minQuantity].flat().flatMap((text) => {
    const { measure, figure } = parsed(String(text));
    const crossed = upper.find((other) => other.measure === measure && other.figure < figure);
    if (crossed === undefined) return [];
    const message = `No figure of ${measure} is at least ${figure} and at most ${crossed.figure}, so nothing can match.`;
    return [{ parameter: 'minQuantity', message, suggestion: null }];
  });
}
