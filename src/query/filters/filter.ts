// What every filter of a list says: how its values are read, what they mean to the store, and how they are put into
// words. There is one file for each kind of filter; which kind one is, nothing else needs to know. No SQL here.
import type { Lookup } from '../../model/lookup.ts';
import type { Condition, ResourceName } from '../condition.ts';
import type { Parameter, ParameterProblem, Values } from '../parameters/parameters.ts';
import type { TextQuery } from '../text/text-query.ts';

/** The values of a fact that a record has, nulls ignored. */
export type TermValues<R> = (record: R, lookup: Lookup) => readonly (string | null)[];

/** One indexed fact: a term's field and how a record gives its values. */
export interface TermField<R> {
  readonly field: string;
  readonly values: TermValues<R>;
}

/** The first and last possible ISO day of a record, null = open. */
export interface DayRange {
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** What a request asks of a list, read once. */
export interface Asked {
  /** Whose list it is. */
  readonly resource: ResourceName;
  /** Values of all parameters, defaults filled in. */
  readonly values: Values;
  /** The filters that say something, in the order of their table. */
  readonly given: readonly GivenFilter[];
  /** The text to search for; null where there is none. */
  readonly text: TextQuery | null;
  /** The event that dates are counted from; `days` is null where it does not exist. Null where there is none. */
  readonly afterEvent: { readonly id: string; readonly days: DayRange | null } | null;
}

export interface GivenFilter {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a request reads no records
  readonly filter: Filter<any>;
  /** What `meta.query` says of it; `{}` is where the values go. */
  readonly phrase: string;
  /** Whether the path gives it, and not a parameter. */
  readonly isFixed: boolean;
}

/** Ids that a filter's values name, and the resource they are of. */
export interface Mention {
  readonly parameter: string;
  readonly resource: ResourceName;
  readonly ids: readonly string[];
  /** What stands before an id in the parameter's values. */
  readonly prefix: string;
}

/** Names are those of parameters; each function but `phrase` and `fields` is called only where that has a value. */
export interface Filter<R> {
  readonly parameter: Parameter;
  /** The filters that it says something about, where it filters nothing by itself; else null. */
  readonly modifies: readonly string[] | null;
  /** What a load indexes for it. */
  readonly fields: (name: string) => readonly TermField<R>[];
  readonly conditions: (name: string, asked: Asked) => readonly Condition[];
  /** What `meta.query` says where no better phrase is known; `{}` is where the values go. */
  readonly phrase: (name: string) => string;
  /** Whether that is said after all other filters, as days are. */
  readonly isSaidLast: boolean;
  /** The phrase with the values; null for nothing. */
  readonly words: (given: GivenFilter, asked: Asked) => string | null;
  readonly mentions: (name: string, asked: Asked) => readonly Mention[];
  /** Why the values can find nothing, or not what was meant. */
  readonly doubts: (name: string, asked: Asked) => readonly ParameterProblem[];
}

/** The filters of a list by parameter, where the record does not matter. */
// biome-ignore lint/suspicious/noExplicitAny: a query reads no records
export type Filters = Readonly<Record<string, Filter<any>>>;

/** What most filters say: nothing to index, nobody mentioned, nothing in doubt. */
export const PLAIN = {
  modifies: null,
  isSaidLast: false,
  fields: () => [],
  phrase: (name: string) => `whose ${spelledOut(name)} is {}`,
  mentions: () => [],
  doubts: () => [],
} satisfies Partial<Filter<unknown>>;

/** A parameter's name as words: `quadClass` is `quad class`; `min`, `max`, `Not` and `All` say how, not what. */
export function spelledOut(name: string): string {
  return name
    .replace(/^(min|max)(?=[A-Z])|(Not|All)$/g, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
}

interface ModifierOptions {
  /** The filters it says something about: without any of them it is refused. */
  readonly modifies: readonly string[];
  readonly schema: Parameter['schema'];
  /** Whether it may have several values. */
  readonly many?: boolean;
  readonly fallback?: string | number | boolean;
  readonly example: string | number | boolean;
  readonly description: string;
}

/** Says how another filter is meant, and filters nothing by itself. */
export function modifier({ modifies, many = false, ...parameter }: ModifierOptions): Filter<unknown> {
  return { ...PLAIN, modifies, parameter: { ...parameter, many }, conditions: () => [], words: () => null };
}
