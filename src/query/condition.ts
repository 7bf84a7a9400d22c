// What the store is queried by: conditions, orders and positions, which every engine must treat alike. Data only.
import { RECORD_TYPES, type RecordType } from '../model/record-type.ts';
import type { TextQuery } from './text/text-query.ts';

/** The resources by the name in their path: the records of `events` have the type `event`. */
export type ResourceName = `${RecordType}s`;

export function resourceNameOf(type: RecordType): ResourceName {
  return `${type}s`;
}

export const RESOURCE_NAMES = RECORD_TYPES.map(resourceNameOf);

/** A term of the index: a value of a coded or many-valued field, such as `type` THREATEN or `source` russia. */
export interface Term {
  readonly field: string;
  readonly value: string;
}

export type DateMatch = 'possible' | 'certain';

interface Near {
  readonly kind: 'near';
  readonly latitude: number;
  readonly longitude: number;
  readonly km: number;
}

interface Box {
  readonly kind: 'box';
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * - `terms`: the record has any, all or none of the terms.
 * - `ids`: the record is one of these.
 * - `number`: the column lies within the bounds, inclusive; a record without the number does not match.
 * - `quantity`: the record's figure of this name lies within the bounds, inclusive; a record without one does not match.
 * - `days`: the record's date could lie (`possible`) or must lie (`certain`) within `from`..`to`, ISO days,
 *   inclusive, null = open. `undated` says whether records of unknown date match, or only they.
 * - `near`: the record's place lies within so many kilometres of a point in degrees, by `chordSquared` of its vector.
 * - `box`: the record's place lies between these degrees, inclusive; where `west` is greater than `east`, the box runs over
 *   the date line. A record without coordinates is in no box and near no point.
 * - `text`: the record's text matches the query in one of these text fields; null for all fields.
 */
export type Condition =
  | { readonly kind: 'terms'; readonly terms: readonly Term[]; readonly match: 'any' | 'all' | 'none' }
  | { readonly kind: 'ids'; readonly ids: readonly string[]; readonly match: 'any' | 'none' }
  | {
      readonly kind: 'number';
      readonly column: string;
      readonly min: number | null;
      readonly max: number | null;
    }
  | {
      readonly kind: 'quantity';
      readonly name: string;
      readonly min: number | null;
      readonly max: number | null;
    }
  | {
      readonly kind: 'days';
      readonly from: string | null;
      readonly to: string | null;
      readonly match: DateMatch;
      readonly undated: 'exclude' | 'include' | 'only';
    }
  | Near
  | Box
  | { readonly kind: 'text'; readonly query: TextQuery; readonly fields: readonly string[] | null };

/** The part of the earth in which a place lies. */
export type Region = Near | Box;

export function isRegion(condition: Condition): condition is Region {
  return condition.kind === 'near' || condition.kind === 'box';
}

/**
 * How a list is ordered. `by: 'key'` is date order, with unknown dates last in both directions; `by: 'quantity'` the
 * order of the figures of `measure`, with records that have none last in both directions; otherwise `by` names a column. Ties are broken by id in the same direction. `relevance` is not an order of the store: matches are ranked
 * after they are read.
 */
export interface Order {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
  /** The name of the figures that `by: 'quantity'` orders by. */
  readonly measure?: string;
}

/** Stands for the figure of a record that has none, where a list is ordered by figures. */
export const NO_FIGURE = '';

/** The field of terms that says of what a record has figures: by their names. */
export const QUANTITY_FIELD = 'quantity';

/**
 * Where a page ended: the last record's key, or its column value and id. In the order of figures the value of a record
 * without one is `NO_FIGURE`.
 */
export type Position = readonly [key: number] | readonly [value: string | number, id: string];

export interface ListQuery {
  readonly resource: ResourceName;
  readonly conditions: readonly Condition[];
  readonly order: Order;
  /** The page begins after this record; null for the first page. */
  readonly after: Position | null;
  readonly limit: number;
}
