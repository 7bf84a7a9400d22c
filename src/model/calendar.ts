// Days of the proleptic Gregorian calendar, years 0000 to 9999, as ISO text. Months are counted from 1.

export const FIRST_DAY = '0000-01-01';
export const LAST_DAY = '9999-12-31';
const DAY_MS = 86_400_000;

/** Formats a day as `YYYY-MM-DD`, unchecked. */
export function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Day 0 of the next month is the last of this one. Date.UTC would read the years 0 to 99 as 1900 to 1999. */
export function daysInMonth(year: number, month: number): number {
  return new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
}

/** The first day of a year, month or day. */
export function firstDay(partial: string): string {
  return `${partial}-01-01`.slice(0, 10);
}

/** The last day of a year, month or day. */
export function lastDay(partial: string): string {
  if (partial.length === 10) return partial;
  const [year = 0, month = 12] = partial.split('-').map(Number);
  return isoDay(year, month, daysInMonth(year, month));
}

/** Adds days, or subtracts where negative; the result stays within the years 0000 to 9999. */
export function plusDays(day: string, days: number): string {
  const text = new Date(Date.parse(day) + days * DAY_MS).toISOString();
  if (text.startsWith('-')) return FIRST_DAY;
  return text.startsWith('+') ? LAST_DAY : text.slice(0, 10);
}
