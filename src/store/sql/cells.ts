// Cells of the earth, by which places are found. A load gives each record with coordinates a term for its cell on every
// level, which no filter can name. They are terms so that they drive a list in order of dates, as all others do. What lies
// in the cells of a region is looked at one by one: so a cell that is too large costs time, and is never wrong.
import { chordSquared, chordSquaredOf, EARTH_RADIUS_KM, vectorOf } from '../../model/sphere.ts';
import type { Region, Term } from '../../query/condition.ts';
import type { KnownTerm } from './terms.ts';

export const CELL_FIELD = '@cell';

/** Of the finest level: seven kilometres from south to north. */
const CELLS_PER_DEGREE = 16;
/** Each cell has three by three of the next level in it. The coarsest are 45.56 degrees wide: the earth has 32 of them. */
const FACTOR = 3;
const LEVELS = 7;

interface Cell {
  /** 0 for the coarsest. */
  readonly level: number;
  readonly row: number;
  readonly column: number;
}

type Columns = Readonly<Record<string, string | number | null>>;

/** The terms of a record's cells; none where it has no coordinates. */
export function cellsOf({ latitude, longitude }: Columns): Term[] {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
  // Coarser cells are counted from the finest, so that each lies whole in its parent however degrees are rounded.
  const [finestRow, finestColumn] = [cellAlong(latitude + 90), cellAlong(longitude + 180)];
  return Array.from({ length: LEVELS }, (_, level) => {
    const size = sizeOf(level);
    return termOf({ level, row: Math.floor(finestRow / size), column: Math.floor(finestColumn / size) });
  });
}

function cellAlong(degrees: number): number {
  return Math.floor(degrees * CELLS_PER_DEGREE);
}

/** In cells of the finest level. */
function sizeOf(level: number): number {
  return FACTOR ** (LEVELS - 1 - level);
}

function termOf({ level, row, column }: Cell): Term {
  return { field: CELL_FIELD, value: `${level}/${row}/${column}` };
}

/** Terms of a cover at most: to merge their postings costs a look at each. */
const MOST = 50;
/** Records of a cell that are read rather than told apart by smaller cells. */
const FEW = 30;

/** A region with as many of all records as one in so many is looked for among all: that visits few more. */
const ONE_IN = 4;

interface KnownCell extends Cell {
  readonly term: KnownTerm;
  readonly isWithin: boolean;
}

/**
 * The terms of the cells that a region lies in: of all that have records, the largest that lie within it, and at its edge
 * ever smaller ones, those with the most records first. Null where so many records lie in it that cells are no help.
 * @param total the number of all records
 * @param known looks terms up
 */
export async function coverOf(
  region: Region,
  total: number,
  known: (terms: readonly Term[]) => Promise<readonly KnownTerm[]>,
): Promise<KnownTerm[] | null> {
  const meets = testOf(region);
  const knownOf = async (cells: readonly Cell[]): Promise<KnownCell[]> => {
    const met = new Map(
      cells.flatMap((cell) => {
        const meeting = meets(cell);
        return meeting === 'none' ? [] : [[termOf(cell).value, { cell, isWithin: meeting === 'whole' }]];
      }),
    );
    const terms = await known([...met.values()].map(({ cell }) => termOf(cell)));
    return terms.flatMap((term) => {
      const found = met.get(term.value);
      return found === undefined ? [] : [{ ...found.cell, term, isWithin: found.isWithin }];
    });
  };
  let cover = await knownOf(coarsestCells());
  for (let level = 1; level < LEVELS; level++) {
    if (countOf(cover.filter(({ isWithin }) => isWithin)) * ONE_IN >= total) return null;
    const room = Math.floor((MOST - cover.length) / (FACTOR * FACTOR - 1));
    const split = cover
      .filter(({ isWithin, term, level: own }) => !isWithin && term.count > FEW && own < LEVELS - 1)
      .sort((a, b) => b.term.count - a.term.count)
      .slice(0, Math.max(0, room));
    if (split.length === 0) break;
    const children = await knownOf(split.flatMap(childrenOf));
    cover = [...cover.filter((cell) => !split.includes(cell)), ...children];
  }
  return countOf(cover) * ONE_IN >= total ? null : cover.map(({ term }) => term);
}

