// How often each term of some fields stands in the matches, and in how many of those by the value of one further
// field. One run over the blocks.
import type { GroupCounts } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { countMarks, termBlocks, termOfEach } from './block-reader.ts';
import { NO_TERM } from './blocks.ts';
import { type MatchBlock, matchBlocks } from './match-blocks.ts';
import { termValues } from './term-values.ts';

/** A mark is a byte: 0 for no match, 1 for a match without a value of the grouping field, then one for each value. */
const MARKS = 256;

/** What is counted of one field. */
export interface FieldTally {
  /** By the id of a term; `NO_TERM` for the matches that have none. */
  readonly counts: ReadonlyMap<number, number>;
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

export async function talliesOf(options: TallyOptions): Promise<Tallies> {
  const { reader, plan, fields } = options;
  const groups = groupMarks(options);
  const counts = new Map(fields.map((field) => [field, new Map<number, number>()]));
  const marked = new Map(fields.map((field) => [field, new Map<number, number>()]));
  let total = 0;
  for await (const matches of matchBlocks(reader, plan)) {
    total += matches.count;
    const marks = await groups.mark(matches);
    const most = groups.most();
    for (const [field, terms] of await termBlocks(reader, plan, matches.block, fields))
      countMarks(terms, { marks, most }, (termId, mark, found) => {
        add(counts.get(field), termId, found);
        if (mark > 1) add(marked.get(field), termId * MARKS + mark, found);
      });
  }
  const names = await groups.names();
  return {
    total,
    of: (field) => ({
      counts: counts.get(field) ?? new Map(),
      byGroup: (termId) =>
        Object.fromEntries(
          names.flatMap(({ mark, name }) => {
            const count = marked.get(field)?.get(termId * MARKS + mark);
            return count === undefined ? [] : [[name, count]];
          }),
        ),
    }),
  };
}

function add(counts: Map<number, number> | undefined, key: number, found: number): void {
  counts?.set(key, (counts.get(key) ?? 0) + found);
}

/** Marks matches by their value of the grouping field: each value has the next mark when it is first seen. */
function groupMarks({ reader, plan, groupBy }: TallyOptions) {
  const markOf = new Map<number, number>([[NO_TERM, 1]]);
  const nextMark = (termId: number) => {
    const mark = markOf.size + 1;
    if (mark >= MARKS) throw new Error(`${groupBy} has more values than counts can be grouped by`);
    markOf.set(termId, mark);
    return mark;
  };
  return {
    most: () => markOf.size,
    mark: async ({ block, mask }: MatchBlock): Promise<Uint8Array> => {
      if (groupBy === null) return mask;
      const termAt = await termOfEach(reader, plan, block, groupBy);
      const marks = new Uint8Array(mask.length);
      for (let place = 0; place < mask.length; place++) {
        if (mask[place] === 0) continue;
        const termId = termAt[place] as number;
        marks[place] = markOf.get(termId) ?? nextMark(termId);
      }
      return marks;
    },
    names: async () => {
      const values = await termValues(reader, markOf.keys());
      return [...markOf].flatMap(([termId, mark]) =>
        termId === NO_TERM ? [] : [{ mark, name: values.get(termId) ?? '' }],
      );
    },
  };
}
