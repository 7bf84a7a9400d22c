// Imprecise dates: EDTF (ISO 8601-2) and the first and last possible day.
// Allowed are level 1 without seasons, and from level 2 one date of a range: `[a..b]`, `[..b]`, `[a..]`.
//
// The library parses. The days are computed here: edtf 4.11 accepts 29 February in any year and rolls it over, and
// its max of `[a..b]` is that of a.
import { type Parsed, parse } from 'edtf';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { daysInMonth, isoDay } from './calendar.ts';
import { edtfProblem, endsBeforeItBegins } from './edtf-problem.ts';
import { Day, Line } from './fields.ts';

const DatePrecision = z.enum(['day', 'month', 'year', 'range', 'period', 'unknown']).meta({
  id: 'DatePrecision',
  description:
    '`day`, `month`, `year` as written. `range`: one date of a range, or of a decade or century. ' +
    '`period`: it lasts from `earliest` to `latest`. `unknown`: no date is known.',
});
type DatePrecision = z.output<typeof DatePrecision>;

const DateBasis = z.enum(['stated', 'resolved', 'inferred']).meta({
  id: 'DateBasis',
  description:
    '`stated` in the text; `resolved` from a phrase such as "last week"; `inferred` from other evidence.',
});

/** The ISO days between which a date lies, both inclusive; null where that side is open or unknown. */
export type DateBounds = { earliest: string | null; latest: string | null; precision: DatePrecision };
/** Why a text is not a valid date, and what would be: one sentence. */
type DateProblem = { problem: string };

/**
 * The library's parse of one date; `level` is missing on dates with X inside intervals. An interval's
 * end is the number Infinity where it is open (`..`) and null where it is unknown; here both are null.
 */
type PlainDate = { level?: number; values: readonly number[]; unspecified?: number };
type ClosedBounds = { earliest: string; latest: string; precision: DatePrecision };

/** Bits of the library's mask of unspecified digits (X): YYYY is 1, 2, 4, 8, MM is 16, 32, DD is 64, 128. */
const CENTURY_OR_DECADE = 0b1100;
const WHOLE_YEAR = 0b1111;
const MONTH = 0b11_0000;

/** The longest date allowed, `2024-01-01%/2024-02-01%`, has 23 characters; parsing time grows with length. */
const MAX_LENGTH = 40;

/** The days of one date; null where it is beyond level 1, not in the calendar, or a time. */
function daysOf({ level = 2, values, unspecified = 0 }: PlainDate): ClosedBounds | null {
  const [year, monthIndex, day] = values;
  if (level > 1 || values.length > 3 || year === undefined || year < 0) return null;
  const unknownYear = unspecified & WHOLE_YEAR;
  if (unknownYear === WHOLE_YEAR) return null;
  if (unknownYear !== 0) {
    const last = year + (unknownYear === CENTURY_OR_DECADE ? 99 : 9);
    return { earliest: isoDay(year, 1, 1), latest: isoDay(last, 12, 31), precision: 'range' };
  }
  if (monthIndex === undefined || (unspecified & MONTH) !== 0) {
    return { earliest: isoDay(year, 1, 1), latest: isoDay(year, 12, 31), precision: 'year' };
  }
  const month = monthIndex + 1;
  const length = daysInMonth(year, month);
  if (day === undefined || unspecified !== 0) {
    return { earliest: isoDay(year, month, 1), latest: isoDay(year, month, length), precision: 'month' };
  }
  if (day > length) return null;
  return { earliest: isoDay(year, month, day), latest: isoDay(year, month, day), precision: 'day' };
}

/** From the first day of one date to the last day of another; a missing end is open. */
function between(
  first: PlainDate | null,
  last: PlainDate | null,
  precision: DatePrecision,
): DateBounds | null {
  const start = first && daysOf(first);
  const end = last && daysOf(last);
  if ((first && !start) || (last && !end) || (!start && !end)) return null;
  return { earliest: start?.earliest ?? null, latest: end?.latest ?? null, precision };
}

/** The bounds of a parsed date; null where its form is not allowed here. */
function boundsOf(parsed: Parsed & { earlier?: boolean; later?: boolean }): DateBounds | null {
  if (parsed.type === 'Date') return daysOf(parsed as PlainDate);
  if (parsed.type === 'Interval') {
    const [first, last] = parsed.values.map((end) =>
      typeof end === 'number' ? null : (end as PlainDate | null),
    );
    return between(first ?? null, last ?? null, 'period');
  }
  if (parsed.type !== 'Set' || parsed.values.length !== 1) return null;
  if (Array.isArray(parsed.values[0])) {
    const [first, last] = parsed.values[0] as [PlainDate, PlainDate];
    return between(first, last, 'range');
  }
  const only = parsed.values[0] as PlainDate;
  if (parsed.earlier) return between(null, only, 'range');
  return parsed.later ? between(only, null, 'range') : null;
}

