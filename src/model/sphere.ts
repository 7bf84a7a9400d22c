// Points on a sphere, as unit vectors: how far two of them are apart is then decided by subtracting, multiplying and
// adding, which every engine does alike, bit for bit. Sines are taken once, here: of records by the load, of a request by
// whoever asks.

/** The mean radius of the earth in kilometres (IUGG). */
export const EARTH_RADIUS_KM = 6371.0088;

/** Half the way around the earth, in whole kilometres. */
export const FURTHEST_KM = 20_015;

/** The end of a unit vector: `x` towards 0° N 0° E, `y` towards 0° N 90° E, `z` towards the north pole. */
export interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const RADIANS = Math.PI / 180;

/** @param latitude in degrees, north is positive. @param longitude in degrees, east is positive. */
export function vectorOf(latitude: number, longitude: number): Vector {
  const toAxis = Math.cos(latitude * RADIANS);
  return {
    x: toAxis * Math.cos(longitude * RADIANS),
    y: toAxis * Math.sin(longitude * RADIANS),
    z: Math.sin(latitude * RADIANS),
  };
}

/** The square of the straight line between two vectors. SQL has it in the same order: the sum is the same, bit for bit. */
export function chordSquared(x: number, y: number, z: number, to: Vector): number {
  return (x - to.x) * (x - to.x) + (y - to.y) * (y - to.y) + (z - to.z) * (z - to.z);
}

/**
 * The square of the straight line under a great circle of so many kilometres. A bound on it is a bound on the distance;
 * on the cosine of the angle it would be too coarse for a few metres.
 */
export function chordSquaredOf(km: number): number {
  const half = Math.sin(km / (2 * EARTH_RADIUS_KM));
  return 4 * half * half;
}
