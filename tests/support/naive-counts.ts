// What counts must answer, by the plainest means: filter all records, look at each.
import type {
  CountedGroups,
  DateCount,
  DatesQuery,
  FacetCounts,
  FacetsQuery,
  PairCount,
  PairsQuery,
  ValueCount,
} from '../../src/query/counts.ts';
import { addSums, type FigureSum, type FigureSums } from '../../src/query/figure-sums.ts';
import { OPEN_END, OPEN_START } from '../../src/resources/resource.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { naiveMatches } from './naive-lists.ts';
import { compareBytes } from './records.ts';

/** A record's figure as a sum of one. */
function sumOf({ figures }: RenderedRecord, measure: string): FigureSum | null {
  const figure = figures.find(({ name }) => name === measure);
  if (figure === undefined) return null;
  const parts = (number: number) => ({
    whole: Math.trunc(number) + 0,
    millionths: Math.round((number - Math.trunc(number)) * 1e6) + 0,
  });
  return { n: 1, low: parts(figure.low), value: parts(figure.value), high: parts(figure.high) };
}

/** What figures add up to by group. */
function sumsOf(records: readonly RenderedRecord[], groupBy: string, measure: string): FigureSums {
  const groups = Map.groupBy(records, (record) => valuesOf(record, groupBy)[0] ?? null);
  return Object.fromEntries(
    [...groups].flatMap(([group, having]) => {
      const sum = addSums(having.map((record) => sumOf(record, measure)));
      return group === null || sum === null ? [] : [[group, sum]];
    }),
  );
}

/** Null where no measure is asked for. */
function groupsOf(
  records: readonly RenderedRecord[],
  groupBy: string | null,
  measure: string | null,
): CountedGroups | null {
  if (measure === null) return null;
  const counts = groupBy === null ? [] : records.flatMap((record) => valuesOf(record, groupBy));
  return {
    counts: Object.fromEntries(frequencies(counts).map(({ value, count }) => [value, count])),
    sums: groupBy === null ? {} : sumsOf(records, groupBy, measure),
  };
}

const valuesOf = ({ terms }: RenderedRecord, field: string) => [
  ...new Set(terms.filter((term) => term.field === field).map(({ value }) => value)),
];

export function naiveFacetCounts(
  records: readonly RenderedRecord[],
  { conditions, fields, size, groupBy, measure = null }: Omit<FacetsQuery, 'resource'>,
): FacetCounts {
  const matching = naiveMatches(records, conditions);
  return {
    total: matching.length,
    totalGroups: groupsOf(matching, groupBy, measure),
    fields: fields.map(({ field, pinned }) => {
      const all = frequencies(matching.flatMap((record) => valuesOf(record, field)));
      const shown = all.slice(0, size);
      const further = pinned
        .filter((value) => !shown.some((entry) => entry.value === value))
        .map((value) => ({ value, count: all.find((entry) => entry.value === value)?.count ?? 0 }));
      const lacking = matching.filter((record) => valuesOf(record, field).length === 0);
      const values = [...shown, ...further].map(({ value, count }) => {
        const having = matching.filter((record) => valuesOf(record, field).includes(value));
        const groups = groupBy === null ? [] : having.flatMap((record) => valuesOf(record, groupBy));
        const byGroup = Object.fromEntries(frequencies(groups).map((group) => [group.value, group.count]));
        const sums = groupBy === null || measure === null ? {} : sumsOf(having, groupBy, measure);
        return { value, count, byGroup, sums };
      });
      return {
        field,
        values,
        missing: lacking.length,
        missingGroups: groupsOf(lacking, groupBy, measure),
        truncated: all.length > size,
      };
    }),
  };
}

/** Most frequent first, ties by value. */
function frequencies(values: readonly string[]): ValueCount[] {
  return [...Map.groupBy(values, (value) => value)]
    .map(([value, { length }]) => ({ value, count: length }))
    .sort((a, b) => b.count - a.count || compareBytes(a.value, b.value));
}

function daysOf({ columns }: RenderedRecord) {
  return {
    earliest: columns.earliest === OPEN_START ? null : String(columns.earliest),
    latest: columns.latest === OPEN_END ? null : String(columns.latest),
  };
}

