// Counting text as spans do: in Unicode code points, not in the UTF-16 units of JavaScript's strings.

/** A text that is counted in Unicode code points, as spans are. */
export class Document {
  readonly text: string;
  /** In code points. */
  readonly length: number;
  /** The code points beyond the BMP, by position: each takes two UTF-16 units. */
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

  /** The code point at which a UTF-16 unit stands. */
  pointOf(unit: number): number {
    return unit - countBelow(this.#wide, (point, index) => point + index < unit);
  }

  #unitOf(point: number): number {
    return point + countBelow(this.#wide, (wide) => wide < point);
  }
}

/** How many leading items are below; the items are sorted so that those below come first. */
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
