// Writes the blocks of a resource whose records are counted. Records come in order of key, so one block is open at a
// time, and is all that is held.
import type { ResourceName } from '../../../query/condition.ts';
import { countedColumns, countedFields } from '../../../resources/counted-fields.ts';
import { RESOURCES } from '../../../resources/index.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import type { RenderedRecord } from '../../port/target.ts';
import {
  BLOCK,
  blockOf,
  dayNumber,
  MISSING_FIELD,
  NO_TERM,
  placeOf,
  termBlock,
  toBytes,
} from '../../sql/counts/blocks.ts';
import { blocksTable, numbersTable } from '../../sql/table-names.ts';
import type { NamedRowWriter } from '../row-writer.ts';

export interface BlockWriter {
  /** @param termIds of the record's terms, in their order. */
  add(record: RenderedRecord, termIds: readonly number[], key: number): void;
  /** Writes the last block, and how many records have no value of each field. */
  finish(): void;
}

/** Prepares inserts into a table. */
export type OpenWriter = <Field extends string>(
  table: string,
  fields: readonly Field[],
) => NamedRowWriter<Field>;

const NOTHING_COUNTED: BlockWriter = { add: () => {}, finish: () => {} };

export function blockWriter(openWriter: OpenWriter, resource: ResourceName): BlockWriter {
  const fields = countedFields(RESOURCES[resource]);
  if (fields.length === 0) return NOTHING_COUNTED;
  const terms = fieldWriter(openWriter, resource, fields);
  const numbers = numberWriter(openWriter, resource);
  const addTerm = openWriter('terms', ['resource', 'field', 'value', 'count']);
  let open = 0;
  const flush = () => {
    terms.flush(open);
    numbers.flush(open);
  };
  return {
    add: (record, termIds, key) => {
      if (blockOf(key) !== open) {
        flush();
        open = blockOf(key);
      }
      terms.add(record, termIds, placeOf(key));
      numbers.add(record, placeOf(key));
    },
    finish: () => {
      flush();
      addTerm(terms.missing().map((missing) => ({ ...missing, resource, field: MISSING_FIELD })));
    },
  };
}

function fieldWriter(openWriter: OpenWriter, resource: ResourceName, fields: readonly string[]) {
  const write = openWriter(blocksTable(resource), ['field', 'block', 'termIds', 'ends', 'places']);
  const columns = new Map(fields.map((field) => [field, { postings: [] as number[], missing: 0, last: -1 }]));
  return {
    add: ({ terms }: RenderedRecord, termIds: readonly number[], place: number) => {
      for (const [index, { field }] of terms.entries()) {
        const column = columns.get(field);
        if (column === undefined) continue;
        column.postings.push((termIds[index] ?? NO_TERM) * BLOCK + place);
        column.last = place;
      }
      for (const column of columns.values()) {
        if (column.last === place) continue;
        column.postings.push(NO_TERM * BLOCK + place);
        column.missing += 1;
      }
    },
    flush: (block: number) => {
      for (const [field, column] of columns) {
        if (column.postings.length === 0) continue;
        const { termIds, ends, places } = termBlock(Float64Array.from(column.postings));
        write([{ field, block, termIds: toBytes(termIds), ends: toBytes(ends), places: toBytes(places) }]);
        column.postings = [];
        column.last = -1;
      }
    },
    missing: () =>
      [...columns]
        .filter(([, { missing }]) => missing > 0)
        .map(([value, { missing: count }]) => ({ value, count })),
  };
}

function numberWriter(openWriter: OpenWriter, resource: ResourceName) {
  const write = openWriter(numbersTable(resource), ['field', 'block', 'numbers']);
  const columns = countedColumns(RESOURCES[resource]).map((name) => ({ name, numbers: [] as number[] }));
  return {
    add: (record: RenderedRecord, place: number) => {
      for (const { name, numbers } of columns) numbers[place] = numberOf(record, name);
    },
    flush: (block: number) => {
      for (const column of columns) {
        if (column.numbers.length === 0) continue;
        write([{ field: column.name, block, numbers: toBytes(Float64Array.from(column.numbers)) }]);
        column.numbers = [];
      }
    },
  };
}

/** A score, NaN where there is none; a day since 1970, infinite where that side is open or nothing is known. */
function numberOf({ columns }: RenderedRecord, name: string): number {
  const value = columns[name];
  if (name !== 'earliest' && name !== 'latest') return typeof value === 'number' ? value : Number.NaN;
  const isOpen = columns.dated !== 1 || value === OPEN_START || value === OPEN_END;
  if (isOpen) return name === 'earliest' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return dayNumber(String(value));
}
