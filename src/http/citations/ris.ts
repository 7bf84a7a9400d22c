// A citation as a RIS record, tag by tag (https://en.wikipedia.org/wiki/RIS_(file_format), which names both versions of
// the specification). TY comes first and ER last, and lines end in CRLF. There is no ID: it holds at most 20 characters,
// and readers cut longer ones, so that ids which begin alike would be one. AN holds type and id whole. Pure.
import type { CslDate } from './csl-date.ts';
import type { CslItem } from './csl-item.ts';

const RIS_TYPES: Readonly<Record<CslItem['type'], string>> = {
  document: 'GEN',
  'article-newspaper': 'NEWS',
  dataset: 'DATA',
};

/** @param issued the day, month or year of the record: RIS has no ranges. */
export function risRecord(item: CslItem, issued: CslDate | null): string {
  const tags: readonly (readonly [tag: string, value: string | null | undefined])[] = [
    ['TY', RIS_TYPES[item.type]],
    ...(item.author ?? []).map(({ literal }) => ['AU', authorOf(literal)] as const),
    ...dateTags(issued),
    ['TI', item.title],
    ['T2', item['container-title']],
    ['PB', item.publisher],
    ['M3', item.genre],
    ['ET', item.version],
    ['LA', item.language],
    ['DB', item.archive],
    ['AN', item.archive_location],
    ['UR', item.URL],
    ['N1', item.note],
  ];
  const lines = tags.flatMap(([tag, value]) => (value == null ? [] : [`${tag}  - ${oneLine(value)}`]));
  return [...lines, 'ER  - ', ''].join('\r\n');
}

/** Names may hold no asterisk: it marks reprints. */
function authorOf(name: string): string {
  return name.replaceAll('*', '');
}

/** The year, and the date as `YYYY/MM/DD/`, whose slashes stay where a part is unknown. */
function dateTags(issued: CslDate | null): (readonly [string, string])[] {
  const [year, month, day] = issued?.['date-parts'][0] ?? [];
  if (year === undefined) return [];
  const digits = (part: number | undefined) => (part === undefined ? '' : String(part).padStart(2, '0'));
  const written = String(year).padStart(4, '0');
  const date = ['DA', `${written}/${digits(month)}/${digits(day)}/`] as const;
  return [['PY', written] as const, ...(month === undefined ? [] : [date])];
}

/** A line break, of which U+0085 is one to some, would end the value, and what follows could be read as a tag. */
function oneLine(value: string): string {
  return value.replace(/[\s\u0085]+/g, ' ').trim();
}
