// How often each term of some fields stands in the matches, and in how many of those by the value of one further
// field. One run over the blocks.
import type { GroupCounts } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import type { TermBlock } from './blocks.ts';
import { CountTable } from './count-table.ts';
import { groupMarks } from './group-marks.ts';
import { matchBlocks } from './match-blocks.ts';

/** What is counted of one field. */
export interface FieldTally {
  /** By the id of a term; `NO_TERM` for the matches that have none. */
  readonly counts: CountTable;
  /** What stands in each column of the counts: a value of the field that counts are grouped by, first none. */
  readonly groups: readonly (string | null)[];
  /** Of the matches that have a term, by the value of the field that counts are grouped by. */
  readonly byGroup: (termId: number) => GroupCounts;
}

interface TallyOptions {
  readonly reader: Reader;
  readonly plan: Plan;
  readonly fields: readonly string[];
  /** A field of which a record has one value at most; null to group by none. */
  readonly groupBy: string | null;
}

export interface Tallies {
  /** How many match. */
  readonly total: number;
  readonly of: (field: string) => FieldTally;
}

export async function talliesOf({ reader, plan, fields, groupBy }: TallyOptions): Promise<Tallies> {
  const groups = await groupMarks(reader, plan, groupBy);
  const { values } = groups;
  const counts = new Map(fields.map((field) => [field, new CountTable(values.length)]));
  let total = 0;
  for await (const matches of matchBlocks(reader, plan)) {
    total += matches.count;
    const marks = await groups.mark(matches);
    for (const [field, table] of counts) {
      const block = await matches.terms.of(field);
      if (block !== null) countMarks(block, marks, values.length, table);
    }
  }
  return {
    total,
    of: (field) => {
      const table = counts.get(field) ?? new CountTable(values.length);
      const byGroup = (termId: number) =>
        Object.fromEntries(
          values.flatMap((value, column) => {
            const count = table.get(termId, column);
            return value === null || count === 0 ? [] : [[value, count]];
          }),
        );
      return { counts: table, groups: values, byGroup };
    },
  };
}

/** Adds the terms of a block that any match has. */
function countMarks(
  { termIds, ends, places }: TermBlock,
  marks: Uint8Array,
  groups: number,
  table: CountTable,
): void {
  const counts = new Uint32Array(groups + 1);
  let index = 0;
  for (let term = 0; term < termIds.length; term++) {
    const end = ends[term] as number;
    const termId = termIds[term] as number;
    if (end - index === 1) {
      // As most terms of a block have.
      const mark = marks[places[index] as number] as number;
      if (mark !== 0) table.add(termId, mark - 1, 1);
      index = end;
      continue;
    }
    for (; index < end; index++) (counts[marks[places[index] as number] as number] as number)++;
    for (let mark = 1; mark <= groups; mark++) {
      const count = counts[mark] as number;
      if (count === 0) continue;
      table.add(termId, mark - 1, count);
      counts[mark] = 0;
    }
  }
}
