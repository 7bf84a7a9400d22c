// Explains in one sentence why a text is not a valid date, and what would be. The library's own message is a dump of
// its grammar. Called only for texts that were rejected: nothing here decides what is valid.
import { daysInMonth } from './calendar.ts';
import { shorten } from './strings.ts';

const EDTF_EXAMPLES =
  'write 2024, 2024-03 or 2024-03-05, [2024-01..2024-03] for one date of a range, 2024-01/2024-03 for a period';

/** Mistakes in the whole text; the first that matches is reported. */
const TEXT_MISTAKES: readonly (readonly [shape: RegExp, explanation: string])[] = [
  [/^$/, `is empty: leave edtf out where nothing is known, or ${EDTF_EXAMPLES}`],
  [/\d:\d|\dT/, 'holds a time: give the day alone here, and the time in `time`'],
  [/[A-WYZa-wyz]{3}/, `is in words: ${EDTF_EXAMPLES}`],
  [/[{},]/, 'is a list: give one date, [a..b] for one date of a range, or a/b for a period'],
  [/\s/, 'holds spaces: write it without any'],
  [/^[/[\].]+$/, 'has no end that is known: leave edtf out where nothing is known'],
  [/^\[[^.]*\]$/, 'is a choice of one: leave the brackets out'],
  [/\/.*\//, 'has more than two ends: a period is a/b'],
  [
    /^[^[/]+\.\.[^\]/]*$|^\.\.[^\]/]+$/,
    'lacks its brackets: write [a..b] for one date of a range, a/b for a period',
  ],
];

/** Mistakes in one date of the text; the first that matches is reported. */
const DATE_MISTAKES: readonly (readonly [shape: RegExp, explanation: string])[] = [
  [
    /^[~?%]?\d{4}-(2[1-9]|3\d|4[01])[~?%]?$/,
    'is a season: name its months, [2024-06..2024-08] for one date in them',
  ],
  [
    /^-?[Yy]|^-|^\d{5,}|[ES]\d/,
    'is outside the years 0000 to 9999, or lacks hyphens: write 2024, 2024-03 or 2024-03-05',
  ],
  [/^\d{1,3}X{0,2}$(?<!^.{4})/, 'has no four-digit year: a decade is 202X, a century 20XX'],
  [/[xu]/, 'marks unknown digits wrongly: write a capital X, as in 2024-03-XX'],
  [/^XXXX/, 'has a year that is wholly unknown: leave edtf out where nothing is known'],
  [/X.*[~?%]|[~?%].*X/, 'has both X and a qualifier: keep one, 201X or 2010~'],
  [
    /X/,
    'has an X where none may stand: write 201X, 20XX, 2024-XX or 2024-03-XX, and no X in a range or period',
  ],
  [/[~?%]./, 'has a qualifier inside: write ~, ? or % once, at the end'],
  [/^\d{4}-(\d|\d\d?-\d)[~?%]?$/, 'has a month or day of one digit: write two, as in 2024-03-05'],
  [/^\d{4}-(00|1[3-9]|20|4[2-9]|[5-9]\d)/, 'has no such month: months are 01 to 12'],
];

function datesIn(text: string): string[] {
  return text.split(/\.\.|[/[\]]/).filter((part) => part !== '');
}

/** Explains a day that its month does not have; null where the day exists, or no day is given. */
function impossibleDay(part: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(part);
  if (match === null) return null;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  const last = daysInMonth(year, month);
  if (day >= 1 && day <= last) return null;
  return `is not in the calendar: that month has the days 01 to ${last}`;
}

function explanationOf(text: string): string {
  const shape = TEXT_MISTAKES.find(([pattern]) => pattern.test(text));
  if (shape) return shape[1];
  const parts = datesIn(text);
  for (const part of parts) {
    const explanation = DATE_MISTAKES.find(([pattern]) => pattern.test(part))?.[1] ?? impossibleDay(part);
    if (explanation !== null) return explanation;
  }
  if (text.startsWith('[') && parts.some((part) => /[~?%]$/.test(part))) {
    return 'has a qualifier in a range: the ends of [a..b] are plain dates';
  }
  if (text.startsWith('[') && new Set(parts.map((part) => part.length)).size > 1) {
    return 'mixes precisions: write both ends alike, as in [2024-03-01..2024-04-05]';
  }
  return `is not a date that can be read: ${EDTF_EXAMPLES}`;
}

/** At most 40 characters of the text, so that a message stays one line. */
function excerpt(text: string): string {
  return JSON.stringify(shorten(text, 40));
}

/** Why a text is not a valid date, and what would be. */
export function edtfProblem(text: string): string {
  return `${excerpt(text)} ${explanationOf(text)}`;
}

/** The same for a range or period that ends before it begins. */
export function endsBeforeItBegins(text: string): string {
  return `${excerpt(text)} ends before it begins: write the earlier date first`;
}
