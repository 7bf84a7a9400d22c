// Counts as the store gives them: the requests and their results, which every engine must treat alike. Data only.
import type { Condition, ResourceName } from './condition.ts';
import type { FigureSum, FigureSums } from './figure-sums.ts';

/** A field to count by, and values that are included even where they are not among the most frequent. */
export interface FacetRequest {
  readonly field: string;
  readonly pinned: readonly string[];
}

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** Counts by the value of a field of which a record has one at most; a value that no record has is left out. */
export type GroupCounts = Readonly<Record<string, number>>;

/** Records by group, and what their figures add up to. */
export interface CountedGroups {
  readonly counts: GroupCounts;
  readonly sums: FigureSums;
}

export interface GroupedCount extends ValueCount {
  /** By the value of the field that the query groups by; empty where it groups by none. */
  readonly byGroup: GroupCounts;
  /** What the figures of those add up to, likewise. */
  readonly sums: FigureSums;
}

/** How many of the matching records have each value of some fields. */
export interface FacetsQuery {
  readonly resource: ResourceName;
  readonly conditions: readonly Condition[];
  readonly fields: readonly FacetRequest[];
  /** How many values of each field are shown, besides the pinned ones. */
  readonly size: number;
  /** A single-valued field by whose values each count is divided; null for none. */
  readonly groupBy: string | null;
  /** The name of the figures that are added up beside each count, by group; none where it is left out. */
  readonly measure?: string | null;
}

/** How many of the matching records have each value of a field. A record with several values counts for each. */
export interface FieldCounts {
  readonly field: string;
  /** The most frequent, with ties by value in byte order; then the pinned ones that are not among them. */
  readonly values: readonly GroupedCount[];
  /** Records that have no value. */
  readonly missing: number;
  /** Those by group, where figures are added up; else null. */
  readonly missingGroups: CountedGroups | null;
  /** Whether there are more values than the most frequent. */
  readonly truncated: boolean;
}

export interface FacetCounts {
  /** Records that match. */
  readonly total: number;
  /** Those by group, where figures are added up; else null. */
  readonly totalGroups: CountedGroups | null;
  readonly fields: readonly FieldCounts[];
}

/** To the day, or to whole months: days are then the first and the last of the months that they lie in. */
export type DayPrecision = 'day' | 'month';

/** How many of the matching records have each pair of first and last possible day. */
export interface DatesQuery {
  readonly resource: ResourceName;
  readonly conditions: readonly Condition[];
  /** A single-valued field that a facet names, to count by its values too; null for none. */
  readonly groupBy: string | null;
  readonly precision: DayPrecision;
  /** The name of the figures that are added up beside each count; none where it is left out. */
  readonly measure?: string | null;
}

/** How many records have these first and last possible days, both null where the date is unknown. */
export interface DateCount {
  readonly earliest: string | null;
  readonly latest: string | null;
  /** Their value of the field that counts are grouped by; null where they have none, or there is no such field. */
  readonly value: string | null;
  readonly count: number;
  /** What their figures add up to; null where none of them has one, or none are asked for. */
  readonly sum: FigureSum | null;
}

/** Fields of what is paired without direction. */
export interface SideFields {
  /** Their values are paired, where they differ: each once for a record, whichever of the two stands on which side. */
  readonly a: string;
  readonly b: string;
  /** Its values are paired with themselves. */
  readonly itself: string;
}

export interface PairsQuery {
  readonly conditions: readonly Condition[];
  /** The fields whose values are paired: each source with each target, once for a record. */
  readonly source: string;
  readonly target: string;
  /**
   * Null for pairs with a direction. Else a record that has sides counts for their pairs, any other for those of source
   * and target, each once whichever is which; and the value that is first in byte order stands as the source.
   */
  readonly sides: SideFields | null;
  /** The records whose scores are summed up: those with one of these values of a single-valued field. */
  readonly scored: { readonly field: string; readonly values: readonly string[] };
  /** The name of the figures that are added up by status; none where it is left out. */
  readonly measure?: string | null;
  readonly start: number;
  readonly limit: number;
}

/** A pair of values, and figures about the events that have both. */
export interface PairCount {
  readonly source: string;
  readonly target: string;
  readonly count: number;
  readonly byStatus: readonly ValueCount[];
  readonly types: readonly ValueCount[];
  readonly quadClasses: readonly ValueCount[];
  /** Of the records that are scored, added up in order of key: another order can give another last digit. */
  readonly sums: readonly { readonly column: string; readonly sum: number; readonly n: number }[];
  /** What the figures of the records add up to, by status. */
  readonly figures: FigureSums;
  /** The first and last day that any of them can mean; null where that is open, or no date is known. */
  readonly first: string | null;
  readonly last: string | null;
}

/** The most frequent pairs from `start` on, with ties by source and target in byte order. */
export interface PairPage {
  readonly pairs: readonly PairCount[];
  readonly total: number;
  /** Records that match and have no pair. */
  readonly unpaired: number;
}
