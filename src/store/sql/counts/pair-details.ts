// What the events of a pair have: their statuses, types, quad classes, scores and days. For the pairs of a page.
import type { PairCount, PairsQuery, ValueCount } from '../../../query/counts.ts';
import type { FigureSums } from '../../../query/figure-sums.ts';
import { RESOURCES } from '../../../resources/index.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { BlockTerms, numbersOf, termOfEach } from './block-reader.ts';
import { dayOfNumber, NO_TERM } from './blocks.ts';
import { figuresOfBlock, type NamedFigures, namedFigures, SumTable } from './figure-blocks.ts';
import type { MaskedBlock } from './match-blocks.ts';
import type { PairPlaces } from './pair-kind.ts';
import { termIdsOf, termValues } from './term-values.ts';

export type PairDetails = Omit<PairCount, 'source' | 'target' | 'count'>;

interface DetailOptions {
  readonly reader: Reader;
  readonly plan: Plan;
  readonly query: PairsQuery;
  /** The matches, by block. */
  readonly blocks: readonly MaskedBlock[];
  /** Where those of each pair are. */
  readonly places: PairPlaces;
}

/** What is summed up of a pair, terms by their ids. */
interface Sums {
  readonly terms: Map<string, Map<number, number>>;
  readonly numbers: Map<string, { sum: number; n: number }>;
  first: number;
  last: number;
}

interface SummedFigures {
  readonly named: NamedFigures;
  /** One for each pair, by the term of the status. */
  readonly tables: readonly SumTable[];
}

interface ScoredSums {
  /** One for each pair. */
  readonly sums: readonly Sums[];
  readonly scales: readonly string[];
  /** Terms of the events whose scores are summed up. */
  readonly scored: ReadonlySet<number>;
  /** Null where none are asked for, or no record has one. */
  readonly figures: SummedFigures | null;
}

/** Fields of which a record has one value at most. */
const FIELDS = { status: 'status', type: 'type', quadClass: 'quadClass' } as const;

/** One for each pair, in their order. */
export async function detailsOf(options: DetailOptions, pairs: number): Promise<PairDetails[]> {
  const { reader, plan, query, blocks } = options;
  if (pairs === 0) return [];
  const scales = Object.entries(RESOURCES[plan.resource].columns)
    .filter(([, { isScore }]) => isScore)
    .map(([name]) => name);
  const sums = Array.from(
    { length: pairs },
    (): Sums => ({
      terms: new Map(Object.values(FIELDS).map((field) => [field, new Map()])),
      numbers: new Map(scales.map((scale) => [scale, { sum: 0, n: 0 }])),
      first: Number.POSITIVE_INFINITY,
      last: Number.NEGATIVE_INFINITY,
    }),
  );
  const scored = await termIdsOf(reader, plan.resource, query.scored);
  const { measure = null } = query;
  const named = measure === null ? null : await namedFigures(reader, plan.resource, measure);
  const figures = named && { named, tables: sums.map(() => new SumTable()) };
  for (const matches of blocks) {
    await sumBlock(options, matches, { sums, scales, scored, figures });
    await new Promise(setImmediate);
  }
  const ids = sums.flatMap(({ terms }) => [...terms.values()].flatMap((counts) => [...counts.keys()]));
  const names = await termValues(reader, ids);
  return sums.map((sum, index) => ({
    ...detailsFrom(sum, names),
    figures: figuresFrom(sum, figures?.tables[index] ?? null, names),
  }));
}

async function sumBlock(
  { reader, plan, query, places: placesIn }: DetailOptions,
  { block, mask }: MaskedBlock,
  { sums, scales, scored, figures }: ScoredSums,
): Promise<void> {
  const terms = new BlockTerms(reader, plan, block);
  const events = await placesIn(terms, mask);
  if (events.every(({ length }) => length === 0)) return;
  for (const field of Object.values(FIELDS)) {
    const termAt = await termOfEach(terms, plan, block, field);
    for (const [index, places] of events.entries()) {
      const counts = sums[index]?.terms.get(field);
      for (const place of places) {
        const termId = termAt[place] as number;
        if (termId !== NO_TERM) counts?.set(termId, (counts.get(termId) ?? 0) + 1);
      }
    }
  }
  const scoredBy = await termOfEach(terms, plan, block, query.scored.field);
  const scoredEvents = events.map((places) =>
    places.filter((place) => scored.has(scoredBy[place] as number)),
  );
  for (const scale of scales) {
    const numbers = await numbersOf(reader, plan, block, scale);
    for (const [index, places] of scoredEvents.entries()) {
      const sum = sums[index]?.numbers.get(scale);
      for (const place of places) {
        const number = numbers[place] as number;
        if (sum === undefined || Number.isNaN(number)) continue;
        sum.sum += number;
        sum.n += 1;
      }
    }
  }
  if (figures !== null) await sumFigures({ reader, plan, block, terms }, events, figures);
  await sumDays({ reader, plan, block }, events, sums);
}

async function sumFigures(
  { reader, plan, block, terms }: { reader: Reader; plan: Plan; block: number; terms: BlockTerms },
  events: readonly (readonly number[])[],
  { named, tables }: SummedFigures,
): Promise<void> {
  const figures = await figuresOfBlock(reader, plan, { block, terms }, named);
  if (figures === null) return;
  const statusAt = await termOfEach(terms, plan, block, FIELDS.status);
  const { indexAt } = figures;
  for (const [pair, places] of events.entries()) {
    const table = tables[pair];
    for (const place of places) {
      const found = indexAt[place] as number;
      if (found === 0 || table === undefined) continue;
      table.addAt(table.slotOf(statusAt[place] as number), figures, found - 1);
    }
  }
}

async function sumDays(
  { reader, plan, block }: { reader: Reader; plan: Plan; block: number },
  events: readonly (readonly number[])[],
  sums: readonly Sums[],
): Promise<void> {
  const earliest = await numbersOf(reader, plan, block, 'earliest');
  const latest = await numbersOf(reader, plan, block, 'latest');
  for (const [index, places] of events.entries()) {
    const sum = sums[index] as Sums; // one for each pair
    for (const place of places) {
      const [first, last] = [earliest[place] as number, latest[place] as number];
      if (!Number.isFinite(first) && !Number.isFinite(last)) continue; // no date is known
      sum.first = Math.min(sum.first, first);
      sum.last = Math.max(sum.last, last);
    }
  }
}

/** By status. */
function figuresFrom(
  { terms }: Sums,
  table: SumTable | null,
  names: ReadonlyMap<number, string>,
): FigureSums {
  const statuses = table === null ? [] : [...(terms.get(FIELDS.status)?.keys() ?? [])];
  return Object.fromEntries(
    statuses.flatMap((id) => {
      const sum = table?.get(id) ?? null;
      return sum === null ? [] : [[names.get(id) ?? '', sum]];
    }),
  );
}

function detailsFrom(
  { terms, numbers, first, last }: Sums,
  names: ReadonlyMap<number, string>,
): Omit<PairDetails, 'figures'> {
  const counts = (field: string): ValueCount[] =>
    [...(terms.get(field) ?? [])]
      .map(([id, count]) => ({ value: names.get(id) ?? '', count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)); // codes are ASCII
  return {
    byStatus: counts(FIELDS.status),
    types: counts(FIELDS.type),
    quadClasses: counts(FIELDS.quadClass),
    sums: [...numbers].map(([column, sum]) => ({ column, ...sum })),
    first: dayOfNumber(first),
    last: dayOfNumber(last),
  };
}
