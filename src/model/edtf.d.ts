// edtf 4.11 ships no types, and there is no @types/edtf. Only what Demarche uses, read from its source.
declare module 'edtf' {
  /** One bit per digit of YYYYMMDD: 0 when no digit is marked. */
  export interface Bitmask {
    readonly value: number;
  }

  interface ExtDateTime {
    /** The canonical spelling. It is not the input where the input was rolled over: 2023-02-29 gives 2023-03-01. */
    readonly edtf: string;
    /** Milliseconds UTC; null where unknown (`/2024`), ±Infinity where open (`../2024`, `[..2024]`). */
    readonly min: number | null;
    readonly max: number | null;
  }

  export interface ExtDate extends ExtDateTime, globalThis.Date {
    readonly type: 'Date';
    readonly min: number;
    readonly max: number;
    /** Year 1, month 2, day 3, a time of day 0. */
    readonly precision: 0 | 1 | 2 | 3;
    readonly uncertain: Bitmask;
    readonly approximate: Bitmask;
    readonly unspecified: Bitmask;
  }

  export interface ExtInterval extends ExtDateTime {
    readonly type: 'Interval';
    /** Infinity where open (`..`), null where unknown (empty). */
    readonly lower: ExtDate | Season | number | null;
    readonly upper: ExtDate | Season | number | null;
  }

  /** `[...]` one of these; `{...}` all of these. A pair in `values` is a range `a..b`. */
  export interface ExtList extends ExtDateTime {
    readonly type: 'Set' | 'List';
    readonly values: readonly (ExtDate | readonly [ExtDate, ExtDate])[];
    readonly earlier: boolean;
    readonly later: boolean;
  }

  export interface Season extends ExtDateTime {
    readonly type: 'Season' | 'Year' | 'Decade' | 'Century';
  }

  export type Edtf = ExtDate | ExtInterval | ExtList | Season;
  export type EdtfType = Edtf['type'];

  export interface Constraints {
    level?: 0 | 1 | 2;
    types?: EdtfType[];
  }

  export interface Parsed {
    type: EdtfType;
    level: 0 | 1 | 2 | 3;
    values: unknown[];
  }

  /** Throws Error (with `offset` for a syntax error), RangeError for an interval that ends before it starts. */
  export function parse(input: string, constraints?: Constraints): Parsed;
  export default function edtf(input: string, constraints?: Constraints): Edtf;
}
