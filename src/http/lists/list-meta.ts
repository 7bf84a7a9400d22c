// The parts of a list's `meta`: warnings, records left out as undated, and the counts of an empty list without one
// filter.
import { shorten } from '../../model/strings.ts';
import { type Condition, isRegion, type ResourceName } from '../../query/condition.ts';
import type { IdReference, Query } from '../../query/filters/filter.ts';
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import {
  conditionsOf,
  idReferences,
  parameterFilters,
  queryWarnings,
  withoutFilters,
} from '../../query/question.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Store } from '../../store/port/store.ts';
import { MAX_WITHOUT, WITHOUT_CAP, type Without, type WordCount } from '../contract/response-schemas.ts';
import { unknownParts } from './declared-measures.ts';
import { codeWarnings } from './known-codes.ts';
import { unusedValues } from './unused-values.ts';
import { wordCounts } from './word-counts.ts';

/** The most warnings about unknown ids: each needs a suggestion, which compares names. */
const MAX_WARNINGS = 10;

/**
 * Warnings of the filters, about codes, figures and printed values that no record has, records that no region can have,
 * and ids that do not exist.
 */
export async function requestWarnings(query: Query, store: Store): Promise<ParameterNote[]> {
  const warnings: ParameterNote[] = [
    ...queryWarnings(query),
    ...(await codeWarnings(query, store)),
    ...(await unknownParts(query.values, store)),
    ...(await unusedValues(query, store)),
    ...(await unlocatedWarnings(query, store)),
  ];
  for (const reference of idReferences(query)) {
    for (const id of await store.unknown(reference.resource, reference.ids)) {
      if (warnings.length === MAX_WARNINGS)
        return [
          ...warnings,
          { parameter: '', message: 'There are more ids that do not exist.', suggestion: null },
        ];
      warnings.push(await unknownId(reference, id, store));
    }
  }
  return warnings;
}

const UNLOCATED: Condition = {
  kind: 'terms',
  match: 'any',
  terms: [{ field: 'located', value: 'false' }],
};

/** How many records fail to match only because their place has no coordinates, where there are any. */
async function unlocatedWarnings(query: Query, store: Store): Promise<ParameterNote[]> {
  const regions = query.filters.filter(({ name, filter }) => filter.conditions(name, query).some(isRegion));
  const [first] = regions;
  if (first === undefined) return [];
  const others = conditionsOf(query).filter((condition) => !isRegion(condition));
  const count = await store.count(query.resource, [...others, UNLOCATED]);
  if (count === 0) return [];
  const [have, are] = count === 1 ? ['has', 'is'] : ['have', 'are'];
  const message = `${count} of the ${query.resource} that all other filters find ${have} no coordinates, and ${are} left out.`;
  return [{ parameter: first.name, message, suggestion: 'located=false' }];
}

async function unknownId(
  { parameter, resource, prefix }: IdReference,
  id: string,
  store: Store,
): Promise<ParameterNote> {
  const { type } = RESOURCES[resource];
  const retired = await store.retired(type, id);
  const message =
    retired === null
      ? `There is no ${type} "${shorten(id)}".`
      : `The ${type} "${id}" was retired: ${retired.reason}`;
  const suggested = retired === null ? await store.suggest(resource, shorten(id)) : retired.successorId;
  return { parameter, message, suggestion: suggested === null ? null : `${prefix}${suggested}` };
}

/** The number of records that fail to match only because their date is unknown. */
export async function undatedOf(
  resource: ResourceName,
  conditions: readonly Condition[],
  store: Store,
): Promise<number> {
  if (!conditions.some((condition) => condition.kind === 'days' && condition.undated === 'exclude')) return 0;
  const undated = conditions.map((condition) =>
    // Without its bounds, so that all ranges ask for one count.
    condition.kind === 'days' ? { ...condition, from: null, to: null, undated: 'only' as const } : condition,
  );
  return store.count(resource, undated);
}

/**
 * The number of matches without each of the given filters, so that an empty list shows which one to omit; and with
 * each word of `q` alone.
 */
export async function withoutOf(query: Query, store: Store): Promise<Without[]> {
  const entries: Without[] = [];
  for (const { name } of parameterFilters(query).slice(0, MAX_WITHOUT)) {
    const conditions = conditionsOf(withoutFilters(query, [name]));
    const count = await store.count(query.resource, conditions, WITHOUT_CAP + 1);
    const words = name === 'q' && query.text !== null ? await wordsOf(query, query.text, store) : [];
    entries.push({
      parameter: name,
      count: Math.min(count, WITHOUT_CAP),
      capped: count > WITHOUT_CAP,
      words,
    });
  }
  return entries;
}

function wordsOf(query: Query, text: TextQuery, store: Store): Promise<WordCount[]> {
  const count = (word: TextQuery, cap: number) =>
    store.count(query.resource, conditionsOf({ ...query, text: word }), cap);
  return wordCounts(text, { resources: [query.resource], count }, store);
}
