// The shape of a query and its values, apart: queries of one shape have the same SQL, which is built and prepared once.
// What is listed here must follow what matches.ts and where.ts build; `Reader.prepared` checks that it does.
import { chordSquaredOf, vectorOf } from '../../model/sphere.ts';
import type { ColumnCondition, KeyRange, Plan, TermGroup } from './plan.ts';
import { padParameters, type ShapedQuery } from './reader.ts';
import { NO_POSTING, type Selection } from './selection.ts';

/** Of the query that `matchesSql` builds; null where texts or figures are asked for, which are dearer than their SQL. */
export function shapeOfMatches(plan: Plan, selection: Selection): ShapedQuery | null {
  const { range, postings, columnConditions, driving } = selection;
  if (plan.texts.length > 0 || plan.figures.length > 0) return null;
  const where = whereParts(plan, columnConditions, driving);
  const drivers =
    postings === null
      ? [rangeValues(range)]
      : padParameters(postings, NO_POSTING).map((each) => [each.termId, ...rangeValues(each.range)]);
  const source = postings === null ? 'records' : `postings ${drivers.length}`;
  return {
    shape: `${plan.resource} by ${source} where ${where.shape}`,
    values: drivers.flatMap((values) => [...values, ...where.values]),
  };
}

function whereParts(
  { groups, excludedTerms, keys, excludedKeys }: Plan,
  columnConditions: readonly ColumnCondition[],
  driving: TermGroup | null,
): ShapedQuery {
  const lists = [
    ...groups
      .filter((group) => group !== driving && !group.isImplied)
      .map(({ ids }) => ['any', ids] as const),
    ...(excludedTerms.length === 0 ? [] : [['none', excludedTerms.map(({ id }) => id)] as const]),
    ...(keys === null ? [] : [['keys', keys] as const]),
    ...(excludedKeys.length === 0 ? [] : [['not', excludedKeys] as const]),
  ].map(([name, list]) => [name, padParameters(list)] as const);
  const columns = columnConditions.map(columnParts);
  return {
    shape: [
      ...lists.map(([name, list]) => `${name} ${list.length}`),
      ...columns.map(({ shape }) => shape),
    ].join(', '),
    values: [...lists.flatMap(([, list]) => list), ...columns.flatMap(({ values }) => values)],
  };
}

function columnParts(condition: ColumnCondition): ShapedQuery {
  if (condition.kind === 'near') {
    const { x, y, z } = vectorOf(condition.latitude, condition.longitude);
    return { shape: 'near', values: [x, x, y, y, z, z, chordSquaredOf(condition.km)] };
  }
  if (condition.kind === 'box') {
    const { south, north, west, east } = condition;
    return { shape: west <= east ? 'box' : 'box over the date line', values: [south, north, west, east] };
  }
  const isNumber = condition.kind === 'number';
  const bounds = isNumber ? [condition.min, condition.max] : [condition.from, condition.to];
  const name = isNumber ? condition.column : `days ${condition.match} ${condition.undated}`;
  return {
    shape: `${name} ${bounds.map((bound) => (bound === null ? 'open' : 'bound')).join(' ')}`,
    values: bounds.filter((bound) => bound !== null),
  };
}

function rangeValues({ first, last }: KeyRange): number[] {
  return [first, last];
}
