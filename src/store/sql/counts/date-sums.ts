// Adds up counts of records by their days, as precisely as is asked.
import type { DateCount, DayPrecision } from '../../../query/counts.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import { type Days, monthsOf } from './rollups.ts';

export interface DateSums {
  /** @param count less than 0 to take records off that were added */
  add(days: Days, value: string | null, count: number): void;
  counts(): DateCount[];
}

export function dateSums(precision: DayPrecision): DateSums {
  const sums = new Map<string, { days: Days; byValue: Map<string | null, number> }>();
  return {
    add: (exact, value, count) => {
      const days = precision === 'month' ? monthsOf(exact) : exact;
      const name = `${days.first}/${days.last}`;
      const sum = sums.get(name) ?? { days, byValue: new Map() };
      sums.set(name, sum);
      sum.byValue.set(value, (sum.byValue.get(value) ?? 0) + count);
    },
    counts: () =>
      [...sums.values()].flatMap(({ days: { first, last }, byValue }) => {
        const earliest = first === OPEN_START ? null : first;
        const latest = last === OPEN_END ? null : last;
        return [...byValue]
          .filter(([, count]) => count > 0)
          .map(([value, count]) => ({ earliest, latest, value, count }));
      }),
  };
}
