// Facets as data: one line of a resource's file. A facet is the filter of the same name, counted by its values.

export interface Facet {
  /** Whether a record has one value at most. Then values, `missing` and `other` share the records out. */
  readonly single: boolean;
  /** A value in words; null where values are ids of records, whose names say it. */
  readonly label: ((value: string) => string) | null;
}

/** A fact of which each record has one value at most. */
export function single(label: Facet['label']): Facet {
  return { single: true, label };
}

/** A fact of which a record may have several values: it counts once for each. */
export function many(label: Facet['label']): Facet {
  return { single: false, label };
}
