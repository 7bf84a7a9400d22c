// The first and the last day of the month that a day lies in, for millions of days that are nearly in order.
import { DAY_MS } from './blocks.ts';

/** Days are numbers, as in blocks; an open end stays one. */
export class MonthEnds {
  /** Of the month that was asked for last. */
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  firstDay(day: number): number {
    if (!Number.isFinite(day)) return day;
    if (day < this.#first || day > this.#last) this.#find(day);
    return this.#first;
  }

  lastDay(day: number): number {
    if (!Number.isFinite(day)) return day;
    if (day < this.#first || day > this.#last) this.#find(day);
    return this.#last;
  }

  #find(day: number): void {
    const date = new Date(day * DAY_MS);
    date.setUTCDate(1);
    this.#first = date.getTime() / DAY_MS;
    date.setUTCMonth(date.getUTCMonth() + 1, 0);
    this.#last = date.getTime() / DAY_MS;
  }
}
