// Writes the rollups of a resource whose records are counted: see rollups.ts. Sums are kept in bounded memory, and what
// does not fit is put aside and added up by the database at the end.
import type Database from 'better-sqlite3';
import type { ResourceName } from '../../../query/condition.ts';
import { statusField } from '../../../resources/counted-fields.ts';
import { RESOURCES } from '../../../resources/index.ts';
import { NO_TERM, TERMS, type TermBlock } from '../../sql/counts/blocks.ts';
import { HIDDEN_FIELDS, isHidden, MISSING_FIELD } from '../../sql/counts/rollups.ts';
import { rollupsTable } from '../../sql/table-names.ts';
import { rowWriter } from '../row-writer.ts';

/** Sums in memory: 100,000 synthetic events have some 70,000 (measured). */
const REMEMBERED = 200_000;

/** Gives each term an id. */
export type TermIds = (resource: ResourceName, field: string, value: string) => number;

export interface RollupWriter {
  /** @param blocks of all counted fields, by field */
  addBlock(blocks: ReadonlyMap<string, TermBlock>): void;
  finish(): void;
}

export function rollupWriter(
  database: Database.Database,
  resource: ResourceName,
  termId: TermIds,
  sumsInMemory = REMEMBERED,
): RollupWriter {
  const field = statusField(RESOURCES[resource]);
  const scratch = `scratch.${rollupsTable(resource)}`;
  const sums = sumsIn(database, scratch, sumsInMemory);
  return {
    addBlock: (blocks) => {
      const groupAt = groupsOf(field === null ? undefined : blocks.get(field));
      for (const [name, block] of blocks)
        countGroups(block, groupAt, (id, groupId, count) => {
          if (id === NO_TERM) sums.add(termId(resource, MISSING_FIELD, name), groupId, count);
          // Without groups the dictionary says as much.
          else if (field !== null || isHidden(name)) sums.add(id, groupId, count);
        });
    },
    finish: () => {
      sums.spill();
      database.exec(
        `insert into ${rollupsTable(resource)} select term_id, group_id, sum(count) from ${scratch} group by 1, 2 order by 1, 2`,
      );
      const hidden = HIDDEN_FIELDS.map((name) => `'${name}'`).join(', ');
      database.exec(`update terms set count = (select sum(rollup.count) from ${rollupsTable(resource)} rollup where term_id = terms.id)
        where resource = '${resource}' and field in (${hidden})`);
    },
  };
}

function sumsIn(database: Database.Database, table: string, most: number) {
  database.exec(`create table ${table} (term_id integer, group_id integer, count integer)`);
  const write = rowWriter(database, table, ['term_id', 'group_id', 'count']);
  const sums = new Map<number, number>();
  const spill = () => {
    write(Array.from(sums, ([key, count]) => [Math.floor(key / TERMS), key % TERMS, count]));
    sums.clear();
  };
  return {
    add: (termId: number, groupId: number, count: number) => {
      const key = termId * TERMS + groupId;
      sums.set(key, (sums.get(key) ?? 0) + count);
      if (sums.size >= most) spill();
    },
    spill,
  };
}

/** The group of each record of a block; none where there are no groups. */
function groupsOf(block: TermBlock | undefined): Uint32Array {
  if (block === undefined) return new Uint32Array();
  const groupAt = new Uint32Array(block.places.length);
  let index = 0;
  for (const [term, end] of block.ends.entries())
    for (; index < end; index++) groupAt[block.places[index] as number] = block.termIds[term] as number;
  return groupAt;
}

function countGroups(
  { termIds, ends, places }: TermBlock,
  groupAt: Uint32Array,
  found: (termId: number, groupId: number, count: number) => void,
): void {
  const counts = new Map<number, number>();
  let index = 0;
  for (const [term, end] of ends.entries()) {
    if (end - index === 1) {
      // As most terms of a block have.
      found(termIds[term] as number, groupAt[places[index] as number] ?? NO_TERM, 1);
      index = end;
      continue;
    }
    counts.clear();
    for (; index < end; index++) {
      const groupId = groupAt[places[index] as number] ?? NO_TERM;
      counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
    }
    for (const [groupId, count] of counts) found(termIds[term] as number, groupId, count);
  }
}
