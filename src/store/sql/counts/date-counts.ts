// How many matching records have each pair of first and last possible day, grouped by the values of one field.
import type { DateCount } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { numbersOf, termOfEach } from './block-reader.ts';
import { dayOfNumber, NO_TERM } from './blocks.ts';
import { matchBlocks } from './match-blocks.ts';
import { termValues } from './term-values.ts';

interface Entry {
  readonly earliest: number;
  readonly latest: number;
  /** By the id of the field's term; `NO_TERM` where there is none, or no field. */
  readonly counts: Map<number, number>;
}

export async function countDates(reader: Reader, plan: Plan, groupBy: string | null): Promise<DateCount[]> {
  const entries = new Map<string, Entry>();
  for await (const { block, mask } of matchBlocks(reader, plan)) {
    const [earliest, latest] = await Promise.all([
      numbersOf(reader, plan, block, 'earliest'),
      numbersOf(reader, plan, block, 'latest'),
    ]);
    const termAt = groupBy === null ? null : await termOfEach(reader, plan, block, groupBy);
    let entry: Entry | null = null;
    for (let place = 0; place < earliest.length; place++) {
      if (mask[place] === 0) continue;
      const termId = termAt === null ? NO_TERM : (termAt[place] as number);
      const first = earliest[place] as number;
      const last = latest[place] as number;
      // In order of key most have the days of the one before.
      if (entry?.earliest !== first || entry.latest !== last) entry = entryOf(entries, first, last);
      entry.counts.set(termId, (entry.counts.get(termId) ?? 0) + 1);
    }
  }
  const terms = await termValues(
    reader,
    new Set([...entries.values()].flatMap(({ counts }) => [...counts.keys()])),
  );
  return [...entries.values()].flatMap(({ earliest, latest, counts }) =>
    [...counts].map(([termId, count]) => ({
      earliest: dayOfNumber(earliest),
      latest: dayOfNumber(latest),
      value: terms.get(termId) ?? null,
      count,
    })),
  );
}

function entryOf(entries: Map<string, Entry>, earliest: number, latest: number): Entry {
  const name = `${earliest} ${latest}`;
  const known = entries.get(name) ?? { earliest, latest, counts: new Map() };
  entries.set(name, known);
  return known;
}
