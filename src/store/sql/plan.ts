// Conditions as an engine can run them: terms by their ids, records by their keys, unknown dates as a range of keys.
import { sql } from 'drizzle-orm';
import {
  type Condition,
  isRegion,
  QUANTITY_FIELD,
  type Region,
  type ResourceName,
  type Term,
} from '../../query/condition.ts';
import { coverOf } from './cells.ts';
import type { DateOrder, Dictionaries } from './dictionaries.ts';
import { drivingFigures, type FigureBound, joinedBounds } from './figure-bounds.ts';
import { type Reader, rowsForEach, type TextCondition } from './reader.ts';
import type { Size } from './store-meta.ts';
import { type KnownTerm, termKey } from './terms.ts';

/** Keys from `first` to `last`, both included. */
export interface KeyRange {
  readonly first: number;
  readonly last: number;
}

/** Terms of which a record must have at least one. `count` is the sum of theirs: at least as many as match. */
export interface TermGroup {
  readonly ids: readonly number[];
  /** The fields that they are of, each once. */
  readonly fields: readonly string[];
  readonly count: number;
  /** Whether a condition on columns says the same and more, so that only what drives a query need look at it. */
  readonly isImplied: boolean;
}

/** A condition on the columns of a record. */
export type ColumnCondition = Extract<Condition, { kind: 'number' | 'days' }> | Region;

export interface Plan {
  readonly resource: ResourceName;
  readonly size: Size;
  /** All must hold. */
  readonly groups: readonly TermGroup[];
  /** Terms that a record must not have. */
  readonly excludedTerms: readonly KnownTerm[];
  /** Where not null, the record must be one of these. */
  readonly keys: readonly number[] | null;
  readonly excludedKeys: readonly number[];
  readonly columnConditions: readonly ColumnCondition[];
  readonly range: KeyRange;
  /** Null where no condition is about days. */
  readonly dates: DateOrder | null;
  readonly texts: readonly TextCondition[];
  /** Bounds of figures, all of which must hold; a group says of each that there is one. */
  readonly figures: readonly FigureBound[];
  /** Those that drive the query, since few records have figures within them; null where others do. */
  readonly figuresDrive: FigureBound | null;
  /** Whether what matches the text is the least to read, and so drives the query. */
  readonly textDrives: boolean;
}

export interface PlanContext {
  readonly reader: Reader;
  readonly dictionaries: Dictionaries;
  readonly resource: ResourceName;
  readonly size: Size;
}

/** The plan for conditions that must all hold; null where nothing can match. */
export async function planOf(
  { reader, dictionaries, resource, size }: PlanContext,
  conditions: readonly Condition[],
): Promise<Plan | null> {
  const termConditions = conditions.filter((condition) => condition.kind === 'terms');
  const quantities = conditions
    .filter((condition) => condition.kind === 'quantity')
    .map((bounds) => ({ ...bounds, term: { field: QUANTITY_FIELD, value: bounds.name } }));
  const known = await dictionaries.terms.known(resource, [
    ...termConditions.flatMap(({ terms }) => terms),
    ...quantities.map(({ term }) => term),
  ]);
  const foundOf = (terms: readonly Term[]) =>
    [...new Set(terms.map(termKey))].map((key) => known.get(key)).filter((term) => term !== undefined);
  const groups: TermGroup[] = [];
  for (const region of conditions.filter(isRegion)) {
    const cover = await coverOf(region, size.total, async (terms) => [
      ...(await dictionaries.terms.known(resource, terms)).values(),
    ]);
    if (cover !== null) groups.push({ ...groupOf(cover), isImplied: true });
  }
  const excludedTerms: KnownTerm[] = [];
  for (const { terms, match } of termConditions) {
    const found = foundOf(terms);
    if (match === 'none') excludedTerms.push(...found);
    else if (match === 'any') groups.push(groupOf(found));
    else if (found.length < new Set(terms.map(termKey)).size) return null;
    else groups.push(...found.map((term) => groupOf([term])));
  }
  const bounds: FigureBound[] = [];
  for (const { term, min, max } of quantities) {
    const found = known.get(termKey(term));
    if (found === undefined) return null;
    bounds.push({ name: term.value, termId: found.id, min, max });
    if (!groups.some(({ ids }) => ids.length === 1 && ids[0] === found.id)) groups.push(groupOf([found]));
  }
  const figures = joinedBounds(bounds);
  const keys = await keyConditions(reader, resource, conditions);
  const range = rangeOf(size, conditions);
  const texts = conditions.filter((condition) => condition.kind === 'text');
  const isEmpty =
    texts.some(({ query }) => query.all.length === 0) ||
    groups.some(({ ids }) => ids.length === 0) ||
    keys.within?.length === 0 ||
    range.first > range.last;
  if (isEmpty) return null;
  const columnConditions = conditions.filter(isColumnCondition);
  const textDrives = keys.within === null && (await isTextDriving(reader, resource, texts, groups));
  const fewest = Math.min(...groups.map(({ count }) => count));
  return {
    resource,
    size,
    groups,
    excludedTerms,
    keys: keys.within,
    excludedKeys: keys.excluded,
    columnConditions,
    range,
    dates: columnConditions.some(({ kind }) => kind === 'days') ? await dictionaries.dates(resource) : null,
    texts,
    figures,
    figuresDrive:
      keys.within !== null || textDrives ? null : await drivingFigures(reader, resource, figures, fewest),
    textDrives,
  };
}

