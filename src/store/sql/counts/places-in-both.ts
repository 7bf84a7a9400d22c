// The matches of a block that have both values of a pair.
import { BLOCK } from './blocks.ts';

const inFirst = new Uint8Array(BLOCK);

/** The places of matches that are in both lists, in order. */
export function placesInBoth(mask: Uint8Array, first: Uint16Array, second: Uint16Array): number[] {
  if (first.length === 0 || second.length === 0) return [];
  const found: number[] = [];
  for (const place of first) inFirst[place] = 1;
  for (const place of second) if (inFirst[place] === 1 && mask[place] === 1) found.push(place);
  for (const place of first) inFirst[place] = 0;
  return found;
}
