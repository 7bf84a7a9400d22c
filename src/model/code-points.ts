// Text addressed in Unicode code points, as spans are, instead of the UTF-16 units of JavaScript's strings.

/** A text whose positions are Unicode code points. */
export class Document {
  readonly text: string;
  /** In code points. */
  readonly length: number;
  /** Positions of the code points beyond the BMP, which take two UTF-16 units each. */
  readonly #wide: readonly number[];

  constructor(text: string) {
    this.text = text;
    const wide: number[] = [];
    for (const { index } of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) wide.push(index - wide.length);
    this.#wide = wide;
    this.length = text.length - wide.length;
  }

  /** Code points `[start, end)`. */
  slice(start: number, end: number): string {
    return this.text.slice(this.#unitOf(start), this.#unitOf(end));
  }

  /** The code point at a UTF-16 unit. */
  pointOf(unit: number): number {
    return unit - countBelow(this.#wide, (point, index) => point + index < unit);
  }

  #unitOf(point: number): number {
    return point + countBelow(this.#wide, (wide) => wide < point);
  }
}

/** The number of leading items for which `isBelow` holds, by binary search: those for which it holds come first. */
function countBelow(items: readonly number[], isBelow: (item: number, index: number) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(items[middle] as number, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
