// Writes a resource's records. Keys are given in order of arrival, which must be that of days: the first key of each
// day is noted, and lists and date ranges rest on it.
import type Database from 'better-sqlite3';
import type { ResourceName } from '../../../query/condition.ts';
import { RESOURCES } from '../../../resources/index.ts';
import type { RenderedRecord } from '../../port/target.ts';
import { sortKeyOf } from '../../sql/day-spans.ts';
import type { Pack } from '../../sql/packed-documents.ts';
import type { Size } from '../../sql/store-meta.ts';
import { documentsTable } from '../../sql/table-names.ts';
import { namedRowWriter } from '../row-writer.ts';
import type { TermWriter } from './term-writer.ts';
import { textWriter } from './text-writer.ts';

export interface RecordWriter {
  /** Throws where a record does not come in order: unknown dates first, then by day. */
  write(records: readonly RenderedRecord[]): void;
  size(): Size;
}

export function recordWriter(
  database: Database.Database,
  resource: ResourceName,
  { terms, pack }: { readonly terms: TermWriter; readonly pack: Pack },
): RecordWriter {
  const fields = Object.keys(RESOURCES[resource].columns);
  const addRecords = namedRowWriter(database, resource, ['key', 'id', ...fields]);
  const addDocuments = namedRowWriter(database, documentsTable(resource), ['key', 'document']);
  const addDays = namedRowWriter(database, 'days', ['resource', 'day', 'firstKey']);
  const texts = textWriter(database, resource);
  const days = dayOrder(resource, (day, firstKey) => addDays([{ resource, day, firstKey }]));
  let total = 0;
  let longest = 0;
  return {
    write: (records) => {
      const firstKey = total + 1;
      for (const record of records) {
        total += 1;
        longest = Math.max(longest, record.document.length);
        days.follow(record, total);
      }
      addRecords(records.map(({ id, columns }, index) => ({ key: firstKey + index, id, ...columns })));
      addDocuments(
        records.map(({ document }, index) => ({
          key: firstKey + index,
          document: pack(document),
        })),
      );
      terms.write(resource, records, firstKey);
      texts.write(records, firstKey);
    },
    size: () => ({ total, undated: days.undated(), longest }),
  };
}

/** Follows the days of records, and says where each begins. */
function dayOrder(resource: ResourceName, begins: (day: string, firstKey: number) => void) {
  let undated = 0;
  let current: string | null = null;
  return {
    follow: ({ id, columns }: RenderedRecord, key: number) => {
      if (columns.dated === undefined) return;
      const day = sortKeyOf(columns);
      if (current !== null && (day === null || day < current))
        throw new Error(`${resource} ${id} does not come in the order of its day`);
      if (day === null) undated = key;
      else if (day !== current) begins(day, key);
      current = day;
    },
    undated: () => undated,
  };
}
