// One citation in the formats that people paste, by citation-js (https://citation.js.org). Pure: nothing is fetched.
// Imported when a citation is first asked for: the library takes a fifth of a second to load.
import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { escapeBibtex } from './bibtex-escapes.ts';
import { CitationStyle } from './citation-style.ts';
import { sharedDate } from './csl-date.ts';
import type { CslItem } from './csl-item.ts';

/** Texts by name. */
interface Register {
  get(name: string): string;
  add(name: string, text: string): void;
}

/** The library's English, but as Britain punctuates: no comma or full stop goes inside quotation marks, where nobody said it. */
const LANGUAGE = 'en-GB';
const { locales, styles } = plugins.config.get('@csl') as Record<'locales' | 'styles', Register>;
locales.add(
  LANGUAGE,
  locales.get('en-US').replace('punctuation-in-quote="true"', 'punctuation-in-quote="false"'),
);

/**
 * A style without what one entry alone does not need: how to cite within the text, and how to sort entries. Of APA that
 * is most: to prepare it whole takes 1.1 s and 97 MB, without them 0.14 s and 4 MB.
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
 * Characters that the citation processor would change: it turns straight marks, and reads `<i>` as markup. Each goes
 * through it as a code point that is no character, which no text can hold.
 */
const HELD: readonly (readonly [string, string])[] = [
  ['"', '\uFDD0'],
  ["'", '\uFDD1'],
  ['<', '\uFDD2'],
];

const hold = (text: string) => HELD.reduce((held, [from, to]) => held.replaceAll(from, to), text);
const release = (text: string) => HELD.reduce((freed, [to, from]) => freed.replaceAll(from, to), text);

/** The item with every text changed; ids, types and addresses stay. */
function withTexts(item: CslItem, change: (text: string) => string): CslItem {
  const kept = ['id', 'citation-key', 'type', 'URL'];
  const entries = Object.entries(item).map(([name, value]) =>
    typeof value === 'string' && !kept.includes(name) ? [name, change(value)] : [name, value],
  );
  const author = item.author?.map(({ literal }) => ({ literal: change(literal) }));
  return { ...Object.fromEntries(entries), ...(author && { author }) };
}

/** For formats without ranges: the date as far as they can hold it. The note says the rest. */
function withPlainDates({ issued, 'event-date': _, ...item }: CslItem): CslItem {
  const plain = issued === undefined ? null : sharedDate(issued);
  return plain === null ? item : { ...item, issued: plain };
}

/** The citation as a line of text. */
export function textOf(item: CslItem, style: CitationStyle): string {
  const options = { format: 'text', template: style, lang: LANGUAGE };
  const text = new Cite([withTexts(item, hold)]).format('bibliography', options);
  // Vancouver numbers its entries, and this is the only one.
  return release(text).trim().replace(/^1\. /, '');
}

/** The citation as a BibTeX entry, in UTF-8. */
export function bibtexOf(item: CslItem): string {
  const plain = withPlainDates(item);
  const entry = new Cite([withTexts(plain, escapeBibtex)]).format('bibtex').trim();
  // An address may hold what TeX does not print bare; plain styles print `howpublished` and know no `url`.
  return entry.replace(/^(\thowpublished = )\{(.*)\},$/m, '$1{\\url{$2}},');
}

/**
 * The citation as a RIS record. The lines are written here: the library breaks values after 70 UTF-16 units, within
 * words and characters. It also leaves the author out of a newspaper's article, but not out of a magazine's.
 */
export function risOf(item: CslItem): string {
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
