// The filters by terms: coded or many-valued fields of a record, which a load indexes.
import type { z } from 'zod';
import type { CodeReference } from '../../model/codebook/event-codes.ts';
import type { CodeLookup } from '../../model/lookup.ts';
import type { RecordType } from '../../model/record-type.ts';
import { type Condition, type ResourceName, resourceNameOf, type Term } from '../condition.ts';
import type { Parameter, Values } from '../parameters/parameters.ts';
import { fillTemplate, listWords } from '../query-words.ts';
import {
  FILTER_DEFAULTS,
  type Filter,
  type IdReference,
  type TermField,
  type TermValues,
  wordsOfName,
} from './filter.ts';

/** Further fields, named `field.variant`, which the parameter `by` selects in place of the field. */
interface Variants<R> {
  readonly by: string;
  /** How the values of each are read from a record; null where another filter indexes the field. */
  readonly values: Readonly<Record<string, TermValues<R> | null>>;
}

/** Levels of values that are kinds of one another, such as codes: a facet counts the values of one of them. */
export interface Levels {
  /** Their names, the one that is counted by default first. */
  readonly schema: z.ZodEnum;
  readonly isOf: (value: string, level: string, codes: CodeLookup) => boolean;
}

/** How values divide into parts that can be counted by themselves, such as codes into their schemes. */
export interface Parts {
  /** The name of the part that a value is of. */
  readonly of: (value: string) => string;
  /** The levels at which a part is counted, the highest first; none where it is not. */
  readonly levels: (part: string, codes: CodeLookup) => readonly string[];
}

interface TermOptions<R> {
  /** The field that is read; by default the parameter's name. */
  readonly field?: string;
  readonly variants?: Variants<R>;
  /**
   * The resource whose ids the values are, so that the warning about an unknown id can suggest one; `typed` where each
   * value is `type:id`.
   */
  readonly refersTo?: ResourceName | 'typed';
  readonly levels?: Levels;
  readonly parts?: Parts;
  /** The code that a value is, of a scheme whose codebook the dataset may have; null where it is none. */
  readonly codeOf?: (value: string) => CodeReference | null;
  /** Values to suggest for a mistyped one, where the schema does not list them. */
  readonly options?: readonly string[];
  /** Whether a value may contain commas, which otherwise separate values. */
  readonly freeText?: boolean;
  /** The clause for the values, where it is not the template with a list of them. */
  readonly clauseOf?: (values: readonly string[]) => string;
}

export interface TermFilter<R> extends Filter<R> {
  readonly match: 'any' | 'all' | 'none';
  readonly refersTo: ResourceName | 'typed' | null;
  /** Every field that it can read. */
  readonly allFields: (name: string) => readonly string[];
  /** The fields that it reads for a request. */
  readonly fieldsRead: (name: string, values: Values) => readonly string[];
  /** The levels of its values, each of which a load indexes as a field of its own; null where they have none. */
  readonly levels: Levels | null;
  /** Parts of its values that are counted by themselves; null for none. Values that have parts have levels. */
  readonly parts: Parts | null;
}

/** The field of the values of one level. */
export function levelField(name: string, level: string): string {
  return `${name}.${level}`;
}

/** The field of the values of one level of a part: `code.cameo.root`. */
export function partField(name: string, part: string, level: string): string {
  return levelField(`${name}.${part}`, level);
}

type Code = z.ZodType<string>;

/** `name=A&name=B`: the record has at least one of the values. The field is named like the parameter. */
export function anyOf<R>(
  schema: Code,
  example: string,
  description: string,
  values: TermValues<R>,
  options: TermOptions<R> = {},
): TermFilter<R> {
  return termFilter('any', { schema, example, description }, values, options);
}

/** `nameNot=A`: the record has none of the values of a field that another filter indexes. */
export function noneOf<R>(
  field: string,
  schema: Code,
  example: string,
  description: string,
  options: TermOptions<R> = {},
): TermFilter<R> {
  return termFilter('none', { schema, example, description }, null, { field, ...options });
}

/** `nameAll=A&nameAll=B`: the record has every one of the values. */
export function allOf<R>(
  field: string,
  schema: Code,
  example: string,
  description: string,
  options: TermOptions<R> = {},
): TermFilter<R> {
  return termFilter('all', { schema, example, description }, null, { field, ...options });
}

/** Whether it is a filter by terms: only their values can be counted as a facet. */
export function isTermFilter<R>(filter: Filter<R> | undefined): filter is TermFilter<R> {
  return filter !== undefined && 'fieldsRead' in filter;
}

