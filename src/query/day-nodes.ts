// Ranges of days as few nodes of the calendar: centuries, decades, years, months and days, each written as what its
// days begin with, such as `2024-03`. What lies above a node is what its text begins with. So whether two ranges share
// a day can be looked up: one has a node that the other has, or that lies above or below one of the other's.
import { daysInMonth, FIRST_DAY, LAST_DAY } from '../model/calendar.ts';

/** How long the texts of nodes are: `20`, `202`, `2024`, `2024-03`, `2024-03-14`. */
const LENGTHS = [2, 3, 4, 7, 10] as const;
const DAY = 10;

/** What a range of days is found by. */
export interface DayNodes {
  /** The fewest nodes that have just its days: at most 216 of them. */
  readonly own: readonly string[];
  /** All that lie above those, each once. */
  readonly above: readonly string[];
}

/** The nodes of a range of ISO days, inclusive; null is open. None for a range that ends before it begins. */
export function dayNodes(first: string | null, last: string | null): DayNodes {
  const [start, end] = [first ?? FIRST_DAY, last ?? LAST_DAY];
  // Where both ends lie in one node, as of a month, no other need be looked at.
  const shared = LENGTHS.findLast((length) => start.slice(0, length) === end.slice(0, length)) ?? 0;
  const own = nodesWithin(start.slice(0, shared), start, end);
  const above = own.flatMap((node) =>
    LENGTHS.filter((length) => length < node.length).map((length) => node.slice(0, length)),
  );
  return { own, above: [...new Set(above)] };
}

/** Whether something lies below it. */
export function isAboveDays(node: string): boolean {
  return node.length < DAY;
}

function nodesWithin(node: string, first: string, last: string): string[] {
  const [start, end] = daysOf(node);
  if (end < first || start > last) return [];
  if (node !== '' && first <= start && end <= last) return [node];
  return childrenOf(node).flatMap((child) => nodesWithin(child, first, last));
}

/** The first and last day of a node; of all time for the empty one. */
function daysOf(node: string): readonly [first: string, last: string] {
  if (node.length === 7) return [`${node}-01`, `${node}-${lengthOf(node)}`];
  return [node + FIRST_DAY.slice(node.length), node + LAST_DAY.slice(node.length)];
}

function childrenOf(node: string): string[] {
  if (node.length === 0) return numbers(0, 99);
  if (node.length < 4) return Array.from({ length: 10 }, (_, digit) => `${node}${digit}`);
  return numbers(1, node.length === 4 ? 12 : lengthOf(node)).map((number) => `${node}-${number}`);
}

function lengthOf(month: string): number {
  return daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
}

/** With two digits each. */
function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(2, '0'));
}
