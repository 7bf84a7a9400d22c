// The columns of a resource as a table of plain cells, for CSV. A cell holds what the record says, in the values that
// filters take, so that what is read in a cell can be asked for.

import type { Extra } from '../model/fields.ts';
import type { FuzzyDate } from '../model/fuzzy-date.ts';
import type { Lookup } from '../model/lookup.ts';
import type { WarningsOf } from './shared-filters.ts';

/**
 * What stands in a cell. `text` is free text, which a spreadsheet could take for a formula; `code` is an id, a code, a
 * hash, an address: never changed by a letter; `day` is an ISO day or an EDTF date.
 */
export type CellKind = 'text' | 'code' | 'number' | 'boolean' | 'day';

export type Cell = string | number | boolean | null | readonly (string | null)[];

/** What a cell may ask about other records: few of them, since each costs a look into the store. */
export type CsvLookup = Pick<Lookup, 'actor' | 'article' | 'disagreementsAbout'> & {
  readonly revision: string;
};

export interface CsvColumn<R> {
  readonly kind: CellKind;
  /** What the column holds, in one sentence. */
  readonly description: string;
  /** Null is an empty cell; a list is many values in one cell. */
  readonly value: (record: R, lookup: CsvLookup) => Cell;
}

export type CsvColumns<R> = Readonly<Record<string, CsvColumn<R>>>;

type Value<R> = CsvColumn<R>['value'];

const columnOf =
  (kind: CellKind) =>
  <R>(description: string, value: Value<R>): CsvColumn<R> => ({ kind, description, value });

export const textCell = columnOf('text');
export const codeCell = columnOf('code');
export const numberCell = columnOf('number');
export const booleanCell = columnOf('boolean');
const dayCell = columnOf('day');

type Ids<R> = (record: R) => readonly string[];

/** Actors by their ids and, in the same order, their names: `speakerIds` and `speakerNames`. */
export function actorCells<R>(name: string, who: string, ids: Ids<R>): CsvColumns<R> {
  return {
    [`${name}Ids`]: codeCell<R>(`${who}, by id.`, ids),
    [`${name}Names`]: textCell<R>(`${who}, by name, in the order of the ids.`, (record, lookup) =>
      ids(record).map((id) => lookup.actor(id)?.name ?? null),
    ),
  };
}

/** A date as four columns: EDTF as it stands, the days it lies between, and how exact it is. */
export function dateCells<R>(name: string, subject: string, date: (record: R) => FuzzyDate): CsvColumns<R> {
  return {
    [name]: dayCell<R>(`${subject}, in EDTF.`, (record) => date(record).edtf),
    [`${name}Earliest`]: dayCell<R>(
      'The first day that this can mean; empty where open or unknown.',
      (record) => {
        return date(record).earliest;
      },
    ),
    [`${name}Latest`]: dayCell<R>(
      'The last day that this can mean; empty where open or unknown.',
      (record) => {
        return date(record).latest;
      },
    ),
    [`${name}Precision`]: codeCell<R>('`day`, `month`, `year`, `range`, `period` or `unknown`.', (record) => {
      return date(record).precision;
    }),
  };
}

/** Each value once, nulls left out. */
export function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value) => value !== null);
}

interface Carried {
  readonly id: string;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly extra: Extra;
}

/** What ends every table: the warnings, what the record carries from elsewhere, and the revision. */
export function lastCells<R extends Carried>({ disagreementIds, cautions }: WarningsOf<R>): CsvColumns<R> {
  return {
    contested: booleanCell<R>(
      'Whether there is a disagreement in `disagreementIds`.',
      (record, lookup) => disagreementIds(record, lookup).length > 0,
    ),
    disagreementIds: codeCell<R>(
      'Disagreements about the record, the articles it rests on and the statements it renders.',
      disagreementIds,
    ),
    cautions: codeCell<R>('Kinds of the cautions of the articles that it rests on.', (record, lookup) =>
      distinct(cautions(record, lookup)),
    ),
    identifiers: codeCell<R>('The same thing in other catalogues, as `scheme:value`.', ({ identifiers }) =>
      identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
    ),
    extra: codeCell<R>('Further facts, as a JSON object; empty where there are none.', ({ extra }) =>
      Object.keys(extra).length === 0 ? null : JSON.stringify(extra),
    ),
    revision: codeCell<R>('The revision of the dataset.', (_record, { revision }) => revision),
  };
}

/** Columns without which a table would mislead: they are there whatever else is picked. */
const WARNING_COLUMNS = ['status', 'contested', 'cautions', 'revision'];

/**
 * The columns of a table, in order: all, or those picked and then the warnings that were not.
 * @param picked names of columns; null for all
 */
export function chosenColumns(
  columns: readonly string[],
  picked: readonly string[] | null,
): readonly string[] {
  if (picked === null) return columns;
  const warnings = WARNING_COLUMNS.filter((name) => columns.includes(name) && !picked.includes(name));
  return [...picked, ...warnings];
}
