// The figures of a block's records, and what they add up to. A block of figures has low, value and high of each record
// that has the figure, in the order in which the term of its name lists their places.
import { QUANTITY_FIELD, type ResourceName } from '../../../query/condition.ts';
import { exact, type FigureSum } from '../../../query/figure-sums.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { type BlockTerms, numbersOf } from './block-reader.ts';
import { BLOCK, placesOf, type TermBlock } from './blocks.ts';
import { termIdsOf } from './term-values.ts';

/** The field under which the figures of a name stand among the numbers. */
export function figuresField(name: string): string {
  return `${QUANTITY_FIELD}:${name}`;
}

/** Figures by their name, and the id of the term of that name. */
export interface NamedFigures {
  readonly name: string;
  readonly termId: number;
}

/** Null where no record has such a figure. */
export async function namedFigures(
  reader: Reader,
  resource: ResourceName,
  name: string,
): Promise<NamedFigures | null> {
  const [termId] = await termIdsOf(reader, resource, { field: QUANTITY_FIELD, values: [name] });
  return termId === undefined ? null : { name, termId };
}

/** Low, value and high. */
const FIGURES = 3;
/** How many there are, then the whole part and the millionths of each sum. */
const WIDTH = 1 + 2 * FIGURES;

/** The figures of the records of a block that have them, in the order of their places. */
export class BlockFigures {
  readonly places: Uint16Array;
  /** Low, value and high of each by turns. */
  readonly #numbers: Float64Array;
  #parts: Float64Array | null = null;
  #indexAt: Uint16Array | null = null;

  constructor(places: Uint16Array, numbers: Float64Array) {
    this.places = places;
    this.#numbers = numbers;
  }

  /** @param index of a record among those that have the figure */
  valueOf(index: number): number {
    return this.#numbers[index * FIGURES + 1] as number;
  }

  /** The whole part and the millionths of each number by turns. */
  get parts(): Float64Array {
    this.#parts ??= partsOf(this.#numbers);
    return this.#parts;
  }

  /** For each place of the block, one more than the index of its record; 0 where it has no figure. */
  get indexAt(): Uint16Array {
    if (this.#indexAt === null) {
      this.#indexAt = new Uint16Array(BLOCK);
      for (let index = 0; index < this.places.length; index++)
        this.#indexAt[this.places[index] as number] = index + 1;
    }
    return this.#indexAt;
  }
}

function partsOf(numbers: Float64Array): Float64Array {
  const parts = new Float64Array(numbers.length * 2);
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number;
    if (Number.isInteger(number)) parts[at * 2] = number + 0;
    else {
      const { whole, millionths } = exact(number);
      parts[at * 2] = whole;
      parts[at * 2 + 1] = millionths;
    }
  }
  return parts;
}

/** Null where no record of the block has such a figure. */
export async function figuresOfBlock(
  reader: Reader,
  plan: Plan,
  { block, terms }: { readonly block: number; readonly terms: BlockTerms },
  { name, termId }: NamedFigures,
): Promise<BlockFigures | null> {
  const having = await terms.of(QUANTITY_FIELD);
  if (having === null) return null;
  const places = placesOf(having, termId);
  if (places.length === 0) return null;
  return new BlockFigures(places, await numbersOf(reader, plan, block, figuresField(name)));
}

/** Adds figures up, by a number. */
export class SumTable {
  readonly #slots = new Map<number, number>();
  #sums = new Float64Array(64 * WIDTH);

  /** Where the sum of a key is kept, for `addAt`. */
  slotOf(key: number): number {
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = this.#slots.size * WIDTH;
    this.#slots.set(key, slot);
    if (slot === this.#sums.length) {
      const grown = new Float64Array(slot * 2);
      grown.set(this.#sums);
      this.#sums = grown;
    }
    return slot;
  }

  /** @param index of the record among those that have the figure */
  addAt(slot: number, { parts }: BlockFigures, index: number): void {
    const sums = this.#sums;
    const from = index * 2 * FIGURES;
    sums[slot] = (sums[slot] as number) + 1;
    for (let at = 0; at < 2 * FIGURES; at++) {
      const to = slot + 1 + at;
      sums[to] = (sums[to] as number) + (parts[from + at] as number);
    }
  }

  /** Null where nothing was added. */
  get(key: number): FigureSum | null {
    const slot = this.#slots.get(key);
    if (slot === undefined) return null;
    const [n = 0, ...sums] = this.#sums.subarray(slot, slot + WIDTH);
    const sumAt = (figure: number) => ({
      whole: sums[figure * 2] ?? 0,
      millionths: sums[figure * 2 + 1] ?? 0,
    });
    return { n, low: sumAt(0), value: sumAt(1), high: sumAt(2) };
  }
}

/**
 * Adds up the figures of the marked records of a block, by their terms and marks, under `term × marks + mark − 1`.
 * @param marks of each place, from 1; 0 for a record that does not match
 */
export function addFigures(
  { termIds, ends, places }: TermBlock,
  figures: BlockFigures,
  { marks, groups }: { readonly marks: Uint8Array; readonly groups: number },
  table: SumTable,
): void {
  const { indexAt } = figures;
  const slots = new Int32Array(groups + 1);
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    slots.fill(-1);
    for (const end = ends[term] as number; index < end; index++) {
      const place = places[index] as number;
      const mark = marks[place] as number;
      const found = indexAt[place] as number;
      if (mark === 0 || found === 0) continue;
      let slot = slots[mark] as number;
      if (slot === -1) {
        slot = table.slotOf((termIds[term] as number) * groups + mark - 1);
        slots[mark] = slot;
      }
      table.addAt(slot, figures, found - 1);
    }
  }
}
