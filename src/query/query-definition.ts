// What can be asked of a list, compiled once from the tables of its resource; and what one request asks. Pure.
import { capitalize } from '../model/text.ts';
import type { Condition, Order, ResourceName } from './condition.ts';
import type { Asked, DayRange, Filters, GivenFilter, Mention } from './filters/filter.ts';
import { listParameters } from './parameters/list-parameters.ts';
import type { ParameterProblem, Parameters, Values } from './parameters/parameters.ts';
import { orderWords, phraseOf } from './query-words.ts';
import { parseTextQuery } from './text/text-query.ts';

/** The tables of a resource that say what can be asked of it. */
export interface QuestionTables {
  readonly name: ResourceName;
  readonly filters: Filters;
  /** Values of `sort`, default first. */
  readonly sorts: Readonly<Record<string, Order>>;
  readonly includes: Readonly<Record<string, unknown>>;
}

export class Question {
  /** Every parameter: the filters', then those of lists. */
  readonly parameters: Parameters;
  /** Those of the filters alone. */
  readonly filterParameters: Parameters;
  readonly #resource: ResourceName;
  readonly #sorts: QuestionTables['sorts'];
  readonly #fixed: string | null;
  readonly #filters: ReadonlyMap<string, GivenFilter & { readonly position: number }>;
  readonly #modifiers: readonly (readonly [name: string, modifies: readonly string[]])[];

  /** @param fixed the filter whose value the path gives, so that it is no parameter; null for none. */
  constructor({ name, filters, sorts, includes }: QuestionTables, fixed: string | null = null) {
    const entries = Object.entries(filters);
    this.#resource = name;
    this.#sorts = sorts;
    this.#fixed = fixed;
    this.#filters = new Map(
      entries.map(([parameter, filter], position) => [
        parameter,
        {
          name: parameter,
          filter,
          phrase: phraseOf(name, parameter) ?? filter.phrase(parameter),
          isFixed: parameter === fixed,
          position,
        },
      ]),
    );
    this.#modifiers = entries.flatMap(([parameter, { modifies }]) =>
      modifies === null ? [] : [[parameter, modifies] as const],
    );
    const open: Filters = Object.fromEntries(entries.filter(([parameter]) => parameter !== fixed));
    this.parameters = listParameters({ filters: open, sorts, includes });
    this.filterParameters = Object.fromEntries(
      Object.entries(open).map(([parameter, filter]) => [parameter, filter.parameter]),
    );
  }

  /**
   * What is wrong with values that are each right by themselves: one that says how another is meant, given without
   * any of those.
   * @param also further names that count as given.
   */
  problems(values: Values, also: readonly string[] = []): ParameterProblem[] {
    const given = new Set([...this.#given(values).map(({ name }) => name), ...also]);
    if (this.#fixed !== null) given.add(this.#fixed);
    const idle = this.#modifiers.filter(
      ([name, modifies]) => given.has(name) && !modifies.some((other) => given.has(other)),
    );
    const problems = idle.map(([parameter, modifies]) => ({
      parameter,
      message: `It says how ${modifies.join(', ')} ${modifies.length > 1 ? 'are' : 'is'} meant, and none is given.`,
      suggestion: modifies[0] ?? null,
    }));
    if (this.#sorts[String(values.sort)]?.by !== 'relevance' || values.q !== undefined) return problems;
    const message = 'It orders by the words of q, and q is not given.';
    return [...problems, { parameter: 'sort', message, suggestion: Object.keys(this.#sorts)[0] ?? null }];
  }

  /** The order that the values ask for. */
  order({ sort }: Values): Order {
    const order = this.#sorts[String(sort)];
    if (order === undefined) throw new Error(`The sort ${sort} is read but unknown.`);
    return order;
  }

  /** @param daysOf the days of an event; null where it does not exist. */
  async ask(values: Values, daysOf: (eventId: string) => Promise<DayRange | null>): Promise<Asked> {
    const id = this.#filters.has('afterEvent') ? values.afterEvent : undefined;
    return {
      resource: this.#resource,
      values,
      given: this.#given(values),
      text: values.q === undefined ? null : parseTextQuery(String(values.q)),
      afterEvent: id === undefined ? null : { id: String(id), days: await daysOf(String(id)) },
    };
  }

  /** The filters that say something: given, and not their default. */
  #given(values: Values): GivenFilter[] {
    return Object.entries(values)
      .flatMap(([name, value]) => {
        const given = this.#filters.get(name);
        return given === undefined || value === given.filter.parameter.fallback ? [] : [given];
      })
      .sort((a, b) => a.position - b.position);
  }
}

/** The same without some of its filters, by name. */
export function withoutFilters(asked: Asked, names: readonly string[]): Asked {
  const left = Object.entries(asked.values).filter(([name]) => !names.includes(name));
  return {
    ...asked,
    values: Object.fromEntries(left),
    given: asked.given.filter(({ name }) => !names.includes(name)),
    text: names.includes('q') ? null : asked.text,
    afterEvent: names.includes('afterEvent') ? null : asked.afterEvent,
  };
}

/** What the store is asked, ANDed. */
export function conditionsOf(asked: Asked): Condition[] {
  return asked.given.flatMap(({ name, filter }) => filter.conditions(name, asked));
}

/** The ids that the values mention. */
export function mentionsOf(asked: Asked): Mention[] {
  return parametersOf(asked).flatMap(({ name, filter }) => filter.mentions(name, asked));
}

/** Why the values can find nothing, or not what was meant. */
export function doubtsOf(asked: Asked): ParameterProblem[] {
  return parametersOf(asked).flatMap(({ name, filter }) => filter.doubts(name, asked));
}

/** The filters that are given by parameters, not by the path. */
export function parametersOf({ given }: Asked): GivenFilter[] {
  return given.filter(({ isFixed }) => !isFixed);
}

/**
 * One sentence that says how a request was understood. Equal requests read alike.
 * @param how the order of the list; for counts, the words for what is done with the records.
 */
export function sentenceOf(asked: Asked, how: Order | string): string {
  const ordered = asked.given.toSorted((a, b) => Number(a.filter.isSaidLast) - Number(b.filter.isSaidLast));
  const clauses = ordered.map((given) => given.filter.words(given, asked)).filter((words) => words !== null);
  const subject = [capitalize(asked.resource), clauses.join(', ')].filter(Boolean).join(' ');
  return `${subject}, ${typeof how === 'string' ? how : orderWords(how)}.`;
}
