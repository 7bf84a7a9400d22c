// Measures that a request names: the dataset declares them, so that one which it does not is a mistake. Parts of a
// measure are not declared: one that no event has a figure of matches nothing, and a warning says so.

import type { Dataset } from '../../model/dataset.ts';
import { shorten } from '../../model/strings.ts';
import { QUANTITY_FIELD } from '../../query/condition.ts';
import { namedMeasures } from '../../query/filters/quantity-filter.ts';
import { valueMeant } from '../../query/parameters/meant.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import type { ParameterNote, Values } from '../../query/parameters/parameters.ts';
import { listWords } from '../../query/query-words.ts';
import type { Store } from '../../store/port/store.ts';
import { invalidParameters } from '../server/problems.ts';
import { isUsed, usedValues } from './unused-values.ts';

type Measures = Dataset['measures'];

/** The measures that the dataset declares. */
export async function declaredMeasures(store: Store): Promise<Measures> {
  const { measures = [] } = JSON.parse(await store.dataset()) as Partial<Dataset>;
  return measures;
}

/** Throws a Problem where the values name a measure that the dataset does not declare. */
export async function requireDeclared(values: Values, store: Store): Promise<void> {
  const named = namedMeasures(values);
  if (named.length === 0) return;
  const ids = (await declaredMeasures(store)).map(({ id }) => id);
  const all = ids.length === 0 ? 'it declares none' : `its measures are ${listWords(ids, 'and')}`;
  const unknown = named.filter(({ declared }) => !ids.includes(declared));
  if (unknown.length === 0) return;
  throw invalidParameters(
    unknown.map(({ parameter, declared }) => ({
      parameter,
      message: `The dataset declares no measure "${shorten(declared)}": ${all}.`,
      suggestion: valueMeant(declared, ids),
    })),
  );
}

/** Warnings about parts of measures that no event has a figure of. */
export async function unknownParts(values: Values, store: Store): Promise<ParameterNote[]> {
  const parts = namedMeasures(values).filter(({ name, declared }) => name !== declared);
  const warnings: ParameterNote[] = [];
  for (const { parameter, name } of parts) {
    if (await isUsed('events', { field: QUANTITY_FIELD, value: name }, store)) continue;
    const used = await usedValues('events', [QUANTITY_FIELD], store);
    const message = `No event has a figure of ${shorten(name)}.`;
    warnings.push({ parameter, message, suggestion: nearest(name, used) });
  }
  return warnings;
}
