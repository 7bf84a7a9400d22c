// The filters by a range of days other than those that order the list, such as those on which a record's articles were
// published. A load indexes them as nodes of the calendar (day-nodes.ts), so that a range is a few terms.
import { z } from 'zod';
import { firstDay, lastDay } from '../../model/calendar.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Condition } from '../condition.ts';
import { dayNodes, isAboveDays } from '../day-nodes.ts';
import type { Values } from '../parameters/parameters.ts';
import { crossedWarning, MATCH_NONE, PartialDate } from './date-filters.ts';
import { type DayRange, FILTER_DEFAULTS, type Filter, type Query, type TermField } from './filter.ts';

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an instant in UTC. */
const PartialInstant = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ)?)?)?$/,
    'this is YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ',
  )
  .refine(
    (text) => text.length < 10 || z.iso.date().safeParse(text.slice(0, 10)).success,
    'there is no such day',
  )
  .meta({
    id: 'PartialInstant',
    description: 'A year, a month, a day or an instant in UTC.',
    examples: ['2024-03-01'],
    maxLength: 20,
  });

/** A range of days of a record, and the two parameters that ask for it. */
interface DayRangeFilter<R> {
  /** What the ranges are, in one word: `published`. */
  readonly field: string;
  readonly names: readonly [from: string, to: string];
  readonly examples: readonly [from: string, to: string];
  /** Completes "First day, month or year, inclusive, in which". */
  readonly subject: string;
  /** What comes before the bounds in `meta.query`. */
  readonly clause: string;
  /** The ranges of a record; of each one its unknown ends are null. */
  readonly ranges: (record: R, lookup: Lookup) => readonly DayRange[];
  /** The column of the seconds at which it was, where the bounds may be instants; null where they are days. */
  readonly seconds: string | null;
}

/** The two filters: some range of the record, of which something is known, has a day between the bounds. */
export function dayRangeFilters<R>(options: DayRangeFilter<R>): Record<string, Filter<R>> {
  const { names, subject, clause, seconds } = options;
  const [from, to] = names;
  const bound = (name: string, at: 0 | 1): Filter<R> => {
    /** Two bounds are one range: where both are given, it is the condition and clause of the first. */
    const isLeading = ({ values }: Query) => name === from || values[from] === undefined;
    return {
      ...FILTER_DEFAULTS,
      isLastClause: true,
      parameter: {
        schema: seconds === null ? PartialDate : PartialInstant,
        repeatable: false,
        example: options.examples[at],
        description: `${at === 0 ? 'First' : 'Last'} day, month or year${seconds === null ? '' : ', or instant in UTC'}, inclusive, in which ${subject}.`,
      },
      fields: () => (name === from ? indexedFields(options) : []),
      conditions: (_name, query) => (isLeading(query) ? conditionsFor(query.values, options) : []),
      clause: (_applied, query) => {
        if (!isLeading(query)) return null;
        const { first, last } = boundsOf(query.values, names);
        return `${clause}${first === null ? '' : ` from ${first}`}${last === null ? '' : ` to ${last}`}`;
      },
      warnings: (_name, query) => {
        const { first, last } = boundsOf(query.values, names);
        return isLeading(query) && isCrossed(first, last) ? [crossedWarning(names, query.values)] : [];
      },
    };
  };
  return { [from]: bound(from, 0), [to]: bound(to, 1) };
}

/** What is known of the bounds: days or instants, of which the order of texts is that of time; null is open. */
function boundsOf(values: Values, [from, to]: readonly [string, string]) {
  const [first, last] = [values[from], values[to]].map((value) =>
    value === undefined ? null : String(value),
  );
  const isInstant = (text: string) => text.length > 10;
  return {
    first: first == null || isInstant(first) ? (first ?? null) : firstDay(first),
    last: last == null || isInstant(last) ? (last ?? null) : lastDay(last),
  };
}

/** A day lasts until its last second. */
function isCrossed(first: string | null, last: string | null): boolean {
  return first !== null && last !== null && first > (last.length > 10 ? last : `${last}T24`);
}

/** No parameter has such names, so no request can ask for them otherwise. */
const fieldsOf = (field: string) => ({ within: `@${field}`, itself: `@${field}.itself` });

/** Every node that a range has or that lies above one; and apart those that it has and that are no days. */
function indexedFields<R>({ field, ranges }: DayRangeFilter<R>): TermField<R>[] {
  const { within, itself } = fieldsOf(field);
  const nodesOf = ({ earliest, latest }: DayRange) =>
    earliest === null && latest === null ? [] : [dayNodes(earliest, latest)];
  return [
    {
      field: within,
      values: (...of) =>
        ranges(...of)
          .flatMap(nodesOf)
          .flatMap(({ own, above }) => [...own, ...above]),
    },
    {
      field: itself,
      values: (...of) =>
        ranges(...of)
          .filter(({ earliest, latest }) => earliest !== latest) // most are one day
          .flatMap(nodesOf)
          .flatMap(({ own }) => own.filter(isAboveDays)),
    },
  ];
}

function conditionsFor<R>(values: Values, { names, field, seconds }: DayRangeFilter<R>): Condition[] {
  const { first, last } = boundsOf(values, names);
  if (isCrossed(first, last)) return [MATCH_NONE];
  const { own, above } = dayNodes(first?.slice(0, 10) ?? null, last?.slice(0, 10) ?? null);
  const { within, itself } = fieldsOf(field);
  const terms = [
    ...own.map((value) => ({ field: within, value })),
    ...above.map((value) => ({ field: itself, value })),
  ];
  const [min, max] = [first, last].map((bound) =>
    bound !== null && bound.length > 10 ? Date.parse(bound) / 1000 : null,
  );
  const isExact = seconds !== null && (min != null || max != null);
  return [
    { kind: 'terms', match: 'any', terms },
    ...(isExact ? [{ kind: 'number' as const, column: seconds, min: min ?? null, max: max ?? null }] : []),
  ];
}
