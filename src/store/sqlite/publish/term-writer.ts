// Terms and names on their way in. They arrive by record and are stored by term or name, so they wait, with bounded
// memory, until all are there to be sorted: postings in a sorter, names in a scratch database.
import type Database from 'better-sqlite3';
import { RESOURCE_NAMES, type ResourceName } from '../../../query/condition.ts';
import type { RenderedRecord } from '../../port/target.ts';
import { cellsOf } from '../../sql/cells.ts';
import { daySpanOf } from '../../sql/day-spans.ts';
import { termsTable } from '../../sql/table-names.ts';
import { namedRowWriter, type OpenWriter, rowWriter } from '../row-writer.ts';
import { type BlockWriter, blockWriter } from './block-writer.ts';
import { type PostingSorter, postingSorter } from './posting-sorter.ts';
import { rollupWriter } from './rollup-writer.ts';

/** Ids of terms kept at hand, about 20 MB: most terms recur, and those that do not are found in the dictionary. */
const REMEMBERED = 200_000;
/** Rows handed to a row writer at a time. */
const BATCH = 1000;

export interface TermWriter {
  /** As a target has it. */
  countBy(resource: ResourceName, fields: readonly string[]): void;
  /** @param firstKey of the records, which follow one another. */
  write(resource: ResourceName, records: readonly RenderedRecord[], firstKey: number): void;
  /** Writes a resource's postings in order, and how many records have each term. */
  finish(resource: ResourceName): void;
  finishNames(): void;
  close(): void;
}

/**
 * @param scratch the path of a database attached as `scratch`; files that begin so are removed with it.
 * @param postingsInMemory of each resource, and as many sums; what does not fit goes to files beside that database.
 */
export function termWriter(
  database: Database.Database,
  scratch: string,
  postingsInMemory?: number,
): TermWriter {
  database.exec('create table scratch.names (resource text, folded text, id text)');
  const termId = dictionary(database);
  const addNames = namedRowWriter(database, 'scratch.names', ['resource', 'folded', 'id']);
  const sorters = new Map(
    RESOURCE_NAMES.map(
      (resource) => [resource, postingSorter(`${scratch}-${resource}`, postingsInMemory)] as const,
    ),
  );
  const openWriter: OpenWriter = (table, fields) => namedRowWriter(database, table, fields);
  const furtherFields = new Map<ResourceName, readonly string[]>();
  const blocks = new Map<ResourceName, BlockWriter>();
  /** Made with the first record, when it is known what is counted. */
  const blocksOf = (resource: ResourceName): BlockWriter => {
    const known = blocks.get(resource);
    if (known !== undefined) return known;
    const rollups = () => rollupWriter(database, resource, termId, postingsInMemory);
    const further = furtherFields.get(resource) ?? [];
    const made = blockWriter(openWriter, resource, { termId, rollups, further });
    blocks.set(resource, made);
    return made;
  };
  return {
    countBy: (resource, fields) => furtherFields.set(resource, fields),
    write: (resource, records, firstKey) => {
      const sorter = sorters.get(resource);
      for (const [index, record] of records.entries()) {
        const key = firstKey + index;
        const span = daySpanOf(record.columns);
        const cells = cellsOf(record.columns);
        const hidden = span === null ? cells : [...cells, span];
        const terms = hidden.length === 0 ? record.terms : [...record.terms, ...hidden];
        const ids = terms.map(({ field, value }) => termId(resource, field, value));
        for (const id of ids) sorter?.add(id, key);
        blocksOf(resource).add(record, ids, key);
      }
      addNames(records.flatMap(({ id, names }) => names.map((folded) => ({ resource, folded, id }))));
    },
    finish: (resource) => {
      const sorter = sorters.get(resource);
      if (sorter !== undefined) writePostings(database, resource, sorter);
      sorter?.close();
      blocksOf(resource).finish();
    },
    finishNames: () => {
      database.exec(
        'insert into names select distinct resource, folded, id from scratch.names order by 1, 2, 3',
      );
    },
    close: () => {
      for (const sorter of sorters.values()) sorter.close();
    },
  };
}

function writePostings(database: Database.Database, resource: ResourceName, sorter: PostingSorter): void {
  const add = rowWriter(database, termsTable(resource), ['term_id', 'key']);
  const setCount = database.prepare('update terms set count = ? where id = ?');
  let rows: [termId: number, key: number][] = [];
  let previous = { termId: 0, key: 0 };
  let count = 0;
  for (const posting of sorter.sorted()) {
    const isSameTerm = posting.termId === previous.termId;
    if (isSameTerm && posting.key === previous.key) continue;
    if (!isSameTerm && count > 0) setCount.run(count, previous.termId);
    count = isSameTerm ? count + 1 : 1;
    previous = posting;
    rows.push([posting.termId, posting.key]);
    if (rows.length < BATCH) continue;
    add(rows);
    rows = [];
  }
  add(rows);
  if (count > 0) setCount.run(count, previous.termId);
}

/** Gives each term an id when it is first seen. */
function dictionary(database: Database.Database) {
  const add = database.prepare(
    'insert or ignore into terms (resource, field, value, count) values (?, ?, ?, 0)',
  );
  const find = database
    .prepare('select id from terms where resource = ? and field = ? and value = ?')
    .pluck();
  const remembered = new Map<string, Map<string, number>>();
  let size = 0;
  return (resource: ResourceName, field: string, value: string): number => {
    const place = `${resource}.${field}`;
    const known = remembered.get(place)?.get(value);
    if (known !== undefined) return known;
    if (size >= REMEMBERED) {
      remembered.clear();
      size = 0;
    }
    const { changes, lastInsertRowid } = add.run(resource, field, value);
    const id = Number(changes === 1 ? lastInsertRowid : find.get(resource, field, value));
    const values = remembered.get(place) ?? new Map<string, number>();
    remembered.set(place, values.set(value, id));
    size += 1;
    return id;
  };
}
