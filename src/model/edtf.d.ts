// edtf 4.11 ships no types, and there is no @types/edtf. Only what Demarche uses, read from its source.
declare module 'edtf' {
  /** The result of a parse. The shape of `values` depends on the type. */
  export interface Parsed {
    /** `[...]` one of these is a Set, `{...}` all of these a List. */
    type: 'Date' | 'Interval' | 'Set' | 'List' | 'Season' | 'Year' | 'Decade' | 'Century';
    values: unknown[];
  }

  /** Throws Error (with `offset` for a syntax error), RangeError for an interval that ends before it starts. */
  export function parse(input: string): Parsed;
}
