// Which records of a block lie in a region, by their numbers in it. The same arithmetic as where.ts has in SQL.
import { chordSquared, chordSquaredOf, vectorOf } from '../../../model/sphere.ts';
import type { Region } from '../../../query/condition.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { numbersOf } from './block-reader.ts';

interface BlockNumbers {
  readonly reader: Reader;
  readonly plan: Plan;
  readonly block: number;
}

/** Takes the records that do not lie in the region out of a mask. One without coordinates has NaN, which lies nowhere. */
export async function maskRegion(numbers: BlockNumbers, region: Region, mask: Uint8Array): Promise<void> {
  const isWithin = region.kind === 'near' ? await nearTest(numbers, region) : await boxTest(numbers, region);
  for (let place = 0; place < mask.length; place++)
    if (mask[place] === 1 && !isWithin(place)) mask[place] = 0;
}

type Test = (place: number) => boolean;

async function nearTest(
  { reader, plan, block }: BlockNumbers,
  { latitude, longitude, km }: Extract<Region, { kind: 'near' }>,
): Promise<Test> {
  const x = await numbersOf(reader, plan, block, 'x');
  const y = await numbersOf(reader, plan, block, 'y');
  const z = await numbersOf(reader, plan, block, 'z');
  const point = vectorOf(latitude, longitude);
  const most = chordSquaredOf(km);
  return (place) => chordSquared(x[place] as number, y[place] as number, z[place] as number, point) <= most;
}

async function boxTest(
  { reader, plan, block }: BlockNumbers,
  { west, south, east, north }: Extract<Region, { kind: 'box' }>,
): Promise<Test> {
  const latitudes = await numbersOf(reader, plan, block, 'latitude');
  const longitudes = await numbersOf(reader, plan, block, 'longitude');
  return (place) => {
    const latitude = latitudes[place] as number;
    const longitude = longitudes[place] as number;
    const [isEast, isWest] = [longitude >= west, longitude <= east];
    return latitude >= south && latitude <= north && (west <= east ? isEast && isWest : isEast || isWest);
  };
}
