// The passage of a hit: the text of the record that matches best, or the part of it around the first match. Of an
// article's document it uses only what may be served.
import type { Actor } from '../../model/actor.ts';
import { Document } from '../../model/code-points.ts';
import type { Range } from '../../model/text-range.ts';
import { type FoundText, searchTexts } from '../../query/text/relevance.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import { type AnyResource, DOCUMENT_TEXT } from '../../resources/resource.ts';
import { actorIdsOf, isOwnWords, textsOfField } from '../../resources/text-fields.ts';
import type { Store } from '../../store/port/store.ts';
import type { Call } from '../server/route.ts';

/** Annotations of an article whose passages are searched. */
const MAX_ANNOTATIONS = 1000;
/** The greatest length of a passage, in code points. */
const MAX_PASSAGE = 300;
/** Code points before the first match, where the passage is cut. */
const CONTEXT_BEFORE = 80;

/**
 * The text of documents in which one answer looks for passages, in UTF-16 units: one document can have a million. So many
 * take about 60 ms, or 500 in scripts without spaces (measured).
 */
export const MAX_SEARCHED = 512 * 1024;
/** Reading a document takes as long as searching a part of it (measured). */
const READING = 1 / 12;
/** A document is searched in slices: a word near its beginning costs little, and others are answered in between. */
const SLICE = 16_384;
/** What is taken of the text on both sides of a match, and what slices share, so that no phrase is cut. */
const MARGIN = 1024;

/** A match, and the texts of its own words with the terms found in each. */
export interface Match {
  readonly record: { readonly id: string };
  readonly texts: readonly FoundText[];
}

/** How much of documents an answer may still search. */
export class PassageBudget {
  #left = MAX_SEARCHED;
  /** Whether something was left unsearched. */
  isSpent = false;

