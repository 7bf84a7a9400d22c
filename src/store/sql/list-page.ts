// One page of a list: matching records in order, and their documents.
import { type SQL, sql } from 'drizzle-orm';
import { type ListQuery, NO_FIGURE, type Order, type Position } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import { fitsOrder } from '../../resources/resource.ts';
import type { ListPage } from '../port/store.ts';
import { StoreError } from '../port/store-error.ts';
import { byColumnSql } from './column-order.ts';
import { matchesSql } from './matches.ts';
import { unpack } from './packed-documents.ts';
import type { KeyRange, Plan } from './plan.ts';
import { figuredSql, isBeyondFigures, orderingTerm, withoutFigure } from './quantity-order.ts';
import { shapeOfMatches } from './query-shape.ts';
import { inParts, type RangeScan, rangeScans, restrict } from './range-scans.ts';
import type { Reader } from './reader.ts';
import { drivingGroup, selectionByKey } from './selection.ts';
import { documentsTable } from './table-names.ts';

/**
 * What the documents of a page may have in all, in UTF-16 units: then it ends, whatever its limit. Records differ in
 * length by a factor of thousands, so that a number of them bounds nothing. Two hundred events have half a million.
 */
export const MAX_PAGE_CHARACTERS = 8 * 1024 * 1024;

interface Row {
  readonly key: number;
  /** Packed. */
  readonly document: string;
}

interface ValueRow extends Row {
  readonly value: string | number;
  readonly id: string;
}

/** @param phrases that stand in the documents: see packed-documents.ts */
export async function listPage(
  reader: Reader,
  plan: Plan,
  query: ListQuery,
  phrases: readonly string[],
): Promise<ListPage> {
  const byKey = query.order.by === 'key';
  checkPosition(query);
  // One more than asked for tells whether the list goes on.
  const page = new PageRows(query.limit, phrases);
  if (byKey) await addByKey(reader, plan, query, page);
  else if (query.order.by === 'quantity') await addByQuantity(reader, plan, query, page);
  else await addByColumn(reader, plan, query, page.wanted, page.add);
  const { last } = page;
  const goesOn = page.goesOn && last !== undefined;
  return { documents: page.documents, end: goesOn ? positionOf(last) : null };
}

/** The rows of a page while it is read. One more than it holds tells that the list goes on. */
class PageRows {
  readonly documents: string[] = [];
  last: Row | ValueRow | undefined;
  goesOn = false;
  #characters = 0;
  readonly #limit: number;
  readonly #phrases: readonly string[];

  constructor(limit: number, phrases: readonly string[]) {
    this.#limit = limit;
    this.#phrases = phrases;
  }

  /** How many rows to ask for. */
  get wanted(): number {
    return this.#limit + 1 - this.documents.length;
  }

