// A page of a list, by the plainest means: the whole list in order, without what is not after the position.
import { type ListQuery, NO_FIGURE, type Order, type Position } from '../../src/query/condition.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { fitsOrder } from '../../src/resources/resource.ts';
import type { AnnotationPage, ListPage } from '../../src/store/port/store.ts';
import { StoreError } from '../../src/store/port/store-error.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { MAX_PAGE_CHARACTERS } from '../../src/store/sql/list-page.ts';
import { figureIn, inOrder, naiveMatches } from './naive-lists.ts';
import { compareBytes } from './records.ts';

/** @param records of the resource, in key order */
export function naivePage(
  records: readonly RenderedRecord[],
  { resource, conditions, order, after, limit }: ListQuery,
): ListPage {
  if (after !== null && !fitsOrder(RESOURCES[resource], order, after))
    throw new StoreError('invalidPosition', 'the position does not fit the order of the list');
  const places = new Map(records.map((record, index) => [record, positionOf(record, index + 1, order)]));
  const undated = records.filter(({ columns }) => columns.dated === 0).length;
  const comesAfter = (record: RenderedRecord) =>
    after === null || isAfter(places.get(record) as Position, after, order, undated);
  const rest = inOrder(naiveMatches(records, conditions), order).filter(comesAfter);
  const documents = rest.map(({ document }) => document);
  const page = asLongAsAllowed(documents.slice(0, limit));
  const last = rest[page.length - 1];
  const goesOn = page.length < rest.length && last !== undefined;
  return { documents: page, end: goesOn ? (places.get(last) as Position) : null };
}

function positionOf(record: RenderedRecord, key: number, { by, measure }: Order): Position {
  const { id, columns } = record;
  if (by === 'key') return [key];
  if (by === 'quantity') return [figureIn(record, measure) ?? NO_FIGURE, id];
  return by === 'id' ? [id, id] : [columns[by] as string | number, id];
}

/** @param undated how many records have no date: theirs are the first keys */
function isAfter(
  [value, id]: Position,
  [after, afterId]: Position,
  { by, direction }: Order,
  undated: number,
): boolean {
  const isDown = direction === 'desc';
  if (by === 'key') {
    const [isLate, wasLate] = [Number(value) <= undated, Number(after) <= undated];
    if (isLate !== wasLate) return isLate; // unknown dates come last
    return isDown ? Number(value) < Number(after) : Number(value) > Number(after);
  }
  if (by === 'quantity' && (value === NO_FIGURE) !== (after === NO_FIGURE)) return value === NO_FIGURE;
  const isNumber = typeof value === 'number' && typeof after === 'number';
  const order = isNumber ? value - after : compareBytes(String(value), String(after));
  const tied = order === 0 ? compareBytes(id ?? '', afterId ?? '') : order;
  return isDown ? tied < 0 : tied > 0;
}

export function naiveAnnotations(all: readonly string[], start: number, limit: number): AnnotationPage {
  return { annotations: asLongAsAllowed(all.slice(start, start + limit)), total: all.length };
}

/** A page ends with the text that brings it to the bound. */
function asLongAsAllowed(texts: readonly string[]): string[] {
  const page: string[] = [];
  let characters = 0;
  for (const text of texts) {
    if (characters >= MAX_PAGE_CHARACTERS) break;
    page.push(text);
    characters += text.length;
  }
  return page;
}
