// Facets as data: each is one line in the file of its resource. A facet counts records by the values of its namesake
// filter.
import type { CodeLookup } from '../model/lookup.ts';

export interface Facet {
  /** Whether a record has one value at most. Then the counts of values, `missing` and `other` add up to the total. */
  readonly singleValued: boolean;
  /** Gives the label of a value; null where values are ids, which are labelled with the names of their records. */
  readonly label: ((value: string, codes: CodeLookup) => string) | null;
}

/** A field of which each record has one value at most. */
export function singleValued(label: Facet['label']): Facet {
  return { singleValued: true, label };
}

/** A field of which a record may have several values: the record counts once for each. */
export function multiValued(label: Facet['label']): Facet {
  return { singleValued: false, label };
}
