// The filters by where a place lies: near a point, and in a box.
import { z } from 'zod';
import { FURTHEST_KM } from '../../model/sphere.ts';
import type { Condition } from '../condition.ts';
import { FILTER_DEFAULTS, type Filter, modifier } from './filter.ts';

const DIGITS = '(\\.[0-9]{1,15})?';
const LATITUDE = `-?(90(\\.0{1,15})?|[0-8]?[0-9]${DIGITS})`;
const LONGITUDE = `-?(180(\\.0{1,15})?|(1[0-7][0-9]|[0-9]{1,2})${DIGITS})`;
const POINT = new RegExp(`^${LATITUDE},${LONGITUDE}$`);
const BOX = new RegExp(`^${LONGITUDE},${LATITUDE},${LONGITUDE},${LATITUDE}$`);

const POINT_FORM = 'LAT,LON in degrees, such as 36.2,37.16';
const BOX_FORM = 'WEST,SOUTH,EAST,NORTH in degrees, such as 35.5,35.8,37.5,36.6';

const PointText = z
  .string()
  .regex(POINT, { error: ({ input }) => degreeFault(input, ['latitude', 'longitude'], POINT_FORM) })
  .meta({
    id: 'PointText',
    description: 'A point as `LAT,LON` in degrees of WGS 84; north and east are positive.',
    maxLength: 40,
  });

const BoxText = z
  .string()
  .regex(BOX, {
    error: ({ input }) => degreeFault(input, ['longitude', 'latitude', 'longitude', 'latitude'], BOX_FORM),
  })
  .refine((text) => isUpright(text), 'its south lies north of its north; it is WEST,SOUTH,EAST,NORTH')
  .meta({
    id: 'BoxText',
    description:
      'A box as `WEST,SOUTH,EAST,NORTH` in degrees of WGS 84, in the order of RFC 7946. Where WEST is greater than EAST, it runs over the date line.',
    maxLength: 81,
  });

type Axis = 'latitude' | 'longitude';
const FURTHEST: Readonly<Record<Axis, number>> = { latitude: 90, longitude: 180 };

/** Which of the numbers is not what it should be. */
function degreeFault(input: unknown, axes: readonly Axis[], form: string): string {
  const parts = String(input).split(',');
  const isWhole =
    parts.length === axes.length && parts.every((part) => /^-?\d{1,15}(\.\d{1,15})?$/.test(part));
  if (!isWhole) return `it is ${form}`;
  const wrong = axes.findIndex((axis, index) => Math.abs(Number(parts[index])) > FURTHEST[axis]);
  const axis = axes[wrong];
  if (axis === undefined) return `it is ${form}`; // more digits than there are degrees
  return `${parts[wrong]} is no ${axis}, which is between -${FURTHEST[axis]} and ${FURTHEST[axis]}; it is ${form}`;
}

/** The numbers of a text that its schema has let through. */
function degreesIn(value: unknown): number[] {
  return String(value).split(',').map(Number);
}

function isUpright(text: string): boolean {
  const [, south = 0, , north = 0] = degreesIn(text);
  return !(south > north);
}

/** The shortest radius, a metre. */
const LEAST_KM = 0.001;

const LEFT_OUT = 'An event without coordinates never matches; a warning says how many were left out.';

/** `near` and `withinKm`, which is as necessary as the point, and `bbox`. */
export function regionFilters(
  nearExample: string,
  boxExample: string,
): Record<'near' | 'withinKm' | 'bbox', Filter<unknown>> {
  return {
    near: {
      ...FILTER_DEFAULTS,
      needs: { withinKm: 50 },
      parameter: {
        schema: PointText,
        repeatable: false,
        example: nearExample,
        description: `Took place within \`withinKm\` kilometres of this point, \`LAT,LON\` in degrees: along the great circle of a sphere with a radius of 6,371.0088 km. ${LEFT_OUT}`,
      },
      conditions: (name, { values }): Condition[] => {
        // An empty list is counted without each of its filters: without its radius a point leaves nothing out.
        if (values.withinKm === undefined) return [];
        const [latitude = 0, longitude = 0] = degreesIn(values[name]);
        return [{ kind: 'near', latitude, longitude, km: Number(values.withinKm) }];
      },
      clause: (_applied, { values }) => {
        const [latitude, longitude] = degreesIn(values.near);
        return `within ${values.withinKm} km of ${latitude}, ${longitude}`;
      },
    },
    withinKm: modifier({
      modifies: ['near'],
      schema: z.number().min(LEAST_KM).max(FURTHEST_KM),
      example: 50,
      description: `Kilometres around the point in \`near\`, inclusive: from a metre (0.001) to ${FURTHEST_KM}, half the way around the earth.`,
    }),
    bbox: {
      ...FILTER_DEFAULTS,
      parameter: {
        schema: BoxText,
        repeatable: false,
        example: boxExample,
        description: `Took place in this box, \`WEST,SOUTH,EAST,NORTH\` in degrees, edges included. Where WEST is greater than EAST, it runs over the date line. ${LEFT_OUT}`,
      },
      conditions: (name, { values }) => [boxOf(degreesIn(values[name]))],
      clause: (_applied, { values }) => {
        const [west = 0, south, east = 0, north] = degreesIn(values.bbox);
        const over = west > east ? ' over the date line' : '';
        return `between the longitudes ${west} and ${east}${over} and the latitudes ${south} and ${north}`;
      },
    },
  };
}

/** 180 and -180 are one meridian: a box that ends at it has the places that are given by its other name. */
function boxOf([west = 0, south = 0, east = 0, north = 0]: readonly number[]): Condition {
  if (west === -180 && east < 180) return { kind: 'box', west: 180, south, east, north };
  if (east === 180 && west > -180) return { kind: 'box', west, south, east: -180, north };
  return { kind: 'box', west, south, east, north };
}
