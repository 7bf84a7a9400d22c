// How often each term of some fields stands in the matches, and in how many of those by the value of one further
// field. One run over the blocks.
import type { CountedGroups, GroupCounts } from '../../../query/counts.ts';
import type { FigureSum, FigureSums } from '../../../query/figure-sums.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { BLOCK, NO_TERM, type TermBlock } from './blocks.ts';
import { CountTable } from './count-table.ts';
import { addFigures, figuresOfBlock, namedFigures, SumTable } from './figure-blocks.ts';
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
  /** What the figures of those add up to, likewise, and by the columns of the counts. */
  readonly sums: (termId: number) => FigureSums;
  readonly sumAt: (termId: number, column: number) => FigureSum | null;
}

interface TallyOptions {
  readonly reader: Reader;
  readonly plan: Plan;
  readonly fields: readonly string[];
  /** A field of which a record has one value at most; null to group by none. */
  readonly groupBy: string | null;
  /** The name of the figures that are added up; null for none. */
  readonly measure: string | null;
}

export interface Tallies {
  /** How many match. */
  readonly total: number;
  /** Those by group, where figures are added up; else null. */
  readonly totalGroups: CountedGroups | null;
  readonly of: (field: string) => FieldTally;
}

export async function talliesOf({ reader, plan, fields, groupBy, measure }: TallyOptions): Promise<Tallies> {
  const groups = await groupMarks(reader, plan, groupBy);
  const { values } = groups;
  const named = measure === null ? null : await namedFigures(reader, plan.resource, measure);
  const counts = new Map(
    fields.map((field) => [field, { table: new CountTable(values.length), sums: new SumTable() }]),
  );
  const totals = { table: new CountTable(values.length), sums: new SumTable() };
  let total = 0;
  for await (const matches of matchBlocks(reader, plan)) {
    total += matches.count;
    const marks = await groups.mark(matches);
    const figures = named && (await figuresOfBlock(reader, plan, matches, named));
    const marked = { marks, groups: values.length };
    if (measure !== null)
      countMarks(asOneTerm(EVERY_PLACE.subarray(0, marks.length)), marks, values.length, totals.table);
    if (figures !== null) addFigures(asOneTerm(figures.places), figures, marked, totals.sums);
    for (const [field, { table, sums }] of counts) {
      const block = await matches.terms.of(field);
      if (block === null) continue;
      countMarks(block, marks, values.length, table);
      if (figures !== null) addFigures(block, figures, marked, sums);
    }
  }
  const byGroup = <T>(of: (column: number) => T | null): Record<string, T> =>
    Object.fromEntries(
      values.flatMap((value, column) => {
        const found = of(column);
        return value === null || found === null ? [] : [[value, found]];
      }),
    );
  return {
    total,
    totalGroups:
      measure === null
        ? null
        : {
            counts: byGroup((column) => totals.table.get(NO_TERM, column) || null),
            sums: byGroup((column) => totals.sums.get(column)),
          },
    of: (field) => {
      const { table, sums } = counts.get(field) ?? {
        table: new CountTable(values.length),
        sums: new SumTable(),
      };
      const sumAt = (termId: number, column: number) => sums.get(termId * values.length + column);
      return {
        counts: table,
        groups: values,
        byGroup: (termId) => byGroup((column) => table.get(termId, column) || null),
        sums: (termId) => byGroup((column) => sumAt(termId, column)),
        sumAt,
      };
    },
  };
}

const EVERY_PLACE = Uint16Array.from({ length: BLOCK }, (_, place) => place);

/** Records as if they all had one term. */
function asOneTerm(places: Uint16Array): TermBlock {
  return { termIds: Uint32Array.of(NO_TERM), ends: Uint32Array.of(places.length), places };
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
