// Guards the cells of a table against spreadsheets that would run them as formulas
// (https://owasp.org/www-community/attacks/CSV_Injection). Pure.
//
// A spreadsheet may trim what stands before a formula, and may part a line where the table does not: in many countries
// Excel parts at semicolons, and an import at whatever is ticked, with no regard to quotation marks within a part. So a
// formula is looked for at the beginning of a cell and behind everything that could begin another one.
import { BLANKS } from '../../model/strings.ts';

/** What parts cells or lines for some spreadsheet, and what parts the values of a cell. */
const PARTINGS = ',;|\\t\\n\\v\\f\\r\\x85\\u2028\\u2029';

/** What begins a formula, with the full-width and small forms that some spreadsheets fold. */
const OPENERS = '=+\\-@＝＋－＠﹦﹢﹣﹫';

/**
 * A formula as far as its first character, with what stands before it: `before` are partings, blanks and quotation marks,
 * which parting may leave open. Apostrophes before the formula are part of it, so that adding one can be undone. Linear:
 * nothing is tried twice from within `before`.
 */
const FORMULA = new RegExp(
  `(?<before>^[${PARTINGS}${BLANKS}"]*|(?<![${PARTINGS}${BLANKS}"])[${PARTINGS}${BLANKS}"]+)(?<opening>'*[${OPENERS}])`,
  'gu',
);
const PARTED = new RegExp(`[${PARTINGS}]`);

function replaceFormulas(text: string, replacement: (before: string, opening: string) => string): string {
  return text.replace(FORMULA, (all, before: string, opening: string, offset: number) =>
    offset === 0 || PARTED.test(before) ? replacement(before, opening) : all,
  );
}

/** Free text, with an apostrophe before each formula. */
export function guardedText(text: string): string {
  return replaceFormulas(text, (before, opening) => `${before}'${opening}`);
}

/** An object as JSON, with the formulas in its strings escaped: the same JSON value. */
export function guardedJson(json: string): string {
  return replaceFormulas(json, (before, opening) => {
    const code = opening
      .charCodeAt(opening.length - 1)
      .toString(16)
      .padStart(4, '0');
    return `${before}${opening.slice(0, -1)}\\u${code}`;
  });
}

/** An address, with what parts it before a formula percent-encoded: the same address. */
export function guardedAddress(address: string): string {
  return replaceFormulas(address, (before, opening) => `${encodeURIComponent(before)}${opening}`);
}
