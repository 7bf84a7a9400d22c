// Half-open ranges of code points in a text, and how they relate to one another.

/** A half-open range `[start, end)` of code points. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The range of a span; null where it has no offsets. */
export function rangeOfSpan({ start, end }: { start: number | null; end: number | null }): Range | null {
  return start === null || end === null ? null : { start, end };
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether they have at least one code point in common. */
export function overlap(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** How many code points lie between them; 0 where they meet or overlap. */
export function gapBetween(a: Range, b: Range): number {
  return Math.max(0, a.start - b.end, b.start - a.end);
}

/** From the first of them to the last; they are in order. Null for none. */
export function enclosing(ranges: readonly Range[]): Range | null {
  const [first] = ranges;
  const last = ranges.at(-1);
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}