const PLAIN = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** A plain year, month or day, as nearly all dates are, without the library: it parses by a grammar. Null for any other. */
function plainBounds(text: string): DateBounds | null {
  const match = PLAIN.exec(text);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || (month !== undefined && (month < 1 || month > 12)) || day === 0) return null;
  const values = [year, ...(month === undefined ? [] : [month - 1]), ...(day === undefined ? [] : [day])];
  return daysOf({ level: 0, values });
}

function parseUncached(text: string): DateBounds | DateProblem {
  let bounds: DateBounds | null = null;
  if (text.length <= MAX_LENGTH) {
    try {
      bounds = boundsOf(parse(text));
    } catch {
      // edtfProblem explains it below; the library's message is a dump of its grammar.
    }
  }
  if (bounds === null) return { problem: edtfProblem(text) };
  const { earliest, latest } = bounds;
  if (earliest !== null && latest !== null && earliest > latest) return { problem: endsBeforeItBegins(text) };
  return bounds;
}

/** A parse by the grammar takes 90 µs, and ten million rows contain some ten thousand distinct dates. */
const parseCache = new LRUCache<string, DateBounds | DateProblem>({ max: 20_000 });

/** The days of an EDTF text, or the problem with it. Qualifiers (`~ ? %`) do not widen them. */
export function parseEdtf(text: string): DateBounds | DateProblem {
  const known = plainBounds(text) ?? parseCache.get(text);
  if (known !== undefined) return known;
  const result = parseUncached(text);
  if (text.length <= MAX_LENGTH) parseCache.set(text, result);
  return result;
}

/** YAML reads an unquoted 2023 as a number, and some readers an unquoted 2023-12-27 as a date. */
function unquoted(issue: { input?: unknown }): string | undefined {
  const { input } = issue;
  if (typeof input === 'number' || typeof input === 'bigint') return `put it in quotes: "${input}"`;
  return input instanceof Date ? 'put it in quotes: it was read as a date, not as text' : undefined;
}

const edtf = z
  .string({ error: unquoted })
  .superRefine((text, context) => {
    const result = parseEdtf(text);
    if ('problem' in result) context.addIssue({ code: 'custom', message: result.problem });
  })
  .describe('EDTF level 1 without seasons, or `[a..b]` for one date of a range; null when nothing is known.');

const time = z
  .string({ error: unquoted })
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, 'one line of text')
  .describe('Time of day as stated, with its zone.');

export const AuthoredFuzzyDate = z
  .strictObject({
    edtf: edtf.nullable().default(null),
    basis: DateBasis.nullable().default(null),
    time: time.nullable().default(null),
    note: Line.nullable().default(null).describe('How the date is known, in one sentence.'),
  })
  .refine((date) => date.edtf === null || date.basis !== null, {
    path: ['basis'],
    error: 'say how the date is known: basis is stated, resolved or inferred',
  })
  .refine((date) => date.edtf !== null || date.basis === null, {
    path: ['basis'],
    error: 'a basis needs a date: give edtf, or leave basis out',
  })
  .meta({ id: 'AuthoredFuzzyDate', description: 'A date as far as it is known, and how it is known.' });
export type AuthoredFuzzyDate = z.output<typeof AuthoredFuzzyDate>;

export const FuzzyDate = z
  .object({
    edtf: z.string().max(MAX_LENGTH).nullable().describe('EDTF (ISO 8601-2); null when nothing is known.'),
    earliest: Day.nullable().describe('The first day it can mean; null when open or unknown.'),
    latest: Day.nullable().describe('The last day it can mean; null when open or unknown.'),
    precision: DatePrecision,
    basis: DateBasis.nullable().describe('How the date is known; null when it is not.'),
    time: z.string().max(100).nullable().describe('Time of day as stated, with its zone.'),
    note: z.string().max(1000).nullable().describe('How the date is known, in one sentence.'),
  })
  .meta({
    id: 'FuzzyDate',
    description: 'A date as far as it is known, the days it lies between, and how it is known.',
  });
export type FuzzyDate = z.output<typeof FuzzyDate>;

/** The date as the API answers it, from an authored one. Throws where `edtf` was not validated. */
export function fuzzyDate({ edtf, basis, time, note }: AuthoredFuzzyDate): FuzzyDate {
  const bounds = edtf === null ? null : parseEdtf(edtf);
  if (bounds !== null && 'problem' in bounds)
    throw new Error(`a date that was not validated: ${bounds.problem}`);
  const { earliest, latest, precision } = bounds ?? { earliest: null, latest: null, precision: 'unknown' };
  return { edtf, earliest, latest, precision, basis, time, note };
}

/** Before every day: what begins with it in byte order is a date that begins no one knows when. */
export const OPEN_BEGINNING = '..';

/**
 * What dates are ordered by, in byte order: the first day that a date can mean. Where the beginning is open there is no
 * such day, so those dates stand before all others, by their last day. Null where the date is unknown.
 */
export function dateSortKey({ earliest, latest }: Pick<FuzzyDate, 'earliest' | 'latest'>): string | null {
  return earliest ?? (latest === null ? null : `${OPEN_BEGINNING}${latest}`);
}
