// The order of records by date as docs/dates.md has it: what keys are given by.
import { OPEN_END, OPEN_START } from '../../src/resources/resource.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { compareBytes } from './records.ts';

/** Unknown dates first, then by the first day; before all days those without a first, by their last. Ties by id. */
export function inKeyOrder(records: readonly RenderedRecord[]): readonly RenderedRecord[] {
  return records.toSorted((a, b) => {
    const [left, right] = [placeOf(a), placeOf(b)];
    const at = left.findIndex((part, index) => part !== right[index]);
    return at === -1 ? 0 : compareBytes(left[at] ?? '', right[at] ?? '');
  });
}

/** What comes before what, part by part. */
function placeOf({ id, columns: { dated, earliest, latest } }: RenderedRecord): string[] {
  if (dated !== 1) return ['1 no date', id];
  if (earliest === OPEN_START) return ['2 no beginning', latest === OPEN_END ? '' : String(latest), id];
  return ['3 a first day', String(earliest), id];
}
