// The definition of a resource, from which everything else is derived: parameters, the document, tables, SQL, CSV.
import type { z } from 'zod';
import type { Figure } from '../model/quantity.ts';
import type { RecordType } from '../model/record-type.ts';
import { NO_FIGURE, type Order, type Position, type ResourceName } from '../query/condition.ts';
import type { Filter, TermField } from '../query/filters/filter.ts';
import type { Question } from '../query/question.ts';
import type { CsvColumns } from './csv-columns.ts';
import type { Facet } from './facet.ts';
import type { TextField } from './text-fields.ts';

/** A column stored with the document, for sorting, for bounds, and for people who open the file with `sqlite3`. */
export interface Column<R> {
  readonly type: 'text' | 'integer' | 'real';
  /** Sort columns are never null, so that every engine orders alike. */
  readonly nullable: boolean;
  readonly indexed: boolean;
  /** Whether dyads give the mean of its numbers. */
  readonly isScore?: boolean;
  readonly value: (record: R) => string | number | null;
}

/**
 * Related records that `include=` adds, each once: those whose ids the record has, or those that a filter by its id
 * finds.
 */
export type Include<R> =
  | { readonly resource: ResourceName; readonly ids: (record: R) => readonly (string | null)[] }
  | { readonly resource: ResourceName; readonly by: string };

/** The text field of an article's document, which is not in the record: a load adds it where the document is loaded. */
export const DOCUMENT_TEXT = 'text';

/** The text field of a quote's passage, which has words only where the article's document is loaded and served. */
export const PASSAGE_TEXT = 'passage';

export interface Resource<R = unknown> {
  readonly name: ResourceName;
  /** The singular, as in `about: [{ type, id }]`. */
  readonly type: RecordType;
  readonly record: z.ZodType<R>;
  /** One sentence for the OpenAPI document. */
  readonly description: string;
  /** An id that exists in `seed/`, for examples. */
  readonly exampleId: string;
  /**
   * What keys are ordered by (`dateSortKey`), mostly an ISO day; null where unknown, and always for resources without
   * dates, whose keys follow ids.
   */
  readonly day: (record: R) => string | null;
  /** What was counted or measured of a record; null where its records have no figures. */
  readonly figures: ((record: R) => readonly Figure[]) | null;
  readonly columns: Readonly<Record<string, Column<R>>>;
  readonly filters: Readonly<Record<string, Filter<R>>>;
  /** The fields that `q` searches, by their names in `in`; the most telling one first. */
  readonly texts: Readonly<Record<string, TextField<R>>>;
  /** Values of `sort=`, default first. */
  readonly sorts: Readonly<Record<string, Order>>;
  readonly includes: Readonly<Record<string, Include<R>>>;
  /** Facets by the name of their filter; none where the resource has no counts. */
  readonly facets: Readonly<Record<string, Facet>>;
  /** Fields of terms that counts read and that no facet shows. */
  readonly hiddenFields: readonly TermField<R>[];
  /** The columns of its CSV table, in order. */
  readonly csv: CsvColumns<R>;
  /** Names that a mistyped id is compared with, to suggest the right one. */
  readonly names: (record: R) => readonly string[];
  /** The queries of its list, compiled from these tables. */
  readonly question: Question;
}

/** A resource of any record type: generic code reads records only through its tables. */
// biome-ignore lint/suspicious/noExplicitAny: the tables of different records are listed together
export type AnyResource = Resource<any>;

/** Every field of terms that a load indexes for a resource. */
export function termFields<R>({ filters, hiddenFields }: Resource<R>): TermField<R>[] {
  return [...Object.entries(filters).flatMap(([name, filter]) => filter.fields(name)), ...hiddenFields];
}

/** A nullable column, for bounds and for readers of the file. */
export function column<R>(type: Column<R>['type'], value: Column<R>['value']): Column<R> {
  return { type, nullable: true, indexed: false, value };
}

/** A column of scores: numbers of which a mean says something. */
export function scoreColumn<R>(value: (record: R) => number | null): Column<R> {
  return { ...column('real', value), isScore: true };
}

/** Sorts after every name, so that unknown values come last. */
const LAST = '\u{10FFFF}';

/** A text column to sort by, in byte order; null sorts last. */
export function sortColumn<R>(value: (record: R) => string | null): Column<R> {
  return { type: 'text', nullable: false, indexed: true, value: (record) => value(record) ?? LAST };
}

/** An open end in a column of days: before and after every day that exists. */
export const OPEN_START = '0000-00-00';
export const OPEN_END = '9999-99-99';

/** The columns of a date: EDTF, first and last possible day with sentinels for open ends, and whether it is known. */
export function dateColumns<R>(
  date: (record: R) => { earliest: string | null; latest: string | null; edtf: string | null },
): Record<string, Column<R>> {
  return {
    date: column('text', (record) => date(record).edtf),
    earliest: {
      type: 'text',
      nullable: false,
      indexed: false,
      value: (record) => date(record).earliest ?? OPEN_START,
    },
    latest: {
      type: 'text',
      nullable: false,
      indexed: false,
      value: (record) => date(record).latest ?? OPEN_END,
    },
    dated: {
      type: 'integer',
      nullable: false,
      indexed: false,
      value: (record) => (isUnknown(date(record)) ? 0 : 1),
    },
  };
}

function isUnknown(date: { earliest: string | null; latest: string | null }): boolean {
  return date.earliest === null && date.latest === null;
}

export const BY_RELEVANCE: Order = { by: 'relevance', direction: 'desc' };
const BY_QUANTITY = 'quantity';
export const BY_QUANTITY_DESCENDING: Order = { by: BY_QUANTITY, direction: 'desc' };
export const BY_QUANTITY_ASCENDING: Order = { by: BY_QUANTITY, direction: 'asc' };
export const BY_DATE_DESCENDING: Order = { by: 'key', direction: 'desc' };
export const BY_DATE_ASCENDING: Order = { by: 'key', direction: 'asc' };

/** Whether a position from a cursor, which is untrusted input, is one that this order of the resource can have. */
export function fitsOrder({ columns }: AnyResource, { by }: Order, after: Position): boolean {
  if (by === 'relevance') return false; // it has one page
  if (by === 'key') return after.length === 1 && Number.isSafeInteger(after[0]);
  if (by === BY_QUANTITY)
    return after.length === 2 && (typeof after[0] === 'number' || after[0] === NO_FIGURE);
  const type = by === 'id' ? 'text' : columns[by]?.type;
  return after.length === 2 && typeof after[0] === (type === 'text' ? 'string' : 'number');
}
