// Adds up counts of records by their days, as precisely as is asked.
import type { DateCount, DayPrecision } from '../../../query/counts.ts';
import { addSums } from '../../../query/figure-sums.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import { type Days, monthsOf } from './rollups.ts';

type Counted = Pick<DateCount, 'count' | 'sum'>;

export interface DateSums {
  /** @param counted with a count less than 0, and no sum, to take records off that were added */
  add(days: Days, value: string | null, counted: Counted): void;
  counts(): DateCount[];
}

export function dateSums(precision: DayPrecision): DateSums {
  const sums = new Map<string, { days: Days; byValue: Map<string | null, Counted> }>();
  return {
    add: (exact, value, counted) => {
      const days = precision === 'month' ? monthsOf(exact) : exact;
      const name = `${days.first}/${days.last}`;
      const sum = sums.get(name) ?? { days, byValue: new Map() };
      sums.set(name, sum);
      const before = sum.byValue.get(value);
      sum.byValue.set(value, {
        count: (before?.count ?? 0) + counted.count,
        sum: addSums([before?.sum ?? null, counted.sum]),
      });
    },
    counts: () =>
      [...sums.values()].flatMap(({ days: { first, last }, byValue }) => {
        const earliest = first === OPEN_START ? null : first;
        const latest = last === OPEN_END ? null : last;
        return [...byValue]
          .filter(([, { count }]) => count > 0)
          .map(([value, counted]) => ({ earliest, latest, value, ...counted }));
      }),
  };
}
