// Cells of the earth, by which places are found. A load gives each record with coordinates a term for its cell on every
// level, which no filter can name; a region is covered by the cells of the finest level of which it takes few. What lies in
// them is looked at one by one. Cells are terms, so that they drive a list in order of dates, as all others do.
import { EARTH_RADIUS_KM } from '../../model/sphere.ts';
import type { Region, Term } from '../../query/condition.ts';

export const CELL_FIELD = '@cell';

/**
 * Cells to a degree, the coarsest level first: cells of 45, 5, 0.5 and 0.05 degrees. All the earth has 45 of the first,
 * as the pole and the date line are cells of their own.
 */
const LEVELS = [1 / 45, 1 / 5, 2, 20] as const;

/** Cells of a cover at most. Most are empty, and cost a look into the dictionary. */
const MOST = 100;

type Columns = Readonly<Record<string, string | number | null>>;

/** The terms of a record's cells; none where it has no coordinates. */
export function cellsOf({ latitude, longitude }: Columns): Term[] {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
  return LEVELS.map((perDegree, level) =>
    cell(level, rowOf(latitude, perDegree), columnOf(longitude, perDegree)),
  );
}

/** The terms of the cells that a region lies in, or more. */
export function coverOf(region: Region): Term[] {
  const bands = region.kind === 'box' ? boxBands(region) : nearBands(region);
  const covers = LEVELS.map((perDegree) => bands.map((band) => ranges(band, perDegree)));
  const level = covers.findLastIndex((cover, index) => index === 0 || sizeOf(cover) <= MOST);
  const terms = new Map<string, Term>();
  for (const { rows, columns } of covers[level] ?? [])
    for (let row = rows.first; row <= rows.last; row++)
      for (let column = columns.first; column <= columns.last; column++) {
        const term = cell(level, row, column);
        terms.set(term.value, term);
      }
  return [...terms.values()];
}

function cell(level: number, row: number, column: number): Term {
  return { field: CELL_FIELD, value: `${level}/${row}/${column}` };
}

// Rising with the degrees, however they are rounded: what lies between two points lies in the cells between theirs.
function rowOf(latitude: number, perDegree: number): number {
  return Math.floor((latitude + 90) * perDegree);
}

function columnOf(longitude: number, perDegree: number): number {
  return Math.floor((longitude + 180) * perDegree);
}

/** Degrees, both included; `west` is no greater than `east`. */
interface Band {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

interface CellRanges {
  readonly rows: Range;
  readonly columns: Range;
}

function ranges({ south, north, west, east }: Band, perDegree: number): CellRanges {
  return {
    rows: { first: rowOf(south, perDegree), last: rowOf(north, perDegree) },
    columns: { first: columnOf(west, perDegree), last: columnOf(east, perDegree) },
  };
}

function sizeOf(cover: readonly CellRanges[]): number {
  const length = ({ first, last }: Range) => last - first + 1;
  return cover.reduce((sum, { rows, columns }) => sum + length(rows) * length(columns), 0);
}

type Near = Extract<Region, { kind: 'near' }>;
type Box = Extract<Region, { kind: 'box' }>;

function boxBands({ south, north, west, east }: Box): Band[] {
  if (west <= east) return [{ south, north, west, east }];
  return [
    { south, north, west, east: 180 },
    { south, north, west: -180, east },
  ];
}

/** More than arithmetic is wrong by anywhere: a metre. */
const MARGIN = 1e-5;
const RADIANS = Math.PI / 180;

/** The degrees between which a circle on the sphere lies. */
function nearBands({ latitude, longitude, km }: Near): Band[] {
  const radius = km / EARTH_RADIUS_KM / RADIANS + MARGIN;
  const south = Math.max(-90, latitude - radius);
  const north = Math.min(90, latitude + radius);
  // A circle around a pole has all longitudes.
  if (south === -90 || north === 90) return [{ south, north, west: -180, east: 180 }];
  const widest = Math.asin(Math.sin(radius * RADIANS) / Math.cos(latitude * RADIANS)) / RADIANS + MARGIN;
  const [west, east] = [longitude - widest, longitude + widest];
  // 180 and -180 are one meridian, and a place may be given by either.
  if (west <= -180)
    return [
      { south, north, west: Math.min(180, west + 360), east: 180 },
      { south, north, west: -180, east },
    ];
  if (east >= 180)
    return [
      { south, north, west, east: 180 },
      { south, north, west: -180, east: Math.max(-180, east - 360) },
    ];
  return [{ south, north, west, east }];
}
