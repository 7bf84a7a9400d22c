// How a resource is said once. Everything else (query schema, OpenAPI parameters, tables, SQL) reads this.
import type { z } from 'zod';
import type { RecordType } from '../model/record-type.ts';
import type { Order, Position, ResourceName } from '../query/condition.ts';
import type { Filter, TermField } from '../query/filters/filter.ts';
import type { Question } from '../query/query-definition.ts';
import type { CsvColumns } from './csv-columns.ts';
import type { Facet } from './facet.ts';

/** A column beside the document: there to sort, to bound by, and for whoever opens the file with `sqlite3`. */
export interface Column<R> {
  readonly type: 'text' | 'integer' | 'real';
  /** Sort columns are never null, so that every engine orders alike. */
  readonly nullable: boolean;
  readonly indexed: boolean;
  readonly value: (record: R) => string | number | null;
}

/** Related records that `include=` adds once each: by their ids in the record, or by a filter of theirs that names it. */
export type Include<R> =
  | { readonly resource: ResourceName; readonly ids: (record: R) => readonly (string | null)[] }
  | { readonly resource: ResourceName; readonly by: string };

/** The texts under one name that a record has, nulls ignored; each is searched by itself, so no phrase runs on. */
export type TextField<R> = (record: R) => readonly (string | null)[];

/** Texts that the loader adds beside those of the record: an article's document, where it has been loaded. */
export const DOCUMENT_TEXT = 'text';

export interface Resource<R = unknown> {
  readonly name: ResourceName;
  /** The singular, as in `about: [{ type, id }]`. */
  readonly type: RecordType;
  readonly record: z.ZodType<R>;
  /** One sentence for the document. */
  readonly description: string;
  /** An id that exists in `seed/`, for examples. */
  readonly exampleId: string;
  /** The ISO day that keys follow, null where unknown; for undated resources always null, so keys follow ids. */
  readonly day: (record: R) => string | null;
  readonly columns: Readonly<Record<string, Column<R>>>;
  readonly filters: Readonly<Record<string, Filter<R>>>;
  /** What `q` searches, by the name that `in` gives it; what says most of a record first. */
  readonly texts: Readonly<Record<string, TextField<R>>>;
  /** Values of `sort=`, default first. */
  readonly sorts: Readonly<Record<string, Order>>;
  readonly includes: Readonly<Record<string, Include<R>>>;
  /** What is counted by value, each under the name of its filter. None where the resource has no counts. */
  readonly facets: Readonly<Record<string, Facet>>;
  /** The columns of its table as CSV, in order. */
  readonly csv: CsvColumns<R>;
  /** Names by which a mistyped id is recognised. */
  readonly names: (record: R) => readonly string[];
  /** What its list can be asked, compiled from these tables. */
  readonly question: Question;
}

/** A resource whose record type no longer matters: the machinery reads records by these tables only. */
// biome-ignore lint/suspicious/noExplicitAny: the tables of different records are listed together
export type AnyResource = Resource<any>;

/** Every term field that the loader indexes for a resource. */
export function termFields<R>({ filters }: Resource<R>): TermField<R>[] {
  return Object.entries(filters).flatMap(([name, filter]) => filter.fields(name));
}

/** A column that may be null, kept for readers of the file and for bounds. */
export function column<R>(type: Column<R>['type'], value: Column<R>['value']): Column<R> {
  return { type, nullable: true, indexed: false, value };
}

/** Sorts after every name, so that what is unknown comes last. */
const LAST = '\u{10FFFF}';

/** A text column to sort by, in byte order; null sorts last. */
export function sortColumn<R>(value: (record: R) => string | null): Column<R> {
  return { type: 'text', nullable: false, indexed: true, value: (record) => value(record) ?? LAST };
}

/** What stands for an open end in a column: before and after every day there is. */
export const OPEN_START = '0000-00-00';
export const OPEN_END = '9999-99-99';

/** First and last possible day, open ends as sentinels, and whether the date is known at all. */
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

/** Best matches of `q` first. */
export const BY_RELEVANCE: Order = { by: 'relevance', direction: 'desc' };
export const BY_DATE_DESCENDING: Order = { by: 'key', direction: 'desc' };
export const BY_DATE_ASCENDING: Order = { by: 'key', direction: 'asc' };

/** Whether a position, which comes from a cursor and so from outside, is one that this order of the resource can have. */
export function fitsOrder({ columns }: AnyResource, { by }: Order, after: Position): boolean {
  if (by === 'relevance') return false; // it has one page
  if (by === 'key') return after.length === 1 && Number.isSafeInteger(after[0]);
  const type = by === 'id' ? 'text' : columns[by]?.type;
  return after.length === 2 && typeof after[0] === (type === 'text' ? 'string' : 'number');
}
