// How many matching records have each pair of first and last possible day, apart by the values of one field.
import type { DateCount, Only } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { knownTerms } from '../terms.ts';
import { dayOfNumber, NO_TERM, recordsIn } from './blocks.ts';
import { hitsOf, numbersOf, termBlocks, termsOf } from './hits.ts';

interface Entry {
  readonly earliest: number;
  readonly latest: number;
  /** By the id of the field's term; `NO_TERM` where there is none, or no field. */
  readonly counts: Map<number, number>;
}

/** @param by the field that parts the counts, and the values that count; null for neither. */
export async function countDates(reader: Reader, plan: Plan, by: Only | null): Promise<DateCount[]> {
  const terms = by === null ? null : await termsOfOnly(reader, plan, by);
  const entries = new Map<string, Entry>();
  for await (const { block, marks } of hitsOf(reader, plan)) {
    const [earliest, latest] = await Promise.all([
      numbersOf(reader, plan, block, 'earliest'),
      numbersOf(reader, plan, block, 'latest'),
    ]);
    const termAt = by === null ? null : await termOfEach(reader, plan, block, by.field);
    let entry: Entry | null = null;
    for (let place = 0; place < earliest.length; place++) {
      const termId = termAt === null ? NO_TERM : (termAt[place] as number);
      if (marks[place] === 0 || terms?.has(termId) === false) continue;
      const first = earliest[place] as number;
      const last = latest[place] as number;
      // In order of key most have the days of the one before.
      if (entry?.earliest !== first || entry.latest !== last) entry = entryOf(entries, first, last);
      entry.counts.set(termId, (entry.counts.get(termId) ?? 0) + 1);
    }
  }
  return [...entries.values()].flatMap(({ earliest, latest, counts }) =>
    [...counts].map(([termId, count]) => ({
      earliest: dayOfNumber(earliest),
      latest: dayOfNumber(latest),
      value: terms?.get(termId) ?? null,
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

/** The values that count, by the ids of their terms. */
export async function termsOfOnly(
  reader: Reader,
  { resource }: Plan,
  { field, values }: Only,
): Promise<Map<number, string>> {
  const known = await knownTerms(
    reader,
    resource,
    values.map((value) => ({ field, value })),
  );
  return new Map([...known.values()].map(({ id, value }) => [id, value]));
}

/** The term of each record of a block, in a field of which a record has one at most. */
export async function termOfEach(
  reader: Reader,
  plan: Plan,
  block: number,
  field: string,
): Promise<Uint32Array> {
  const each = new Uint32Array(recordsIn(block, plan.size.total));
  for (const { termId, places } of termsOf(await termBlocks(reader, plan, block, [field]), field))
    for (let index = 0; index < places.length; index++) each[places[index] as number] = termId;
  return each;
}
