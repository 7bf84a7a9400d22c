// What a list can be asked, compiled once from the tables of its resource, and the parts of one query. Pure.
import { capitalize } from '../model/strings.ts';
import type { Condition, Order, ResourceName } from './condition.ts';
import type { AppliedFilter, DayRange, Filters, IdReference, Query } from './filters/filter.ts';
import { listParameters } from './parameters/list-parameters.ts';
import type { ParameterNote, Parameters, Values } from './parameters/parameters.ts';
import { clauseTemplate, orderWords } from './query-words.ts';
import { parseTextQuery } from './text/text-query.ts';

/** The tables of a resource that define its queries. */
export interface QueryTables {
  readonly name: ResourceName;
  readonly filters: Filters;
  /** Values of `sort`, default first. */
  readonly sorts: Readonly<Record<string, Order>>;
  readonly includes: Readonly<Record<string, unknown>>;
}

/** What a list can be asked: its parameters, the rules between them, and its orders. */
export class Question {
  /** Every parameter: those of the filters, then those of all lists. */
  readonly parameters: Parameters;
  /** The parameters of the filters alone. */
  readonly filterParameters: Parameters;
  readonly #resource: ResourceName;
  readonly #sorts: QueryTables['sorts'];
  readonly #fixed: string | null;
  readonly #filters: ReadonlyMap<string, AppliedFilter & { readonly position: number }>;
  readonly #modifiers: readonly (readonly [name: string, modifies: readonly string[]])[];

  /** @param fixed the filter whose value comes from the path, so that it is no parameter; null for none. */
  constructor({ name, filters, sorts, includes }: QueryTables, fixed: string | null = null) {
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
          template: clauseTemplate(name, parameter) ?? filter.template(parameter),
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
   * What is wrong with a combination of values that are each valid: a modifier without any filter that it modifies, a
   * filter without a modifier that it needs, or an order by relevance without `q`.
   * @param implied names of filters that count as given though they have no value.
   */
  problems(values: Values, implied: readonly string[] = []): ParameterNote[] {
    const given = new Set([...this.#applied(values).map(({ name }) => name), ...implied]);
    if (this.#fixed !== null) given.add(this.#fixed);
    const idle = this.#modifiers.filter(
      ([name, modifies]) => given.has(name) && !modifies.some((other) => given.has(other)),
    );
    const problems: ParameterNote[] = idle.map(([parameter, modifies]) => ({
      parameter,
      message: `It says how ${modifies.join(', ')} ${modifies.length > 1 ? 'are' : 'is'} meant, and none is given.`,
      suggestion: modifies[0] ?? null,
    }));
    for (const { name, filter } of this.#applied(values))
      for (const [needed, example] of Object.entries(filter.needs))
        if (!given.has(needed))
          problems.push({
            parameter: name,
            message: `It means nothing without ${needed}, which is not given.`,
            suggestion: `${name}=${values[name]}&${needed}=${example}`,
          });
    return [...problems, ...this.#orderProblems(values)];
  }

  #orderProblems(values: Values): ParameterNote[] {
    const by = this.#sorts[String(values.sort)]?.by;
    const [suggestion = null] = Object.keys(this.#sorts);
    if (by === 'relevance' && values.q === undefined)
      return [{ parameter: 'sort', message: 'It orders by the words of q, and q is not given.', suggestion }];
    if (by === 'quantity' && values.measure === undefined)
      return [
        {
          parameter: 'measure',
          message: `sort=${values.sort} orders by the figures of a measure: say which by measure, as /v1/dataset declares them.`,
          suggestion: null,
        },
      ];
    // Counts have no such order: there it says what is added up.
    if (by !== undefined && by !== 'quantity' && values.measure !== undefined)
      return [
        {
          parameter: 'measure',
          message: 'It says by whose figures sort=-quantity orders, and the list has another order.',
          suggestion: 'sort=-quantity',
        },
      ];
    return [];
  }

  /** The order that `sort` requests. */
  order({ sort, measure }: Values): Order {
    const order = this.#sorts[String(sort)];
    if (order === undefined) throw new Error(`The sort ${sort} is read but unknown.`);
    return order.by === 'quantity' ? { ...order, measure: String(measure) } : order;
  }

  /** @param daysOf looks up the days of an event; null where there is no such event. */
  async query(values: Values, daysOf: (eventId: string) => Promise<DayRange | null>): Promise<Query> {
    const id = this.#filters.has('afterEvent') ? values.afterEvent : undefined;
    return {
      resource: this.#resource,
      values,
      filters: this.#applied(values),
      text: values.q === undefined ? null : parseTextQuery(String(values.q)),
      afterEvent: id === undefined ? null : { id: String(id), days: await daysOf(String(id)) },
    };
  }

  /** The filters with a value other than their default. */
  #applied(values: Values): AppliedFilter[] {
    return Object.entries(values)
      .flatMap(([name, value]) => {
        const applied = this.#filters.get(name);
        return applied === undefined || value === applied.filter.parameter.defaultValue ? [] : [applied];
      })
      .sort((a, b) => a.position - b.position);
  }
}

/** The query without the filters of these names. */
export function withoutFilters(query: Query, names: readonly string[]): Query {
  const left = Object.entries(query.values).filter(([name]) => !names.includes(name));
  return {
    ...query,
    values: Object.fromEntries(left),
    filters: query.filters.filter(({ name }) => !names.includes(name)),
    text: names.includes('q') ? null : query.text,
    afterEvent: names.includes('afterEvent') ? null : query.afterEvent,
  };
}

/** The conditions that a record must all meet. */
export function conditionsOf(query: Query): Condition[] {
  return query.filters.flatMap(({ name, filter }) => filter.conditions(name, query));
}

/** The ids that the parameters refer to. */
export function idReferences(query: Query): IdReference[] {
  return parameterFilters(query).flatMap(({ name, filter }) => filter.references(name, query));
}

/** Why the parameters match nothing, or may not match what was meant. */
export function queryWarnings(query: Query): ParameterNote[] {
  return parameterFilters(query).flatMap(({ name, filter }) => filter.warnings(name, query));
}

/** The filters whose values come from parameters, not from the path. */
export function parameterFilters({ filters }: Query): AppliedFilter[] {
  return filters.filter(({ isFixed }) => !isFixed);
}

/**
 * The sentence of `meta.query`: how the request was understood. Equal queries have equal sentences.
 * @param ending the order of a list; for counts, what is done with the records, in words.
 */
export function querySentence(query: Query, ending: Order | string): string {
  const ordered = query.filters.toSorted(
    (a, b) => Number(a.filter.isLastClause) - Number(b.filter.isLastClause),
  );
  const clauses = ordered
    .map((applied) => applied.filter.clause(applied, query))
    .filter((clause) => clause !== null);
  const subject = [capitalize(query.resource), clauses.join(', ')].filter(Boolean).join(' ');
  return `${subject}, ${typeof ending === 'string' ? ending : orderWords(ending)}.`;
}