  /** Adds a row where there is room; whether it was the one too many. A page has one row at least. */
  readonly add = (row: Row | ValueRow): boolean => {
    if (this.documents.length < this.#limit && this.#characters < MAX_PAGE_CHARACTERS) {
      const document = unpack(row.document, this.#phrases);
      this.documents.push(document);
      this.#characters += document.length;
      this.last = row;
    } else this.goesOn = true;
    return this.goesOn;
  };
}

function positionOf(row: Row | ValueRow): Position {
  return 'value' in row ? [row.value, row.id] : [row.key];
}

/** Cursors come from outside: a position must be one that this order can have. */
function checkPosition({ resource, order, after }: ListQuery): void {
  if (after === null) return;
  if (!fitsOrder(RESOURCES[resource], order, after))
    throw new StoreError('invalidPosition', 'the position does not fit the order of the list');
}

async function addByKey(
  reader: Reader,
  plan: Plan,
  { order, after }: ListQuery,
  page: PageRows,
): Promise<void> {
  const scans = rangeScans(plan, order.direction);
  for (const scan of scans.flatMap((each) => partsOf(plan, rest(each, plan, order, after), order))) {
    if (scan.range.first > scan.range.last) continue;
    await addScanned(reader, plan, scan, { order, page });
    if (page.goesOn) break;
  }
}

/** What a union of many postings drives is read in parts. */
function partsOf(plan: Plan, scan: RangeScan, { direction }: Order): RangeScan[] {
  const driving = scan.postings === null ? drivingGroup(plan) : null;
  if (driving === null || driving.ids.length === 1) return [scan];
  return inParts(scan, { count: driving.count, total: plan.size.total, direction });
}

/** Adds the first matches of a scan. */
async function addScanned(
  reader: Reader,
  plan: Plan,
  scan: RangeScan,
  { order, page }: { order: Order; page: PageRows },
): Promise<void> {
  const selection = selectionByKey(plan, scan);
  const { wanted } = page;
  const build = () => {
    const direction = directionOf(order);
    const keys = sql`${matchesSql(reader, plan, selection)} order by key ${direction} limit ${wanted}`;
    return withDocuments(plan, keys, sql`page.key ${direction}`);
  };
  const shaped = shapeOfMatches(plan, selection);
  // To stop at a row costs more than to read a page whole, and no page of short records is too long.
  const isBounded = plan.size.longest * wanted <= MAX_PAGE_CHARACTERS;
  if (shaped === null || !isBounded) {
    await reader.rowsUntil<Row>(build(), page.add);
    return;
  }
  const { shape, values } = shaped;
  const query = { shape: `${shape} ${order.direction}`, values: [...values, wanted] };
  for (const row of await reader.prepared<Row>(query, build)) page.add(row);
}

/** What of a scan lies after the position at which the page begins. */
function rest(scan: RangeScan, { size }: Plan, order: Order, after: Position | null): RangeScan {
  if (after === null) return scan;
  const key = Number(after[0]);
  const isUndated = scan.range.last <= size.undated;
  let left: KeyRange = { first: key + 1, last: size.total };
  if (order.direction === 'desc') left = { first: 1, last: key - 1 };
  else if (isUndated && key > size.undated)
    return scan; // unknown dates come last, though their keys are the lowest
  else if (!isUndated && key <= size.undated) left = { first: 1, last: 0 };
  return restrict(scan, left);
}

/** First what has a figure, in the order of the figures, then what has none, in the order of ids. */
async function addByQuantity(reader: Reader, plan: Plan, query: ListQuery, page: PageRows): Promise<void> {
  const { order, after } = query;
  const direction = directionOf(order);
  const inOrder = sql`page.value ${direction}, page.id ${direction}`;
  const term = await orderingTerm(reader, query);
  if (term !== null && !isBeyondFigures(after)) {
    const keys = await figuredSql(reader, plan, { query, term, wanted: page.wanted });
    await reader.rowsUntil<ValueRow>(
      withDocuments(plan, keys, inOrder, sql`page.value, page.id, `),
      page.add,
    );
  }
  const rest = withoutFigure(plan, term);
  if (page.goesOn || rest === null) return;
  const byId: ListQuery = {
    ...query,
    order: { by: 'id', direction: order.direction },
    after: isBeyondFigures(after) ? [String(after?.[1]), String(after?.[1])] : null,
  };
  await addByColumn(reader, rest, byId, page.wanted, (row) => page.add({ ...row, value: NO_FIGURE }));
}

async function addByColumn(
  reader: Reader,
  plan: Plan,
  query: ListQuery,
  wanted: number,
  add: (row: ValueRow) => boolean,
): Promise<void> {
  const direction = directionOf(query.order);
  const inOrder = sql`page.value ${direction}, page.id ${direction}`;
  const keys = await byColumnSql(reader, plan, query, wanted);
  await reader.rowsUntil<ValueRow>(withDocuments(plan, keys, inOrder, sql`page.value, page.id, `), add);
}

function withDocuments({ resource }: Plan, page: SQL, order: SQL, columns: SQL = sql``): SQL {
  const documents = sql.identifier(documentsTable(resource));
  return sql`select ${columns}page.key, documents.document from (${page}) page
    cross join ${documents} documents where documents.key = page.key order by ${order}`;
}

function directionOf({ direction }: Order): SQL {
  return direction === 'desc' ? sql`desc` : sql`asc`;
}
