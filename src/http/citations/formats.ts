// Formats a citation as text, BibTeX and RIS with citation-js (https://citation.js.org). Pure: nothing is fetched.
// Imported with the first request for a citation, because the library takes a fifth of a second to load.
import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { escapeBibtex } from './bibtex-escapes.ts';
import { CitationStyle } from './citation-style.ts';
import { sharedDate } from './csl-date.ts';
import type { CslItem } from './csl-item.ts';

/** Texts by name. */
interface TextRegister {
  get(name: string): string;
  add(name: string, text: string): void;
}

/** The library's English with British punctuation: no comma or full stop moves into quoted words. */
const LANGUAGE = 'en-GB';
const { locales, styles } = plugins.config.get('@csl') as Record<'locales' | 'styles', TextRegister>;
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
for (const style of CitationStyle.options) styles.add(style, pruned(styles.get(style)));

const bibtexConfig = plugins.config.get('@bibtex') as { format: { asciiOnly: boolean; checkLabel: boolean } };
// Values are escaped here, and keys are ours: see bibtex-escapes.ts.
Object.assign(bibtexConfig.format, { asciiOnly: false, checkLabel: false });

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

/** The citation as a BibTeX entry, in UTF-8. */
export function citationBibtex(item: CslItem): string {
  const plain = withPlainDates(item);
  const entry = new Cite([withTexts(plain, escapeBibtex)]).format('bibtex').trim();
  // TeX prints some characters of addresses only when escaped. Plain styles print `howpublished`, not `url`.
  return entry.replace(/^(\thowpublished = )\{(.*)\},$/m, '$1{\\url{$2}},');
}

/**
 * The citation as a RIS record. The lines are written here, because the library breaks values after 70 UTF-16 units,
 * even within words and characters. It also omits the author of a newspaper article, but not of a magazine article.
 */
export function citationRis(item: CslItem): string {
  const isNews = item.type === 'article-newspaper';
  const plain = { ...withPlainDates(item), ...(isNews && { type: 'article-magazine' }) };
  const [record] = new Cite([plain]).format('ris', { format: 'object' }) as unknown as Record<
    string,
    unknown
  >[];
  const { TY, ...tags } = record ?? {};
  const lines = Object.entries(tags).flatMap(([tag, values]) =>
    [values].flat().map((value) => `${tag}  - ${String(value)}`),
  );
  return [`TY  - ${isNews ? 'NEWS' : TY}`, ...lines, 'ER  - ', ''].join('\n');
}
