// Counts by numbers that are spread wide, such as the ids of terms and pairs of them: open addressing in typed arrays,
// which takes two fifths of the time of a Map (a million pairs of five thousand terms, measured).

/** As many as are filled before the table grows, of each sixteen. */
const FULL = 10;

export class CountTable {
  /** Each key plus one; 0 where a slot is free. */
  #keys: Float64Array;
  #counts: Uint32Array;
  #size = 0;
  readonly #width: number;

  /** @param width how many counts each key has */
  constructor(width: number) {
    this.#width = width;
    this.#keys = new Float64Array(1024);
    this.#counts = new Uint32Array(1024 * width);
  }

  get size(): number {
    return this.#size;
  }

  /**
   * @param key a whole number from 0 to 2^52
   * @param column which of the key's counts, from 0
   */
  add(key: number, column: number, count: number): void {
    let slot = this.#slotOf(key);
    if (this.#keys[slot] === 0) {
      if (this.#size * 16 >= this.#keys.length * FULL) {
        this.#grow();
        slot = this.#slotOf(key);
      }
      this.#keys[slot] = key + 1;
      this.#size += 1;
    }
    const at = slot * this.#width + column;
    this.#counts[at] = (this.#counts[at] as number) + count;
  }

  /** One of a key's counts. */
  get(key: number, column: number): number {
    return this.#counts[this.#slotOf(key) * this.#width + column] as number;
  }

  /** The sum of a key's counts. */
  sum(key: number): number {
    return this.#sumAt(this.#slotOf(key));
  }

  keys(): number[] {
    const keys: number[] = [];
    this.forEach((key) => {
      keys.push(key);
    });
    return keys;
  }

  /** Every key with the sum of its counts, in no order. */
  forEach(visit: (key: number, sum: number) => void): void {
    for (let slot = 0; slot < this.#keys.length; slot++) {
      const key = this.#keys[slot] as number;
      if (key !== 0) visit(key - 1, this.#sumAt(slot));
    }
  }

  #sumAt(slot: number): number {
    let sum = 0;
    for (let at = slot * this.#width; at < (slot + 1) * this.#width; at++) sum += this.#counts[at] as number;
    return sum;
  }

  /** Where a key is, or would be. */
  #slotOf(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let hash = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 2 ** 32) | 0, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    while (keys[slot] !== 0 && keys[slot] !== key + 1) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, counts, width] = [this.#keys, this.#counts, this.#width];
    this.#keys = new Float64Array(keys.length * 2);
    this.#counts = new Uint32Array(counts.length * 2);
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot] as number;
      if (key === 0) continue;
      const moved = this.#slotOf(key - 1);
      this.#keys[moved] = key;
      for (let column = 0; column < width; column++)
        this.#counts[moved * width + column] = counts[slot * width + column] as number;
    }
  }
}