/** @param values reads the values from a record; null where another filter indexes the field. */
function termFilter<R>(
  match: TermFilter<R>['match'],
  described: Pick<Parameter, 'schema' | 'example' | 'description'>,
  values: TermValues<R> | null,
  { field, variants, refersTo, levels, parts, codeOf, options, freeText = false, clauseOf }: TermOptions<R>,
): TermFilter<R> {
  const variantNames = Object.keys(variants?.values ?? {});
  const fieldOf = (name: string, variant?: string) =>
    variant === undefined ? (field ?? name) : `${field ?? name}.${variant}`;
  const fieldsRead = (name: string, values: Values) => {
    const requested = variants === undefined ? [] : [values[variants.by] ?? []].flat().map(String);
    const known = requested.filter((variant) => variantNames.includes(variant));
    return known.length === 0 ? [fieldOf(name)] : known.map((variant) => fieldOf(name, variant));
  };
  return {
    ...FILTER_DEFAULTS,
    match,
    refersTo: refersTo ?? null,
    levels: levels ?? null,
    parts: parts ?? null,
    parameter: {
      ...described,
      repeatable: true,
      splits: !freeText,
      ...(options !== undefined && { options }),
    },
    fields: (name) =>
      [
        { field: fieldOf(name), values },
        ...variantNames.map((variant) => ({
          field: fieldOf(name, variant),
          values: variants?.values[variant] ?? null,
        })),
        ...(levels === undefined || values === null ? [] : levelFields(name, levels, values)),
        ...(levels === undefined || parts === undefined || values === null
          ? []
          : partFields(name, { levels, parts }, values)),
      ].filter((indexed): indexed is TermField<R> => indexed.values !== null),
    allFields: (name) => [fieldOf(name), ...variantNames.map((variant) => fieldOf(name, variant))],
    fieldsRead,
    conditions: (name, query): Condition[] => {
      const items = filterValues(query.values, name);
      const terms = fieldsRead(name, query.values).flatMap((each) =>
        items.map((value): Term => ({ field: each, value })),
      );
      return [{ kind: 'terms', match, terms }];
    },
    template: (name) => `whose ${wordsOfName(name)} is ${match === 'none' ? 'not ' : ''}{}`,
    clause: ({ name, template }, query) => {
      const items = filterValues(query.values, name);
      if (clauseOf !== undefined) return clauseOf(items);
      const listed = listWords(items, match === 'all' ? 'and' : 'or');
      return fillTemplate(template, listed + actorMatchWords(variants?.by, query.values));
    },
    references: (name, query) => {
      const ids = filterValues(query.values, name);
      if (refersTo === undefined) return [];
      if (refersTo === 'typed') return ids.map((text) => typedReference(name, text));
      return [{ parameter: name, resource: refersTo, ids, prefix: '' }];
    },
    codes: (name, query) =>
      filterValues(query.values, name).flatMap((value) => {
        const code = codeOf?.(value) ?? null;
        return code === null ? [] : [{ ...code, value, parameter: name, field: fieldOf(name) }];
      }),
  };
}

/** The values of each level as a field of its own. */
function levelFields<R>(name: string, { schema, isOf }: Levels, values: TermValues<R>): TermField<R>[] {
  return schema.options.map(String).map((level) => ({
    field: levelField(name, level),
    values: (record, lookup) =>
      values(record, lookup).filter((value) => value !== null && isOf(value, level, lookup)),
  }));
}

/** The values of each level of each part as a field of its own. */
function partFields<R>(
  name: string,
  { levels: { schema, isOf }, parts }: { readonly levels: Levels; readonly parts: Parts },
  values: TermValues<R>,
): TermField<R>[] {
  return schema.options.map(String).map((level) => ({
    field: partField(name, '*', level),
    fieldOf: (value) => partField(name, parts.of(value), level),
    values: (record, lookup) =>
      values(record, lookup).filter(
        (value) =>
          value !== null &&
          parts.levels(parts.of(value), lookup).includes(level) &&
          isOf(value, level, lookup),
      ),
  }));
}

function filterValues(values: Values, name: string): readonly string[] {
  return values[name] as readonly string[]; // the parameter is repeatable
}

/** `event:some-id`. */
function typedReference(parameter: string, text: string): IdReference {
  const [type = '', id = ''] = text.split(':');
  return { parameter, resource: resourceNameOf(type as RecordType), ids: [id], prefix: `${type}:` };
}

/** With `actorMatch=family`, the default, an actor filter also matches those who act for the actor. */
function actorMatchWords(by: string | undefined, values: Values): string {
  if (by !== 'actorMatch') return '';
  return values.actorMatch === 'exact' ? ' alone' : ' or whoever acts for them';
}
