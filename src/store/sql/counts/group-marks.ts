// Marks matches by their value of the field that counts are divided by, so that one run over them counts each apart.
import { sql } from 'drizzle-orm';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import type { MatchBlock } from './match-blocks.ts';

/** A mark is a byte: 0 for no match, 1 for a match without a value of the field, then one for each value. */
const MARKS = 256;

export interface GroupMarks {
  /** Values by their mark, less one: the first stands for none. */
  readonly values: readonly (string | null)[];
  /** The mark of each record of a block. */
  mark(matches: MatchBlock): Promise<Uint8Array>;
}

/** @param field of which a record has one value at most; null to tell no groups apart. */
export async function groupMarks(reader: Reader, plan: Plan, field: string | null): Promise<GroupMarks> {
  if (field === null) return { values: [null], mark: async ({ mask }) => mask };
  const rows = await reader.rows<{ id: number; value: string }>(
    sql`select id, value from terms where resource = ${plan.resource} and field = ${field}
      order by id limit ${MARKS}`,
  );
  if (rows.length + 2 > MARKS) throw new Error(`${field} has more values than counts can be grouped by`);
  const markOf = new Map(rows.map(({ id }, index) => [id, index + 2]));
  return {
    values: [null, ...rows.map(({ value }) => value)],
    mark: async ({ mask, terms }) => {
      const marks = mask.slice();
      const block = await terms.of(field);
      let index = 0;
      for (const [term, end] of block?.ends.entries() ?? []) {
        const mark = markOf.get(block?.termIds[term] as number) ?? 1;
        for (; index < end; index++) {
          const place = block?.places[index] as number;
          if (marks[place] !== 0) marks[place] = mark;
        }
      }
      return marks;
    },
  };
}
