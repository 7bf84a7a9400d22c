// Dates as CSL-JSON has them, never more exact than they are known. Pure.
import { z } from 'zod';
import type { FuzzyDate } from '../../model/fuzzy-date.ts';

export const CslDate = z
  .object({
    'date-parts': z
      .array(z.array(z.int().min(1).max(9999)).min(1).max(3))
      .min(1)
      .max(2)
      .describe('Year, month, day as far as known; two of them for a range.'),
    circa: z.boolean().optional().describe('Given, as true, where the date is uncertain.'),
  })
  .meta({ id: 'CslDate', description: 'A date as CSL-JSON has it.' });
export type CslDate = z.output<typeof CslDate>;

type Known = Pick<FuzzyDate, 'edtf' | 'earliest' | 'latest' | 'precision'>;
type Parts = CslDate['date-parts'][number];

/** Digits of an ISO day that stand for a precision. */
const LENGTHS = { day: 10, month: 7, year: 4 } as const;

/**
 * The CSL date of a date; null where nothing is known, an end is open, or it lies in the year 0, none of which CSL can
 * say. One date of a range and every qualified date (`~ ? %`) is `circa`; a period is a range without it.
 */
export function cslDate({ edtf, earliest, latest, precision }: Known): CslDate | null {
  if (edtf === null || earliest === null || latest === null || precision === 'unknown') return null;
  const ends =
    precision === 'range' || precision === 'period'
      ? endsOf(edtf, earliest, latest)
      : [earliest.slice(0, LENGTHS[precision])];
  if (ends.some((end) => end.startsWith('0000'))) return null;
  const isUncertain = precision === 'range' || /[~?%]/.test(edtf);
  return { 'date-parts': ends.map(partsOf), ...(isUncertain && { circa: true }) };
}

/** Both ends as exact as they were written; of a decade or a century, its first and last year. */
function endsOf(edtf: string, earliest: string, latest: string): string[] {
  const written = edtf.match(/\d{4}(?:-\d\d){0,2}/g) ?? [];
  return written.length === 2 ? written : [earliest.slice(0, 4), latest.slice(0, 4)];
}

function partsOf(date: string): Parts {
  return date.split('-').map(Number);
}

/** The date as BibTeX and RIS can hold it, which have one date and no range: what both ends share; null for nothing. */
export function sharedDate(date: CslDate): CslDate | null {
  const [first = [], last = first] = date['date-parts'];
  const differs = first.findIndex((part, index) => part !== last[index]);
  const shared = differs === -1 ? first : first.slice(0, differs);
  return shared.length === 0 ? null : { 'date-parts': [shared] };
}
