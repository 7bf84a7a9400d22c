// Days of the proleptic Gregorian calendar, years 0000 to 9999, as ISO text. Months are counted from 1.

/** `YYYY-MM-DD`. The day is not checked. */
export function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Day 0 of the next month is the last of this. Not by Date.UTC, which reads the years 0 to 99 as 1900 to 1999. */
export function daysInMonth(year: number, month: number): number {
  return new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
}