function monthOf({ earliest, latest }: ReturnType<typeof daysOf>): ReturnType<typeof daysOf> {
  const [year = 0, month = 0] = (latest ?? '').split('-').map(Number);
  // `Date.UTC` takes the years 0 to 99 for those of the last century.
  const last = new Date(new Date(0).setUTCFullYear(year, month, 0)).toISOString().slice(0, 10);
  return { earliest: earliest && `${earliest.slice(0, 7)}-01`, latest: latest && last };
}

/** In no order. */
export function naiveDateCounts(
  records: readonly RenderedRecord[],
  { conditions, groupBy, precision, measure = null }: Omit<DatesQuery, 'resource'>,
): DateCount[] {
  const rowOf = (record: RenderedRecord) =>
    JSON.stringify({
      ...(precision === 'month' ? monthOf(daysOf(record)) : daysOf(record)),
      value: groupBy === null ? null : (valuesOf(record, groupBy)[0] ?? null),
    });
  return [...Map.groupBy(naiveMatches(records, conditions), rowOf)].map(([text, having]) => ({
    ...JSON.parse(text),
    count: having.length,
    sum: measure === null ? null : addSums(having.map((record) => sumOf(record, measure))),
  }));
}

/** The pairs of one record, each once. */
function pairsOf(record: RenderedRecord, { source, target, sides }: PairsQuery): Set<string> {
  const pairs = (from: string, to: string) =>
    valuesOf(record, from).flatMap((first) => valuesOf(record, to).map((second) => [first, second]));
  if (sides === null) return new Set(pairs(source, target).map((pair) => JSON.stringify(pair)));
  const unordered =
    valuesOf(record, sides.a).length === 0
      ? pairs(source, target)
      : [
          ...pairs(sides.a, sides.b).filter(([first, second]) => first !== second),
          ...valuesOf(record, sides.itself).map((value) => [value, value]),
        ];
  return new Set(unordered.map((pair) => JSON.stringify(pair.toSorted(compareBytes))));
}

/** Every pair, in order, and how many matches have none. */
export function naivePairs(
  records: readonly RenderedRecord[],
  query: PairsQuery,
): { readonly pairs: PairCount[]; readonly unpaired: number } {
  const { conditions, scored, measure = null } = query;
  const matching = naiveMatches(records, conditions).map((record) => ({
    record,
    pairs: pairsOf(record, query),
  }));
  const paired = matching.flatMap(({ record, pairs }) => [...pairs].map((pair) => ({ pair, record })));
  const unpaired = matching.filter(({ pairs }) => pairs.size === 0).length;
  const counted = [...Map.groupBy(paired, ({ pair }) => pair)]
    .map(([pair, entries]) =>
      pairOf(
        JSON.parse(pair),
        entries.map(({ record }) => record),
        { scored, measure },
      ),
    )
    .sort(
      (a, b) => b.count - a.count || compareBytes(a.source, b.source) || compareBytes(a.target, b.target),
    );
  return { pairs: counted, unpaired };
}

function pairOf(
  [source, target]: [string, string],
  records: readonly RenderedRecord[],
  { scored, measure }: { scored: PairsQuery['scored']; measure: string | null },
): PairCount {
  const scores = records.filter((record) =>
    valuesOf(record, scored.field).some((value) => scored.values.includes(value)),
  );
  const counts = (field: string) => frequencies(records.flatMap((record) => valuesOf(record, field)));
  const dated = records.filter(({ columns }) => columns.dated === 1).map(daysOf);
  const firsts = dated.map(({ earliest }) => earliest);
  const lasts = dated.map(({ latest }) => latest);
  return {
    source,
    target,
    count: records.length,
    byStatus: counts('status'),
    types: counts('type'),
    quadClasses: counts('quadClass'),
    sums: ['plover', 'goldstein'].map((column) => {
      const numbers = scores
        .map(({ columns }) => columns[column])
        .filter((value) => typeof value === 'number');
      return { column, sum: numbers.reduce((sum, each) => sum + each, 0), n: numbers.length };
    }),
    figures: measure === null ? {} : sumsOf(records, 'status', measure),
    first: firsts.includes(null) ? null : (firsts.toSorted()[0] ?? null),
    last: lasts.includes(null) ? null : (lasts.toSorted().at(-1) ?? null),
  };
}
