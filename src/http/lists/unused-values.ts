// Values as a source prints them, such as names of outlets and divisions: there is no list of what they can be, so that
// one that no record has is answered, with a warning and what was probably meant.
import { shorten } from '../../model/strings.ts';
import type { ResourceName, Term } from '../../query/condition.ts';
import type { Query } from '../../query/filters/filter.ts';
import { isTermFilter, levelField, type TermFilter } from '../../query/filters/term-filter.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import { parameterFilters } from '../../query/question.ts';
import type { Facet } from '../../resources/facet.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Store } from '../../store/port/store.ts';

/** More are not named: each needs a suggestion. */
const MAX_WARNINGS = 10;
/** Values among which the one that was meant is looked for: the most frequent ones, which a load has counted. */
const MOST_COMPARED = 200;

/** Whether any record has the term. */
export async function isUsed(resource: ResourceName, term: Term, store: Store): Promise<boolean> {
  return (await store.count(resource, [{ kind: 'terms', match: 'any', terms: [term] }], 1)) > 0;
}

/** The most frequent values of fields that a facet counts. */
export async function usedValues(
  resource: ResourceName,
  fields: readonly string[],
  store: Store,
): Promise<string[]> {
  const counted = await store.countFacets({
    resource,
    conditions: [],
    fields: fields.map((field) => ({ field, pinned: [] })),
    size: MOST_COMPARED,
    groupBy: null,
  });
  return counted.fields.flatMap(({ values }) => values.map(({ value }) => value));
}

/** Warnings about printed values that no record has. */
export async function unusedValues(query: Query, store: Store): Promise<ParameterNote[]> {
  const { resource, values: given } = query;
  const { facets, type } = RESOURCES[resource];
  const warnings: ParameterNote[] = [];
  for (const { name, filter } of parameterFilters(query)) {
    const facet = facets[name];
    if (facet === undefined || !isTermFilter(filter) || !isPrinted(filter)) continue;
    const levels = filter.levels?.schema.options.map((level) => levelField(name, String(level)));
    let used: readonly string[] | null = null;
    for (const value of [given[name] ?? []].flat().map(String)) {
      if (warnings.length === MAX_WARNINGS) return warnings;
      if (await isUsed(resource, { field: name, value }, store)) continue;
      used ??= await usedValues(resource, levels ?? [name], store);
      warnings.push({
        parameter: name,
        message: `No ${type} matches ${name}=${shorten(value)}, whatever else is asked.`,
        suggestion: valueLike(value, used, facet.label),
      });
    }
  }
  return warnings;
}

/** Codes are known by their codebooks. */
function isPrinted({ parameter, parts, refersTo }: TermFilter<unknown>): boolean {
  return parameter.splits === false && parts === null && refersTo === null;
}

/** A division is known by its name too, without the level that its value begins with. */
function valueLike(text: string, used: readonly string[], label: Facet['label']): string | null {
  const labels = used.map((value) => label?.(value, NO_CODES) ?? value);
  const found = nearest(text, [...labels, ...used]);
  return found === null ? null : (used[labels.indexOf(found)] ?? found);
}

const NO_CODES = { codeTree: () => null };
