// Writes the blocks of a resource whose records are counted. Records come in order of key, so one block is open at a
// time, and is all that is held.
import type { ResourceName, Term } from '../../../query/condition.ts';
import { countedColumns, countedFields } from '../../../resources/counted-fields.ts';
import { RESOURCES } from '../../../resources/index.ts';
import { OPEN_END, OPEN_START } from '../../../resources/resource.ts';
import type { RenderedRecord } from '../../port/target.ts';
import {
  BLOCK,
  blockOf,
  dayNumber,
  NO_TERM,
  placeOf,
  type TermBlock,
  termBlock,
  toBytes,
} from '../../sql/counts/blocks.ts';
import { DATE_FIELDS, dateTerms } from '../../sql/counts/rollups.ts';
import { blocksTable, numbersTable } from '../../sql/table-names.ts';
import type { OpenWriter } from '../row-writer.ts';
import { figureWriter } from './figure-writer.ts';
import type { RollupWriter, TermIds } from './rollup-writer.ts';

export interface BlockWriter {
  /** @param termIds of the record's terms, in their order. */
  add(record: RenderedRecord, termIds: readonly number[], key: number): void;
  /** Writes the last block, and the rollups of all. */
  finish(): void;
}

export interface BlockOptions {
  readonly termId: TermIds;
  readonly rollups: () => RollupWriter;
  /** Fields that are counted besides those that follow from the resource. */
  readonly further: readonly string[];
}

const NOTHING_COUNTED: BlockWriter = { add: () => {}, finish: () => {} };

export function blockWriter(
  openWriter: OpenWriter,
  resource: ResourceName,
  { termId, rollups, further }: BlockOptions,
): BlockWriter {
  const own = countedFields(RESOURCES[resource]);
  if (own.length === 0) return NOTHING_COUNTED;
  const fields = [...own, ...further];
  const isDated = 'dated' in RESOURCES[resource].columns;
  const dates = dateTermIds((term) => termId(resource, term.field, term.value));
  const terms = fieldWriter(
    openWriter,
    resource,
    isDated ? [...fields, ...Object.values(DATE_FIELDS)] : fields,
  );
  const numbers = numberWriter(openWriter, resource);
  const figures = figureWriter(openWriter, resource, termId);
  const counted = rollups();
  let open = 0;
  const flush = () => {
    counted.addBlock(terms.flush(open));
    numbers.flush(open);
    figures.flush(open);
  };
  return {
    add: (record, termIds, key) => {
      if (blockOf(key) !== open) {
        flush();
        open = blockOf(key);
      }
      const { terms: dated, ids } = isDated ? dates(record) : UNDATED;
      terms.add(record.terms, termIds, placeOf(key));
      terms.add(dated, ids, placeOf(key));
      terms.endRecord(placeOf(key));
      numbers.add(record, placeOf(key));
      figures.add(record, key);
    },
    finish: () => {
      flush();
      counted.finish();
    },
  };
}

interface DateTerms {
  readonly terms: readonly Term[];
  readonly ids: readonly number[];
}

const UNDATED: DateTerms = { terms: [], ids: [] };

/** The hidden terms of a record's date. In order of days most records have those of the one before. */
function dateTermIds(idOf: (term: Term) => number): (record: RenderedRecord) => DateTerms {
  let last: RenderedRecord['columns'] = {};
  let found = UNDATED;
  return ({ columns }) => {
    const { earliest, latest, dated } = columns;
    if (earliest === last.earliest && latest === last.latest && dated === last.dated) return found;
    last = columns;
    const terms = dateTerms(columns);
    found = { terms, ids: terms.map(idOf) };
    return found;
  };
}

function fieldWriter(openWriter: OpenWriter, resource: ResourceName, fields: readonly string[]) {
  const write = openWriter(blocksTable(resource), ['field', 'block', 'termIds', 'ends', 'places']);
  const columns = new Map(fields.map((field) => [field, { postings: [] as number[], last: -1 }]));
  return {
    add: (terms: readonly Term[], termIds: readonly number[], place: number) => {
      for (const [index, { field }] of terms.entries()) {
        const column = columns.get(field);
        if (column === undefined) continue;
        column.postings.push((termIds[index] ?? NO_TERM) * BLOCK + place);
        column.last = place;
      }
    },
    endRecord: (place: number) => {
      for (const column of columns.values()) {
        if (column.last !== place) column.postings.push(NO_TERM * BLOCK + place);
      }
    },
    /** Returns what it wrote, by field. */
    flush: (block: number): ReadonlyMap<string, TermBlock> => {
      const written = new Map<string, TermBlock>();
      for (const [field, column] of columns) {
        if (column.postings.length === 0) continue;
        const terms = termBlock(Float64Array.from(column.postings));
        written.set(field, terms);
        const { termIds, ends, places } = terms;
        write([{ field, block, termIds: toBytes(termIds), ends: toBytes(ends), places: toBytes(places) }]);
        column.postings = [];
        column.last = -1;
      }
      return written;
    },
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