function countOf(cells: readonly KnownCell[]): number {
  return cells.reduce((sum, { term }) => sum + term.count, 0);
}

function coarsestCells(): Cell[] {
  const size = sizeOf(0);
  const [rows, columns] = [Math.ceil(cellAlong(180) / size), Math.ceil(cellAlong(360) / size)];
  return Array.from({ length: rows * columns }, (_, index) => ({
    level: 0,
    row: Math.floor(index / columns),
    column: index % columns,
  }));
}

function childrenOf({ level, row, column }: Cell): Cell[] {
  return Array.from({ length: FACTOR * FACTOR }, (_, index) => ({
    level: level + 1,
    row: row * FACTOR + Math.floor(index / FACTOR),
    column: column * FACTOR + (index % FACTOR),
  }));
}

/** More degrees than those of a cell can be wrong by. */
const MARGIN = 1e-9;

interface Bounds {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

function boundsOf({ level, row, column }: Cell): Bounds {
  const size = sizeOf(level) / CELLS_PER_DEGREE;
  return {
    south: row * size - 90 - MARGIN,
    north: Math.min(90, (row + 1) * size - 90 + MARGIN),
    west: column * size - 180 - MARGIN,
    east: Math.min(180, (column + 1) * size - 180 + MARGIN),
  };
}

/** How much of a cell may lie in a region. `none` is certain; `whole` and `part` only say which cells to split. */
type Meeting = 'none' | 'part' | 'whole';

function testOf(region: Region): (cell: Cell) => Meeting {
  return region.kind === 'box' ? boxTest(region) : nearTest(region);
}

function boxTest(box: Extract<Region, { kind: 'box' }>): (cell: Cell) => Meeting {
  return (cell) => {
    const { south, north, west, east } = boundsOf(cell);
    const isOver = box.west > box.east;
    const meetsWest = box.west <= east;
    const meetsEast = box.east >= west;
    if (south > box.north || north < box.south || !(isOver ? meetsWest || meetsEast : meetsWest && meetsEast))
      return 'none';
    const [isWest, isEast] = [box.west <= west, box.east >= east];
    const isWithin =
      south >= box.south && north <= box.north && (isOver ? isWest || isEast : isWest && isEast);
    return isWithin ? 'whole' : 'part';
  };
}

/** In kilometres: doubles are wrong by centimetres where points are opposite one another, elsewhere by much less. */
const MARGIN_KM = 0.01;

function nearTest({ latitude, longitude, km }: Extract<Region, { kind: 'near' }>): (cell: Cell) => Meeting {
  const point = vectorOf(latitude, longitude);
  const kmTo = (toLatitude: number, toLongitude: number) => {
    const { x, y, z } = vectorOf(toLatitude, toLongitude);
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chordSquared(x, y, z, point)) / 2));
  };
  const most = chordSquaredOf(km);
  return (cell) => {
    const { south, north, west, east } = boundsOf(cell);
    const corners = [south, north].flatMap((lat) => [west, east].map((lon) => [lat, lon] as const));
    const middle = [(south + north) / 2, (west + east) / 2] as const;
    const own = vectorOf(...middle);
    const vectors = corners.map(([lat, lon]) => vectorOf(lat, lon));
    // No point of a cell is further from its middle than its furthest corner.
    const reach = Math.max(...vectors.map(({ x, y, z }) => chordSquared(x, y, z, own)));
    const reachKm = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(reach) / 2));
    if (kmTo(...middle) > km + reachKm + MARGIN_KM) return 'none';
    const isWithin = vectors.every(({ x, y, z }) => chordSquared(x, y, z, point) <= most);
    return isWithin ? 'whole' : 'part';
  };
}
