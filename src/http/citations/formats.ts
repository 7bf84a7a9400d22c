// Formats a citation as text and BibTeX with citation-js (https://citation.js.org), and as RIS. Pure: nothing is fetched.
// Imported with the first request for a citation, because the library takes a fifth of a second to load.
import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import { escapeBibtex } from './bibtex-escapes.ts';
import { CitationStyle } from './citation-style.ts';
import { type CslDate, sharedDate } from './csl-date.ts';
import type { CslItem } from './csl-item.ts';
import { risRecord } from './ris.ts';

/** The library's English with British punctuation: no comma or full stop moves into quoted words. */
const LANGUAGE = 'en-GB';
const { locales, styles } = plugins.config.get('@csl');
locales.add(
  LANGUAGE,
  locales.get('en-US').replace('punctuation-in-quote="true"', 'punctuation-in-quote="false"'),
);

/**
 * A style without its rules for in-text citations and for sorting, which a single entry does not need. They are most of
 * APA: preparing it takes 1.1 s and 97 MB with them, 0.14 s and 4 MB without.
 */
function pruned(style: string): string {
  return style
    .replace(/<sort>[\s\S]*?<\/sort>/g, '')
    .replace(/(<citation\b[^>]*>)[\s\S]*?(<\/citation>)/, '$1<layout><text variable="title"/></layout>$2');
}

/** A style for which a version with a comma, such as `1, revision 67a7ce5859ca7f1e`, is one version and not two. */
function withOneVersion(style: string): string {
  return style.replace(/(<label\b[^>]*variable="version")/g, '$1 plural="never"');
}
for (const style of CitationStyle.options) styles.add(style, withOneVersion(pruned(styles.get(style))));

// Values are escaped here, and keys are ours: see bibtex-escapes.ts.
Object.assign(plugins.config.get('@bibtex').format, { asciiOnly: false, checkLabel: false });

/**
 * Characters that the citation processor would change: it curls straight quotation marks, and reads `<i>` as markup.
 * Each is replaced by a noncharacter, which no text contains, and restored afterwards.
 */
const PROTECTED: readonly (readonly [string, string])[] = [
  ['"', '\uFDD0'],
  ["'", '\uFDD1'],
  ['<', '\uFDD2'],
];

const protect = (text: string) => PROTECTED.reduce((result, [from, to]) => result.replaceAll(from, to), text);
const restore = (text: string) => PROTECTED.reduce((result, [to, from]) => result.replaceAll(from, to), text);

/** The item with every text changed, except ids, types and addresses. */
function withTexts(item: CslItem, change: (text: string) => string): CslItem {
  const kept = ['id', 'citation-key', 'type', 'URL'];
  const entries = Object.entries(item).map(([name, value]) =>
    typeof value === 'string' && !kept.includes(name) ? [name, change(value)] : [name, value],
  );
  const author = item.author?.map(({ literal }) => ({ literal: change(literal) }));
  return { ...Object.fromEntries(entries), ...(author && { author }) };
}

/** The item for formats without date ranges. The note gives the exact dates. */
function withPlainDates({ issued, 'event-date': _, ...item }: CslItem): CslItem {
  const plain = issued === undefined ? null : sharedDate(issued);
  return plain === null ? item : { ...item, issued: plain };
}

/** The citation as a line of text. */
export function citationText(item: CslItem, style: CitationStyle): string {
  const options = { format: 'text', template: style, lang: LANGUAGE };
  const text = new Cite([withTexts(item, protect)]).format('bibliography', options);
  // Vancouver numbers its entries; there is only one.
  return restore(text).trim().replace(/^1\. /, '');
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The month as the macro of that name, which each style prints in its own words, and the day in the `date` of biblatex:
 * BibTeX has no field for it. The library writes `{dec 27}`, which is no macro, and `{12}`.
 */
function bibtexMonth(issued: CslDate | undefined): string {
  const [year = 0, month = 0, day] = issued?.['date-parts'][0] ?? [];
  const date = [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))];
  return `\tmonth = ${MONTHS[month - 1]},\n${day === undefined ? '' : `\tdate = {${date.join('-')}},\n`}`;
}

/** The citation as a BibTeX entry, in UTF-8. */
export function citationBibtex(item: CslItem): string {
  const plain = withPlainDates(item);
  const entry = new Cite([withTexts(plain, escapeBibtex)]).format('bibtex').trim();
  return (
    entry
      .replace(/^\tmonth = .*\n/m, bibtexMonth(plain.issued))
      // TeX prints some characters of addresses only when escaped. Plain styles print `howpublished`, not `url`.
      .replace(/^(\thowpublished = )\{(.*)\},$/m, '$1{\\url{$2}},')
  );
}

/** The citation as a RIS record. */
export function citationRis(item: CslItem): string {
  return risRecord(item, item.issued === undefined ? null : sharedDate(item.issued));
}
