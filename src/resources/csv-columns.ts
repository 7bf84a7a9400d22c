// The columns of a resource's table for CSV. A cell contains values as filters take them, so that a value read in a
// cell can be filtered by.
import type { FuzzyDate } from '../model/fuzzy-date.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Identified, WarningsOf } from './shared-filters.ts';

/**
 * The content of a cell. `text` is free text, which a spreadsheet could take for a formula, as it could parts of an
 * `address` and of `json`, an object; `code` is an id, a code or a hash, and is never escaped; `day` is an ISO day or an
 * EDTF date.
 */
export type CellKind = 'text' | 'address' | 'json' | 'code' | 'number' | 'boolean' | 'day';

export type Cell = string | number | boolean | null | readonly (string | null)[];

/** What a cell may look up in other records: little, since each costs a query of the store. */
export type CsvLookup = Pick<Lookup, 'actor' | 'article' | 'disagreementsAbout' | 'codeTree'> & {
  readonly revision: string;
};

export interface CsvColumn<R> {
  readonly kind: CellKind;
  /** The content of the column, in one sentence. */
  readonly description: string;
  /** Null is an empty cell; a list is several values in one cell. */
  readonly value: (record: R, lookup: CsvLookup) => Cell;
}

export type CsvColumns<R> = Readonly<Record<string, CsvColumn<R>>>;

type Value<R> = CsvColumn<R>['value'];

const columnFactory =
  (kind: CellKind) =>
  <R>(description: string, value: Value<R>): CsvColumn<R> => ({ kind, description, value });

export const textCell = columnFactory('text');
export const addressCell = columnFactory('address');
export const codeCell = columnFactory('code');
export const numberCell = columnFactory('number');
export const booleanCell = columnFactory('boolean');
const dayCell = columnFactory('day');
const jsonCell = columnFactory('json');

type Ids<R> = (record: R, lookup: CsvLookup) => readonly string[];

/** Actors by their ids and, in the same order, their names: `speakerIds` and `speakerNames`. */
export function actorCells<R>(name: string, who: string, ids: Ids<R>): CsvColumns<R> {
  return {
    [`${name}Ids`]: codeCell<R>(`${who}, by id.`, ids),
    [`${name}Names`]: textCell<R>(`${who}, by name, in the order of the ids.`, (record, lookup) =>
      ids(record, lookup).map((id) => lookup.actor(id)?.name ?? null),
    ),
  };
}

/** A date as four columns: its EDTF, the days it lies between, and its precision. */
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

/** Each value once, without nulls. */
export function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value) => value !== null);
}

// What a column of one name holds is one thing, in whichever table it stands.
export const SUMMARY_COLUMN = 'A summary, in our words.';
export const GIST_COLUMN = 'What was said, in our words: never to be quoted.';
export const LANGUAGE_COLUMN = 'The language it is printed in, BCP 47.';
export const SPEAKER_COLUMN = 'To whom it is attributed';
export const COUNT_COLUMN = 'Records that the row counts, each once.';

export function revisionCell<R>(): CsvColumn<R> {
  return codeCell<R>('The revision of the dataset.', (_row, { revision }) => revision);
}

/**
 * The last columns of every table: warnings, identifiers, further facts, and the revision.
 * @param isContestable whether `contested` says anything of its records: nothing of disagreements themselves
 */
export function lastCells<R extends Identified>(
  { disagreementIds, cautions }: WarningsOf<R>,
  isContestable: boolean,
): CsvColumns<R> {
  return {
    ...(isContestable && {
      contested: booleanCell<R>(
        'Whether there is a disagreement in `disagreementIds`.',
        (record, lookup) => disagreementIds(record, lookup).length > 0,
      ),
    }),
    disagreementIds: codeCell<R>(
      'Disagreements about the record, the articles it rests on and the statements it renders.',
      disagreementIds,
    ),
    cautions: codeCell<R>('Kinds of the cautions of the articles that it rests on.', (record, lookup) =>
      unique(cautions(record, lookup)),
    ),
    identifiers: textCell<R>('The same thing in other catalogues, as `scheme:value`.', ({ identifiers }) =>
      identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
    ),
    extra: jsonCell<R>('Further facts, as a JSON object; empty where there are none.', ({ extra }) =>
      Object.keys(extra).length === 0 ? null : JSON.stringify(extra),
    ),
    revision: revisionCell<R>(),
  };
}

/** Columns without which a table would mislead: always included, whichever columns are selected. */
const WARNING_COLUMNS = ['status', 'spanStatus', 'verdict', 'contested', 'cautions', 'revision'];

/**
 * The columns of a table, in order: all, or those selected and then the warning columns that were not.
 * @param selected names of columns; null for all
 */
export function selectedColumns(
  columns: readonly string[],
  selected: readonly string[] | null,
): readonly string[] {
  if (selected === null) return columns;
  const warnings = WARNING_COLUMNS.filter((name) => columns.includes(name) && !selected.includes(name));
  return [...selected, ...warnings];
}
