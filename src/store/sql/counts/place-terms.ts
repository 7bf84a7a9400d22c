// The terms of one field, by the places of a block's matches.
import { NO_TERM, type TermBlock } from './blocks.ts';

/** Most records have one term, which is written without a list of its own. */
export interface PlaceTerms {
  /** `NO_TERM` where the record does not match or has no value. */
  readonly firstAt: Uint32Array;
  readonly further: ReadonlyMap<number, readonly number[]>;
}

/** @param block null where no record has a value */
export function termsByPlace(mask: Uint8Array, block: TermBlock | null): PlaceTerms {
  const firstAt = new Uint32Array(mask.length);
  const further = new Map<number, number[]>();
  if (block === null) return { firstAt, further };
  const { termIds, ends, places } = block;
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    const termId = termIds[term] as number;
    if (termId === NO_TERM) index = ends[term] as number;
    for (const end = ends[term] as number; index < end; index++) {
      const place = places[index] as number;
      if (mask[place] === 0) continue;
      if (firstAt[place] === NO_TERM) firstAt[place] = termId;
      else {
        const terms = further.get(place);
        if (terms === undefined) further.set(place, [termId]);
        else terms.push(termId);
      }
    }
  }
  return { firstAt, further };
}
