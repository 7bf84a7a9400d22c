// What a filter of a list is: its query parameter, the conditions that its values become, and its clause in
// `meta.query`. Each kind of filter has a file of its own, and no other code needs to know the kind. No SQL here.
import type { CodeReference } from '../../model/codebook/event-codes.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Condition, ResourceName } from '../condition.ts';
import type { Parameter, ParameterNote, Values } from '../parameters/parameters.ts';
import type { TextQuery } from '../text/text-query.ts';

/** The values that a record has for a field of terms; nulls are ignored. */
export type TermValues<R> = (record: R, lookup: Lookup) => readonly (string | null)[];

/** A field of terms that a load indexes, and how its values are read from a record. */
export interface TermField<R> {
  readonly field: string;
  readonly values: TermValues<R>;
  /** The field of each value, where they are divided among several; `field` then stands for all of these. */
  readonly fieldOf?: (value: string) => string;
}

/** The first and last possible ISO day of a record, null = open. */
export interface DayRange {
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** A request's query of a list: its parameters parsed, and the event that it refers to looked up. */
export interface Query {
  /** The resource that is listed. */
  readonly resource: ResourceName;
  /** Values of all parameters, with defaults filled in. */
  readonly values: Values;
  /** The filters that have a value other than their default, in the order of the resource's table. */
  readonly filters: readonly AppliedFilter[];
  /** `q`, parsed; null without one. */
  readonly text: TextQuery | null;
  /** The event of `afterEvent`, with `days` null where there is no such event; null without the parameter. */
  readonly afterEvent: { readonly id: string; readonly days: DayRange | null } | null;
}

/** A filter that a query applies. */
export interface AppliedFilter {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a request reads no records
  readonly filter: Filter<any>;
  /** Its clause in `meta.query`, with `{}` in place of the values. */
  readonly template: string;
  /** Whether its value comes from the path rather than from a parameter. */
  readonly isFixed: boolean;
}

/** Ids that the values of a filter refer to, and their resource. */
export interface IdReference {
  readonly parameter: string;
  readonly resource: ResourceName;
  readonly ids: readonly string[];
  /** What precedes the id in a value of the parameter, such as `event:`. */
  readonly prefix: string;
}

/** A code that a value of a parameter names, of a scheme whose codebook the dataset may have. */
export interface CodeMention extends CodeReference {
  readonly parameter: string;
  /** The field of terms that it is looked for in. */
  readonly field: string;
  /** As the parameter has it. */
  readonly value: string;
}

/**
 * A filter of a list. `name` is that of its parameter; all functions but `template` and `fields` are called only
 * where the parameter has a value.
 */
export interface Filter<R> {
  readonly parameter: Parameter;
  /** For a modifier, which filters nothing by itself: the filters whose meaning it changes. Null for any other. */
  readonly modifies: readonly string[] | null;
  /** The modifiers without which it means nothing, with an example of each: without any of them it is rejected. */
  readonly needs: Readonly<Record<string, string | number>>;
  /** The fields of terms that a load indexes for it. */
  readonly fields: (name: string) => readonly TermField<R>[];
  readonly conditions: (name: string, query: Query) => readonly Condition[];
  /** The template of its clause, unless `query-words.ts` has one for the parameter. */
  readonly template: (name: string) => string;
  /** Whether its clause follows those of all other filters, as dates do. */
  readonly isLastClause: boolean;
  /** Its clause in `meta.query`; null for none. */
  readonly clause: (applied: AppliedFilter, query: Query) => string | null;
  readonly references: (name: string, query: Query) => readonly IdReference[];
  readonly codes: (name: string, query: Query) => readonly CodeMention[];
  /** Why the values match nothing, or may not match what was meant. */
  readonly warnings: (name: string, query: Query) => readonly ParameterNote[];
}

/** The filters of a list by parameter. The record type does not matter to a query. */
// biome-ignore lint/suspicious/noExplicitAny: a query reads no records
export type Filters = Readonly<Record<string, Filter<any>>>;

/** What most filters have in common: no fields of their own, no references, no codes, no warnings. */
export const FILTER_DEFAULTS = {
  modifies: null,
  needs: {},
  isLastClause: false,
  fields: () => [],
  template: (name: string) => `whose ${wordsOfName(name)} is {}`,
  references: () => [],
  codes: () => [],
  warnings: () => [],
} satisfies Partial<Filter<unknown>>;

/** A parameter's name in words: `quadClass` is `quad class`. `min`, `max`, `Not` and `All` are left out. */
export function wordsOfName(name: string): string {
  return name
    .replace(/^(min|max)(?=[A-Z])|(Not|All)$/g, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
}

interface ModifierOptions {
  /** The filters whose meaning it changes: without any of them it is rejected. */
  readonly modifies: readonly string[];
  readonly schema: Parameter['schema'];
  readonly repeatable?: boolean;
  readonly defaultValue?: string | number | boolean;
  readonly example: string | number | boolean;
  readonly description: string;
}

/** A parameter that changes the meaning of other filters, and filters nothing by itself. */
export function modifier({ modifies, repeatable = false, ...parameter }: ModifierOptions): Filter<unknown> {
  return {
    ...FILTER_DEFAULTS,
    modifies,
    parameter: { ...parameter, repeatable },
    conditions: () => [],
    clause: () => null,
  };
}