  /** Whether that much may still be searched, which is then taken; once it may not, nothing may. */
  take(units: number): boolean {
    if (this.#left < units) this.isSpent = true;
    else this.#left -= units;
    return !this.isSpent;
  }
}

/** What the passages of an answer are looked for by. */
export interface PassageSearch extends Pick<Call, 'store' | 'requireClient'> {
  readonly query: TextQuery;
  readonly budget: PassageBudget;
}

export interface HitPassage {
  readonly field: string;
  /** Null where the text may not be served, or was not searched. */
  readonly passage: string | null;
  /** Ranges of the passage, in code points, in order and disjoint. */
  readonly highlights: Range[];
}

/**
 * The passage in the text with the most terms of the query; of equal ones, the first. Names are looked at where the
 * record's own words have none of them.
 */
export async function bestPassage(
  resource: AnyResource,
  { record, texts }: Match,
  search: PassageSearch,
): Promise<HitPassage> {
  const { query, store } = search;
  const best =
    richestText(texts) ?? richestText(searchTexts(await circumstances(resource, record, store), query));
  if (best !== null) return passageOf(best);
  // Terms in no text of the record are in the article's document.
  const found = resource.name === 'articles' ? await documentMatch(record.id, search) : null;
  return found === null ? { field: DOCUMENT_TEXT, passage: null, highlights: [] } : passageOf(found);
}

/** The text with the most terms; null where no text has any. */
function richestText(texts: readonly FoundText[]): FoundText | null {
  const termsIn = ({ found }: FoundText) => found.filter((ranges) => ranges.length > 0).length;
  return texts.reduce<FoundText | null>(
    (best, text) => (termsIn(text) > (best === null ? 0 : termsIn(best)) ? text : best),
    null,
  );
}

/** The names around a record's words, by field. */
async function circumstances(
  { texts }: AnyResource,
  record: { readonly id: string },
  store: Store,
): Promise<{ field: string; text: string }[]> {
  const fields = Object.entries(texts).filter(([, field]) => !isOwnWords(field));
  const ids = fields.flatMap(([, field]) => actorIdsOf(field, record));
  const actors = (await store.getMany('actors', ids)).map((document) => JSON.parse(document) as Actor);
  const names = new Map(actors.map(({ id, name, aliases }) => [id, [name, ...aliases]]));
  return fields.flatMap(([name, field]) =>
    textsOfField(field, record, (id) => names.get(id) ?? []).map((text) => ({ field: name, text })),
  );
}

/** The match in what may be served of an article's document: in all of it, else in the passages of its annotations. */
async function documentMatch(articleId: string, search: PassageSearch): Promise<FoundText | null> {
  const { store, query, budget } = search;
  if (budget.isSpent) return null;
  const whole = await store.text(articleId, 0, Number.MAX_SAFE_INTEGER);
  if (whole !== null) return budget.take(whole.length * READING) ? firstMatch(whole, search) : null;
  const { annotations } = await store.annotations(articleId, 0, MAX_ANNOTATIONS);
  const passages = annotations.flatMap((annotation) => {
    const { target } = JSON.parse(annotation) as { target: { selector: { exact?: string }[] } };
    return target.selector.flatMap(({ exact }) => exact ?? []);
  });
  const searched = passages.filter(({ length }) => budget.take(length));
  return richestText(
    searchTexts(
      searched.map((text) => ({ field: DOCUMENT_TEXT, text })),
      query,
    ),
  );
}

/** The text around the first match. */
async function firstMatch(
  text: string,
  { query, budget, requireClient }: PassageSearch,
): Promise<FoundText | null> {
  const matchIn = (start: number, end: number) => {
    const slice = text.slice(unitBoundary(text, start), unitBoundary(text, end));
    return richestText(searchTexts([{ field: DOCUMENT_TEXT, text: slice }], query));
  };
  for (let start = 0; start < text.length; start += SLICE - MARGIN) {
    if (!budget.take(Math.min(SLICE, text.length - start))) return null;
    await new Promise(setImmediate);
    requireClient();
    const match = matchIn(start, start + SLICE);
    if (match === null) continue;
    const first = Math.min(...match.found.flatMap((ranges) => ranges[0]?.start ?? []));
    const unit = unitBoundary(text, start) + new Document(match.text).slice(0, first).length;
    return matchIn(unit - MARGIN, unit + MARGIN);
  }
  return null;
}

/** A position within the text that does not part a surrogate pair. */
function unitBoundary(text: string, unit: number): number {
  const within = Math.max(0, Math.min(unit, text.length));
  const code = text.charCodeAt(within);
  return code >= 0xdc00 && code <= 0xdfff ? within - 1 : within;
}

function passageOf({ field, text, found }: FoundText): HitPassage {
  const document = new Document(text);
  const ranges = mergeOverlaps(found.flat());
  const { start, end } = windowAround(document, ranges[0]?.start ?? 0);
  const highlights = ranges
    .filter((range) => range.start >= start && range.end <= end)
    .map((range) => ({ start: range.start - start, end: range.end - start }));
  return { field, passage: document.slice(start, end), highlights };
}

/** The ranges in order, overlapping ones merged. */
function mergeOverlaps(ranges: readonly Range[]): Range[] {
  const disjoint: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = disjoint.at(-1);
    if (last === undefined || range.start >= last.end) disjoint.push(range);
    else disjoint[disjoint.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return disjoint;
}

/** The whole text where it is short enough, else a part that begins and ends between words. */
function windowAround(document: Document, point: number): Range {
  const { length } = document;
  if (length <= MAX_PASSAGE) return { start: 0, end: length };
  const from = Math.max(0, Math.min(point - CONTEXT_BEFORE, length - MAX_PASSAGE));
  const to = Math.min(length, from + MAX_PASSAGE);
  const leading = from === 0 ? 0 : (/^\S*\s+/u.exec(document.slice(from, point))?.[0] ?? '').length;
  const trailing = to === length ? 0 : (/\s+\S*$/u.exec(document.slice(point, to))?.[0] ?? '').length;
  return { start: from + leading, end: to - trailing };
}
