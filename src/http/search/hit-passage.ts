// The passage of a hit: which text of the record was hit, and the part of it around the words. What it shows of an
// article is what its owner lets be shown.
import { Document } from '../../model/code-points.ts';
import type { Range } from '../../model/range.ts';
import { type FoundText, searchTexts } from '../../query/text/relevance.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import { type AnyResource, DOCUMENT_TEXT } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';
import type { Match } from '../lists/ranking.ts';

/** A passage longer than this is cut, in code points. */
const LONGEST = 300;
/** What stands before the first word that was found. */
const LEAD = 80;

export interface Passage {
  readonly field: string;
  /** Null where the text may not be served. */
  readonly passage: string | null;
  /** Ranges of the passage, in code points, in order and apart. */
  readonly highlights: Range[];
}

/** The text in which most of the terms are found, of equals the first. */
export async function bestPassage(
  resource: AnyResource,
  { record, texts }: Match,
  query: TextQuery,
  store: Store,
): Promise<Passage> {
  const best = mostFound(texts);
  if (best !== null) return passageOf(best);
  // Where no text of the record has the words, they are in the article's own.
  const shown = resource.name === 'articles' ? await documentTexts(record.id, store) : [];
  const found = mostFound(
    searchTexts(
      shown.map((text) => ({ field: DOCUMENT_TEXT, text })),
      query,
    ),
  );
  return found === null ? { field: DOCUMENT_TEXT, passage: null, highlights: [] } : passageOf(found);
}

/** Null where no term is found in any. */
function mostFound(texts: readonly FoundText[]): FoundText | null {
  const termsIn = ({ found }: FoundText) => found.filter((ranges) => ranges.length > 0).length;
  return texts.reduce<FoundText | null>(
    (best, text) => (termsIn(text) > (best === null ? 0 : termsIn(best)) ? text : best),
    null,
  );
}

/** What may be shown of an article: all of it, else the passages that records point to. */
async function documentTexts(articleId: string, store: Store): Promise<string[]> {
  const whole = await store.text(articleId, 0, Number.MAX_SAFE_INTEGER);
  if (whole !== null) return [whole];
  const { annotations } = await store.annotations(articleId, 0, Number.MAX_SAFE_INTEGER);
  return annotations.flatMap((annotation) => {
    const { target } = JSON.parse(annotation) as { target: { selector: { exact?: string }[] } };
    return target.selector.flatMap(({ exact }) => exact ?? []);
  });
}

function passageOf({ field, text, found }: FoundText): Passage {
  const document = new Document(text);
  const ranges = merged(found.flat());
  const { start, end } = windowAround(document, ranges[0]?.start ?? 0);
  const highlights = ranges
    .filter((range) => range.start >= start && range.end <= end)
    .map((range) => ({ start: range.start - start, end: range.end - start }));
  return { field, passage: document.slice(start, end), highlights };
}

/** Ranges in order, those that overlap as one. */
function merged(ranges: readonly Range[]): Range[] {
  const apart: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last === undefined || range.start >= last.end) apart.push(range);
    else apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return apart;
}

/** The whole text where it is short, else a part that begins and ends between words. */
function windowAround(document: Document, point: number): Range {
  const { length } = document;
  if (length <= LONGEST) return { start: 0, end: length };
  const from = Math.max(0, Math.min(point - LEAD, length - LONGEST));
  const to = Math.min(length, from + LONGEST);
  const skipped = from === 0 ? 0 : (/^\S*\s+/u.exec(document.slice(from, point))?.[0] ?? '').length;
  const dropped = to === length ? 0 : (/\s+\S*$/u.exec(document.slice(point, to))?.[0] ?? '').length;
  return { start: from + skipped, end: to - dropped };
}
