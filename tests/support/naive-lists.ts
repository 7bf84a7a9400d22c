// What a list must answer, by the plainest means: filter all records, sort them, take a slice.

import { chordSquared, chordSquaredOf, vectorOf } from '../../src/model/sphere.ts';
import type { Condition, ListQuery, Order } from '../../src/query/condition.ts';
import type { TextTerm } from '../../src/query/text/text-query.ts';
import { OPEN_END, OPEN_START } from '../../src/resources/resource.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { compareBytes } from './records.ts';

/** Ids of the matching records in order. @param records in key order */
export function naiveIds(
  records: readonly RenderedRecord[],
  { conditions, order }: Pick<ListQuery, 'conditions' | 'order'>,
): string[] {
  return inOrder(naiveMatches(records, conditions), order).map(({ id }) => id);
}

/** The matching records, in the order given. */
export function naiveMatches(
  records: readonly RenderedRecord[],
  conditions: readonly Condition[],
): RenderedRecord[] {
  return records.filter((record) => conditions.every((condition) => matches(record, condition)));
}

/** @param records in key order */
export function inOrder(
  records: readonly RenderedRecord[],
  { by, direction, measure }: Order,
): readonly RenderedRecord[] {
  if (by === 'key') {
    const isUndated = ({ columns }: RenderedRecord) => columns.dated === 0;
    const groups = [records.filter((record) => !isUndated(record)), records.filter(isUndated)];
    return groups.flatMap((group) => (direction === 'asc' ? group : group.toReversed()));
  }
  if (by === 'quantity') {
    const groups = [
      records.filter((record) => figureIn(record, measure) !== null),
      records.filter((record) => figureIn(record, measure) === null),
    ];
    return groups.flatMap((group) => {
      const ascending = group.toSorted(
        (a, b) => (figureIn(a, measure) ?? 0) - (figureIn(b, measure) ?? 0) || compareBytes(a.id, b.id),
      );
      return direction === 'asc' ? ascending : ascending.reverse();
    });
  }
  const value = (record: RenderedRecord) => (by === 'id' ? record.id : (record.columns[by] ?? null));
  const ascending = records.toSorted((a, b) => compareValues(value(a), value(b)) || compareBytes(a.id, b.id));
  return direction === 'asc' ? ascending : ascending.reverse();
}

/** The value of a record's figure of a name; null where it has none. */
export function figureIn({ figures }: RenderedRecord, name: string | undefined): number | null {
  return figures.find((figure) => figure.name === name)?.value ?? null;
}

function compareValues(a: string | number | null, b: string | number | null): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareBytes(String(a), String(b));
}

function matches(record: RenderedRecord, condition: Condition): boolean {
  if (condition.kind === 'ids') return condition.ids.includes(record.id) === (condition.match === 'any');
  if (condition.kind === 'number') {
    const value = record.columns[condition.column];
    if (typeof value !== 'number') return false;
    return value >= (condition.min ?? -Infinity) && value <= (condition.max ?? Infinity);
  }
  if (condition.kind === 'near') return isNear(record, condition);
  if (condition.kind === 'box') return isInBox(record, condition);
  if (condition.kind === 'quantity') {
    const value = figureIn(record, condition.name);
    return value !== null && value >= (condition.min ?? -Infinity) && value <= (condition.max ?? Infinity);
  }
  if (condition.kind === 'days') return matchesDays(record, condition);
  if (condition.kind === 'text') return matchesText(record, condition);
  const has = condition.terms.map((term) =>
    record.terms.some(({ field, value }) => field === term.field && value === term.value),
  );
  if (condition.match === 'all') return has.every(Boolean);
  return has.some(Boolean) === (condition.match === 'any');
}

function isNear(
  { columns: { latitude, longitude } }: RenderedRecord,
  near: Extract<Condition, { kind: 'near' }>,
): boolean {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return false;
  const { x, y, z } = vectorOf(latitude, longitude);
  return chordSquared(x, y, z, vectorOf(near.latitude, near.longitude)) <= chordSquaredOf(near.km);
}

function isInBox(
  { columns: { latitude, longitude } }: RenderedRecord,
  { west, south, east, north }: Extract<Condition, { kind: 'box' }>,
): boolean {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return false;
  if (latitude < south || latitude > north) return false;
  return west <= east ? longitude >= west && longitude <= east : !(longitude < west && longitude > east);
}

function matchesText(
  { words }: RenderedRecord,
  { query, fields }: Extract<Condition, { kind: 'text' }>,
): boolean {
  const searched = Object.entries(words)
    .filter(([field]) => fields === null || fields.includes(field))
    .map(([, text]) => text.split(' '));
  const has = (term: TextTerm) =>
    searched.some((list) => list.some((_, first) => standsAt(list, first, term)));
  return query.all.length > 0 && query.all.every(has) && !query.none.some(has);
}

function standsAt(list: readonly string[], first: number, { words, prefix }: TextTerm): boolean {
  return words.every((word, index) => {
    const there = list[first + index];
    return prefix && index === words.length - 1 ? there?.startsWith(word) === true : there === word;
  });
}

function matchesDays({ columns }: RenderedRecord, condition: Extract<Condition, { kind: 'days' }>): boolean {
  if (columns.dated === 0) return condition.undated !== 'exclude';
  if (condition.undated === 'only') return false;
  const { from, to } = condition;
  if (from !== null && to !== null && from > to) return false;
  const earliest = columns.earliest === OPEN_START ? null : String(columns.earliest);
  const latest = columns.latest === OPEN_END ? null : String(columns.latest);
  if (condition.match === 'possible')
    return (
      (from === null || latest === null || latest >= from) &&
      (to === null || earliest === null || earliest <= to)
    );
  return (
    (from === null || (earliest !== null && earliest >= from)) &&
    (to === null || (latest !== null && latest <= to))
  );
}
