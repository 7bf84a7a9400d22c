// Dates in CSL-JSON, never more precise than they are known. Pure.
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

type KnownDate = Pick<FuzzyDate, 'edtf' | 'earliest' | 'latest' | 'precision'>;
type DateParts = CslDate['date-parts'][number];

/** How many characters of an ISO day each precision keeps. */
const PRECISION_LENGTHS = { day: 10, month: 7, year: 4 } as const;

/**
 * The date in CSL-JSON; null where it is unknown, has an open end or lies in the year 0, none of which CSL can express.
 * One date of a range and every qualified date (`~ ? %`) are `circa`; a period is a range without it.
 */
export function cslDate({ edtf, earliest, latest, precision }: KnownDate): CslDate | null {
  if (edtf === null || earliest === null || latest === null || precision === 'unknown') return null;
  const ends =
    precision === 'range' || precision === 'period'
      ? endsOf(edtf, earliest, latest)
      : [earliest.slice(0, PRECISION_LENGTHS[precision])];
  if (ends.some((end) => end.startsWith('0000'))) return null;
  const isUncertain = precision === 'range' || /[~?%]/.test(edtf);
  return { 'date-parts': ends.map(datePartsOf), ...(isUncertain && { circa: true }) };
}

/** Both ends as precisely as they were written; for a decade or century, its first and last year. */
function endsOf(edtf: string, earliest: string, latest: string): string[] {
  const written = edtf.match(/\d{4}(?:-\d\d){0,2}/g) ?? [];
  return written.length === 2 ? written : [earliest.slice(0, 4), latest.slice(0, 4)];
}

function datePartsOf(date: string): DateParts {
  return date.split('-').map(Number);
}

/** The date for BibTeX and RIS, which have no ranges: what both ends share; null where they share nothing. */
export function sharedDate(date: CslDate): CslDate | null {
  const [first = [], last = first] = date['date-parts'];
  const differs = first.findIndex((part, index) => part !== last[index]);
  const shared = differs === -1 ? first : first.slice(0, differs);
  return shared.length === 0 ? null : { 'date-parts': [shared] };
}
