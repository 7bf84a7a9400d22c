// Filters as data. A filter is one line in a resource's file: its values come from the record at load, its
// parameter, description and condition from the same line. No SQL here.
import { z } from 'zod';
import type { Lookup } from '../../model/lookup.ts';
import type { ResourceName } from '../condition.ts';
import { countTerms, MAX_TEXT_LENGTH, MAX_TEXT_TERMS } from '../text/text-query.ts';

/** The values of a fact that a record has, nulls ignored. */
export type Values<R> = (record: R, lookup: Lookup) => readonly (string | null)[];

interface Described {
  readonly description: string;
  /** A value that works on the dataset in `seed/`. */
  readonly example: string | number | boolean;
}

/**
 * Matches terms. `values` indexes `field` at load; a filter without it reads a field that another one indexes.
 * `variants` are further fields, `field.variant`, chosen by the value of the parameter `by`; null likewise where
 * another filter indexes them.
 */
export interface TermFilter<R> extends Described {
  readonly kind: 'terms';
  readonly match: 'any' | 'all' | 'none';
  /** Null where it is named like the parameter. */
  readonly field: string | null;
  readonly schema: z.ZodType<string>;
  readonly values: Values<R> | null;
  readonly variants: {
    readonly by: string;
    readonly values: Readonly<Record<string, Values<R> | null>>;
  } | null;
  /**
   * The resource whose ids the values are, so that an unknown id can be answered with a suggestion; `typed` where
   * each value is `type:id`.
   */
  readonly refersTo: ResourceName | 'typed' | null;
  /** Whether a value may hold commas, which otherwise part values. */
  readonly freeText: boolean;
}

/** Matches the record's own id. */
interface IdFilter extends Described {
  readonly kind: 'id';
  readonly schema: z.ZodType<string>;
}

/** A lower or upper bound on a numeric column. */
interface NumberFilter extends Described {
  readonly kind: 'number';
  readonly column: string;
  readonly bound: 'min' | 'max';
  readonly schema: z.ZodType<number>;
}

/** The first or last day of a date range. */
interface DayFilter extends Described {
  readonly kind: 'day';
  readonly bound: 'from' | 'to';
  readonly schema: z.ZodType<string>;
}

/** The event after whose date the record must lie; `withinDays` bounds how long after. */
interface NearFilter extends Described {
  readonly kind: 'near';
  readonly schema: z.ZodType<string>;
}

/** Searches the record's text fields; the parameter `in` chooses among them. */
interface TextFilter extends Described {
  readonly kind: 'text';
  readonly schema: z.ZodType<string>;
}

/** Says how another filter is meant, and filters nothing by itself. */
export interface Modifier extends Described {
  readonly kind: 'modifier';
  /** Whether it may have several values. */
  readonly many?: boolean;
  readonly schema: z.ZodType<string | number | boolean>;
  readonly fallback: string | number | boolean | null;
  /** The parameters it says something about: without any of them it is refused. */
  readonly of: readonly string[];
}

export type Filter<R> =
  | TermFilter<R>
  | IdFilter
  | NumberFilter
  | DayFilter
  | NearFilter
  | TextFilter
  | Modifier;

/** The filters of a list by parameter, where the record does not matter. */
// biome-ignore lint/suspicious/noExplicitAny: a query reads no records
export type Filters = Readonly<Record<string, Filter<any>>>;

/** The term field that the filter of this name reads. */
export function termFieldOf(name: string, { field }: Pick<TermFilter<never>, 'field'>): string {
  return field ?? name;
}

type TermOptions<R> = Partial<Pick<TermFilter<R>, 'field' | 'variants' | 'refersTo' | 'freeText'>>;
type Code = z.ZodType<string>;

/** `name=A&name=B`: the record has at least one of the values. The field is named like the parameter. */
export function anyOf<R>(
  schema: Code,
  example: string,
  description: string,
  values: Values<R>,
  options: TermOptions<R> = {},
): TermFilter<R> {
  return {
    kind: 'terms',
    match: 'any',
    field: null,
    schema,
    example,
    description,
    values,
    variants: null,
    refersTo: null,
    freeText: false,
    ...options,
  };
}

