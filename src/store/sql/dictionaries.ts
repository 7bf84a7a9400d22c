// What a store remembers of its file, since nearly every request asks for it: terms, and the first key of each day.
import type { ResourceName } from '../../query/condition.ts';
import { DayKeys } from './day-keys.ts';
import { DAY_SPAN_FIELD, type DaySpan } from './day-spans.ts';
import type { Reader } from './reader.ts';
import { TermDictionary } from './terms.ts';

const SPANS: readonly DaySpan[] = ['month', 'year', 'long'];

/** Where the dates of a resource are in the order of keys. */
export interface DateOrder {
  readonly days: DayKeys;
  /** The ids of the terms of records that are not dated to one day. */
  readonly spans: ReadonlyMap<string, number>;
}

export class Dictionaries {
  readonly terms: TermDictionary;
  readonly #reader: Reader;
  readonly #dates = new Map<ResourceName, Promise<DateOrder>>();

  constructor(reader: Reader) {
    this.#reader = reader;
    this.terms = new TermDictionary(reader);
  }

  /** Read with the first date that a request names. */
  dates(resource: ResourceName): Promise<DateOrder> {
    let order = this.#dates.get(resource);
    if (order === undefined) {
      order = this.#readDates(resource);
      this.#dates.set(resource, order);
      // What could not be read is tried again.
      order.catch(() => this.#dates.delete(resource));
    }
    return order;
  }

  async #readDates(resource: ResourceName): Promise<DateOrder> {
    const terms = SPANS.map((value) => ({ field: DAY_SPAN_FIELD, value }));
    const known = await this.terms.known(resource, terms);
    return {
      days: await DayKeys.read(this.#reader, resource),
      spans: new Map([...known.values()].map(({ value, id }) => [value, id])),
    };
  }
}