/** To ask whether one record's text matches costs as much as to read so many of those that do (14 µs, measured). */
const PROBE_COST = 30;

/** Reads no more of the matches than it takes to know. */
async function isTextDriving(
  reader: Reader,
  resource: ResourceName,
  [text]: readonly TextCondition[],
  groups: readonly TermGroup[],
): Promise<boolean> {
  if (text === undefined) return false;
  if (groups.length === 0) return true;
  const most = PROBE_COST * Math.min(...groups.map(({ count }) => count));
  const [row] = await reader.rows<{ count: number }>(
    sql`select count(*) as count from (select 1 from ${reader.matching(resource, text)} matching limit ${most + 1}) matches`,
  );
  return (row?.count ?? 0) <= most;
}

function groupOf(terms: readonly KnownTerm[]): TermGroup {
  return {
    ids: terms.map(({ id }) => id),
    fields: [...new Set(terms.map(({ field }) => field))],
    count: terms.reduce((sum, { count }) => sum + count, 0),
    isImplied: false,
  };
}

async function keyConditions(reader: Reader, resource: ResourceName, conditions: readonly Condition[]) {
  let within: Set<number> | null = null;
  const excluded: number[] = [];
  for (const condition of conditions) {
    if (condition.kind !== 'ids') continue;
    const keys = await keysOf(reader, resource, condition.ids);
    if (condition.match === 'none') excluded.push(...keys);
    else within = new Set(keys.filter((key) => within === null || within.has(key)));
  }
  return { within: within && [...within], excluded };
}

async function keysOf(reader: Reader, resource: ResourceName, ids: readonly string[]): Promise<number[]> {
  const rows = await rowsForEach<{ key: number }>(
    reader,
    ids,
    (list) => sql`select key from ${sql.identifier(resource)} where id in ${list}`,
  );
  return rows.map(({ key }) => key);
}

/**
 * Unknown dates have the first keys, so that leaving them out, or keeping nothing else, is a range. So is a range of
 * days that ends before it begins: no date lies in it.
 */
function rangeOf(size: Size, conditions: readonly Condition[]): KeyRange {
  let first = 1;
  let last = size.total;
  for (const condition of conditions) {
    if (condition.kind !== 'days') continue;
    if (condition.undated === 'exclude') first = size.undated + 1;
    if (condition.undated === 'only' || isEmptyRange(condition)) last = size.undated;
  }
  return { first, last };
}

function isEmptyRange({ from, to }: Extract<Condition, { kind: 'days' }>): boolean {
  return from !== null && to !== null && from > to;
}

/** Whether a condition still has to look at columns. */
function isColumnCondition(condition: Condition): condition is ColumnCondition {
  if (condition.kind !== 'days') return condition.kind === 'number' || isRegion(condition);
  const { from, to, undated } = condition;
  return undated !== 'only' && !(from === null && to === null) && !isEmptyRange(condition);
}
