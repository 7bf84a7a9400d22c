// Checked records on their way between threads: flat lists of plain values are copied many times as fast as objects.
import type { RecordType } from '../../model/record-type.ts';
import type { Reference, StagedRecord } from '../../store/port/staging.ts';
import type { RawType } from '../read/raw-record.ts';
import type { CheckedItem } from './checked-item.ts';

type Value = string | number | boolean | null;

export interface PackedRecords {
  /** Of all items. */
  readonly type: RawType;
  readonly file: string;
  /** Of each item: how many records it has to be staged; of one with faults the item itself. */
  readonly items: readonly (number | CheckedItem)[];
  /** Of each record: its fields, and how many references it has. */
  readonly records: readonly Value[];
  readonly references: readonly Value[];
  readonly ignored: readonly string[];
}

/** One item at a time, so that what is made of one is garbage before the next: half the collecting (measured). */
export function packRecords(
  { type, file }: Pick<PackedRecords, 'type' | 'file'>,
  items: Iterable<CheckedItem>,
  ignored: ReadonlySet<string>,
): PackedRecords {
  const packed: (number | CheckedItem)[] = [];
  const records: Value[] = [];
  const references: Value[] = [];
  for (const item of items) {
    packed.push(item.faults.length === 0 ? item.staged.length : item);
    for (const record of item.staged) {
      const { line, column, hash, isMade, json } = record;
      records.push(record.type, record.id, record.day, line, column, hash, isMade, json);
      records.push(record.references.length);
      for (const reference of record.references) {
        const { path, orType, id, end } = reference;
        references.push(path, reference.type, orType, id, end, reference.line, reference.column);
      }
    }
  }
  return { type, file, items: packed, records, references, ignored: [...ignored] };
}

export function* unpackRecords({
  type: ofAll,
  file,
  items,
  records,
  references,
}: PackedRecords): Iterable<CheckedItem> {
  let [record, reference] = [0, 0];
  const next = <T>() => records[record++] as T; // each value as it was packed
  const nextOfReference = <T>() => references[reference++] as T;
  const nextReference = (): Reference => ({
    file,
    path: nextOfReference<string>(),
    type: nextOfReference<RecordType>(),
    orType: nextOfReference<RecordType | null>(),
    id: nextOfReference<string>(),
    end: nextOfReference<number | null>(),
    line: nextOfReference<number>(),
    column: nextOfReference<number>(),
  });
  const nextRecord = (): StagedRecord => ({
    file,
    type: next<StagedRecord['type']>(),
    id: next<string>(),
    day: next<string | null>(),
    line: next<number>(),
    column: next<number>(),
    hash: next<string>(),
    isMade: next<boolean>(),
    json: next<string>(),
    references: Array.from({ length: next<number>() }, nextReference),
  });
  for (const item of items) {
    if (typeof item !== 'number') yield item;
    else {
      const staged = Array.from({ length: item }, nextRecord);
      yield { type: ofAll, faults: [], staged, refused: null, dataset: null, codebook: null };
    }
  }
}
