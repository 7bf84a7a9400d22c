// Filters by terms: coded or many-valued facts of a record, which a load indexes.
import type { z } from 'zod';
import type { RecordType } from '../../model/record-type.ts';
import { type Condition, type ResourceName, resourceNameOf, type Term } from '../condition.ts';
import type { Parameter, Values } from '../parameters/parameters.ts';
import { filled, listWords } from '../query-words.ts';
import { type Filter, type Mention, PLAIN, spelledOut, type TermField, type TermValues } from './filter.ts';

/** Further fields, `field.variant`, one of which is read where the parameter `by` names it. */
interface Variants<R> {
  readonly by: string;
  /** How a record gives the values of each; null where another filter indexes them. */
  readonly values: Readonly<Record<string, TermValues<R> | null>>;
}

interface TermOptions<R> {
  /** The field that is read; it is named like the parameter unless given. */
  readonly field?: string;
  readonly variants?: Variants<R>;
  /**
   * The resource whose ids the values are, so that an unknown id can be answered with a suggestion; `typed` where
   * each value is `type:id`.
   */
  readonly refersTo?: ResourceName | 'typed';
  /** Whether a value may hold commas, which otherwise part values. */
  readonly freeText?: boolean;
  /** The words for values, where they are not a list of them in the phrase. */
  readonly wordsOf?: (values: readonly string[]) => string;
}

export interface TermFilter<R> extends Filter<R> {
  readonly match: 'any' | 'all' | 'none';
  readonly refersTo: ResourceName | 'typed' | null;
  /** Every field that it can read, whatever is asked. */
  readonly fieldsKnown: (name: string) => readonly string[];
  /** The fields that it reads for a request. */
  readonly fieldsRead: (name: string, values: Values) => readonly string[];
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

/** Whether a filter is one by terms, which alone can be counted by. */
export function isTermFilter<R>(filter: Filter<R> | undefined): filter is TermFilter<R> {
  return filter !== undefined && 'fieldsRead' in filter;
}

/** @param values how a record gives them; null where another filter indexes the field. */
function termFilter<R>(
  match: TermFilter<R>['match'],
  described: Pick<Parameter, 'schema' | 'example' | 'description'>,
  values: TermValues<R> | null,
  { field, variants, refersTo, freeText = false, wordsOf }: TermOptions<R>,
): TermFilter<R> {
  const variantNames = Object.keys(variants?.values ?? {});
  const fieldOf = (name: string, variant?: string) =>
    variant === undefined ? (field ?? name) : `${field ?? name}.${variant}`;
  const fieldsRead = (name: string, asked: Values) => {
    const wanted = variants === undefined ? [] : [asked[variants.by] ?? []].flat().map(String);
    const known = wanted.filter((variant) => variantNames.includes(variant));
    return known.length === 0 ? [fieldOf(name)] : known.map((variant) => fieldOf(name, variant));
  };
  return {
    ...PLAIN,
    match,
    refersTo: refersTo ?? null,
    parameter: { ...described, many: true, splits: !freeText },
    fields: (name) =>
      [
        { field: fieldOf(name), values },
        ...variantNames.map((variant) => ({
          field: fieldOf(name, variant),
          values: variants?.values[variant] ?? null,
        })),
      ].filter((indexed): indexed is TermField<R> => indexed.values !== null),
    fieldsKnown: (name) => [fieldOf(name), ...variantNames.map((variant) => fieldOf(name, variant))],
    fieldsRead,
    conditions: (name, asked): Condition[] => {
      const items = valuesOf(asked.values, name);
      const terms = fieldsRead(name, asked.values).flatMap((each) =>
        items.map((value): Term => ({ field: each, value })),
      );
      return [{ kind: 'terms', match, terms }];
    },
    phrase: (name) => `whose ${spelledOut(name)} is ${match === 'none' ? 'not ' : ''}{}`,
    words: ({ name, phrase }, asked) => {
      const items = valuesOf(asked.values, name);
      if (wordsOf !== undefined) return wordsOf(items);
      const listed = listWords(items, match === 'all' ? 'and' : 'or');
      return filled(phrase, listed + familyWords(variants?.by, asked.values));
    },
    mentions: (name, asked) => {
      const ids = valuesOf(asked.values, name);
      if (refersTo === undefined) return [];
      if (refersTo === 'typed') return ids.map((text) => typedMention(name, text));
      return [{ parameter: name, resource: refersTo, ids, prefix: '' }];
    },
  };
}

function valuesOf(values: Values, name: string): readonly string[] {
  return values[name] as readonly string[]; // a parameter of terms has many
}

/** `event:some-id`. */
function typedMention(parameter: string, text: string): Mention {
  const [type = '', id = ''] = text.split(':');
  return { parameter, resource: resourceNameOf(type as RecordType), ids: [id], prefix: `${type}:` };
}

/** An actor filter matches whoever acts for the actor too, unless it is asked to be exact. */
function familyWords(by: string | undefined, values: Values): string {
  if (by !== 'actorMatch') return '';
  return values.actorMatch === 'exact' ? ' alone' : ' or whoever acts for them';
}
