// Sums of figures, exact to six decimals and the same in whatever order they are added up: whole parts and millionths are
// whole numbers, and are added apart. Pure.

/** A sum as whole numbers. Each is exact up to 2^53. */
export interface ExactSum {
  readonly whole: number;
  readonly millionths: number;
}

/** What the figures of `n` records add up to. */
export interface FigureSum {
  readonly n: number;
  readonly low: ExactSum;
  readonly value: ExactSum;
  readonly high: ExactSum;
}

/** By the value of the field that counts are grouped by; a value whose records have no figure is left out. */
export type FigureSums = Readonly<Record<string, FigureSum>>;

const MILLION = 1_000_000;

export function exact(figure: number): ExactSum {
  // Nothing is added as -0, which is no number that JSON has.
  const whole = Math.trunc(figure) + 0;
  return { whole, millionths: Math.round((figure - whole) * MILLION) + 0 };
}

/** Null where there is nothing to add. */
export function addSums(sums: Iterable<FigureSum | null>): FigureSum | null {
  let total: FigureSum | null = null;
  for (const sum of sums) total = total === null || sum === null ? (sum ?? total) : addTwo(total, sum);
  return total;
}

function addTwo(a: FigureSum, b: FigureSum): FigureSum {
  return {
    n: a.n + b.n,
    low: addExact(a.low, b.low),
    value: addExact(a.value, b.value),
    high: addExact(a.high, b.high),
  };
}

function addExact(a: ExactSum, b: ExactSum): ExactSum {
  return { whole: a.whole + b.whole, millionths: a.millionths + b.millionths };
}

export function numberOfSum({ whole, millionths }: ExactSum): number {
  const all = whole * MILLION + millionths;
  return Number.isSafeInteger(all) ? all / MILLION : whole + millionths / MILLION;
}