/** `nameNot=A`: the record has none of the values of a field that another filter indexes. */
export function noneOf<R>(
  field: string,
  schema: Code,
  example: string,
  description: string,
  options: TermOptions<R> = {},
): TermFilter<R> {
  return {
    kind: 'terms',
    match: 'none',
    field,
    schema,
    example,
    description,
    values: null,
    variants: null,
    refersTo: null,
    freeText: false,
    ...options,
  };
}

/** `nameAll=A&nameAll=B`: the record has every one of the values. */
export function allOf<R>(
  field: string,
  schema: Code,
  example: string,
  description: string,
  options: TermOptions<R> = {},
): TermFilter<R> {
  return { ...noneOf<R>(field, schema, example, description, options), match: 'all' };
}

export function atLeast(column: string, example: number, description: string): NumberFilter {
  return { kind: 'number', column, bound: 'min', schema: Scale, example, description };
}

export function atMost(column: string, example: number, description: string): NumberFilter {
  return { kind: 'number', column, bound: 'max', schema: Scale, example, description };
}

/** A score on a scale of -10 to 10. */
const Scale = z.number().min(-10).max(10);

/** What `q` may be: the length counts code points, as the document's `maxLength` does. */
export const SearchText = z
  .string()
  .min(1)
  .refine((text) => [...text].length <= MAX_TEXT_LENGTH, `at most ${MAX_TEXT_LENGTH} characters`)
  .refine((text) => countTerms(text) <= MAX_TEXT_TERMS, `at most ${MAX_TEXT_TERMS} words and phrases`)
  .meta({
    id: 'SearchText',
    maxLength: MAX_TEXT_LENGTH,
    description:
      'Words that must all be there, in any order. `"a phrase"` as it stands, `-not` for what must not be there, `prefi*` for the beginning of a word (two letters at least). Case, Unicode form and accents on Latin and Greek letters do not matter. At most 16 words and phrases.',
  });

/**
 * `q` and `in`, the same on every list.
 * @param texts the resource's text fields
 * @param owner the resource's type, capitalised: names the component of its fields
 */
export function textFilters(
  texts: Readonly<Record<string, unknown>>,
  owner: string,
  example: string,
): { readonly q: TextFilter; readonly in: Modifier } {
  const fields = Object.keys(texts) as [string, ...string[]];
  const [first] = fields;
  return {
    q: {
      kind: 'text',
      schema: SearchText,
      example,
      description: 'Has these words in its text; `in` says in which of its texts.',
    },
    in: {
      kind: 'modifier',
      of: ['q'],
      many: true,
      schema: z
        .enum(fields)
        .meta({ id: `${owner}TextField`, description: 'A text of the record that can be searched.' }),
      fallback: null,
      example: first,
      description: 'Where `q` looks; everywhere unless it is given.',
    },
  };
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a date here is YYYY, YYYY-MM or YYYY-MM-DD')
  .refine((text) => text.length < 10 || z.iso.date().safeParse(text).success, 'there is no such day')
  .meta({
    id: 'PartialDate',
    description: 'A year, a month or a day.',
    examples: ['2023-12'],
    maxLength: 10,
  });

/**
 * The date parameters, the same on every dated list.
 * @param names what the bounds are called: `['from', 'to']`, or `['publishedFrom', 'publishedTo']` for articles.
 */
export function dateRange(
  [from, to]: readonly [string, string],
  subject: string,
): Record<string, DayFilter | Modifier> {
  return {
    [from]: {
      kind: 'day',
      bound: 'from',
      schema: PartialDate,
      example: '2023-12',
      description: `First day, month or year, inclusive, in which ${subject}.`,
    },
    [to]: {
      kind: 'day',
      bound: 'to',
      schema: PartialDate,
      example: '2024-03',
      description: `Last day, month or year, inclusive, in which ${subject}.`,
    },
  };
}

export function dateModifiers(of: readonly string[]): Record<string, Modifier> {
  return {
    dateMatch: {
      kind: 'modifier',
      of,
      schema: z
        .enum(['possible', 'certain'])
        .meta({ id: 'DateMatch', description: 'How an imprecise date meets a range.' }),
      fallback: 'possible',
      example: 'certain',
      description: '`possible`: the date could lie in the range. `certain`: it must.',
    },
    undated: {
      kind: 'modifier',
      of,
      schema: z.boolean(),
      fallback: false,
      example: true,
      description:
        'Whether records whose date is unknown match too; `meta.undated` says how many were left out.',
    },
  };
}
