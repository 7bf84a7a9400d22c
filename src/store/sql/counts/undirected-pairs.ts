// Pairs without direction: between whom events are. Terms are of a field, and an actor can stand in several, so what is
// paired are values, numbered from 1 in byte order.
import { sql } from 'drizzle-orm';
import type { PairsQuery, SideFields } from '../../../query/counts.ts';
import type { Plan } from '../plan.ts';
import type { Reader } from '../reader.ts';
import { knownTerms, termKey } from '../terms.ts';
import { NO_TERM, placesOf, TERMS, type TermBlock } from './blocks.ts';
import { SLICE } from './directed-pairs.ts';
import type { PairKind } from './pair-kind.ts';
import { type PlaceTerms, termsByPlace } from './place-terms.ts';
import { placesInBoth } from './places-in-both.ts';

interface PairedFields extends SideFields {
  readonly source: string;
  readonly target: string;
}

export async function undirectedPairs(
  reader: Reader,
  { resource }: Plan,
  { source, target, sides }: PairsQuery & { readonly sides: SideFields },
): Promise<PairKind> {
  const fields: PairedFields = { ...sides, source, target };
  const { values, numberOf } = await numberedValues(reader, resource, Object.values(fields));
  return {
    bytes: numberOf.byteLength + values.length * BYTES_OF_VALUE,
    count: async ({ mask, terms, count }, counts) => {
      const sided = termsByPlace(mask, await terms.of(fields.a));
      const directed = mask.map((one, place) => (sided.firstAt[place] === NO_TERM ? one : 0));
      const [b, itself] = [await terms.of(fields.b), await terms.of(fields.itself)];
      const [sources, targets] = [await terms.of(source), await terms.of(target)];
      const ofSides = { left: sided, right: termsByPlace(mask, b) };
      const bySource = { left: termsByPlace(directed, sources), right: termsByPlace(directed, targets) };
      const add = (first: number, second: number) =>
        counts.add(Math.min(first, second) * TERMS + Math.max(first, second), 0, 1);
      for (const [, termId] of termsAt(termsByPlace(mask, itself))) {
        const number = numberOf[termId] as number;
        add(number, number);
      }
      const paired =
        (await addPairs(ofSides, { numberOf, withItself: false, add })) +
        (await addPairs(bySource, { numberOf, withItself: true, add }));
      return count - paired;
    },
    order: async () => {
      const numbers = Uint32Array.from(values, (_, at) => at + 1);
      return { sources: numbers, targets: numbers };
    },
    names: async (pairs) =>
      new Map(
        pairs
          .flatMap((pair) => [pair.source, pair.target])
          .map((number) => [number, values[number - 1] ?? '']),
      ),
    places: async (pairs) => {
      const shown = [...new Set(pairs.flatMap((pair) => [pair.source, pair.target]))];
      const asked = Object.values(fields).flatMap((field) =>
        shown.map((number) => ({ field, value: values[number - 1] ?? '' })),
      );
      const known = await knownTerms(reader, resource, asked);
      const placesIn = (block: TermBlock | null, field: string, number: number) => {
        const id = known.get(termKey({ field, value: values[number - 1] ?? '' }))?.id;
        return id === undefined || block === null ? NOWHERE : placesOf(block, id);
      };
      return async (terms, mask) => {
        const blocks = new Map<string, TermBlock | null>();
        for (const field of Object.values(fields)) blocks.set(field, await terms.of(field));
        const places = (field: string, number: number) => placesIn(blocks.get(field) ?? null, field, number);
        const { firstAt } = termsByPlace(mask, blocks.get(fields.a) ?? null);
        const directed = mask.map((one, place) => (firstAt[place] === NO_TERM ? one : 0));
        return pairs.map((pair) => {
          const eitherWay = pair.source === pair.target ? [pair] : [pair, turned(pair)];
          const found = eitherWay.flatMap((way) => [
            ...(pair.source === pair.target
              ? placesInBoth(mask, places(fields.itself, way.source), places(fields.itself, way.source))
              : placesInBoth(mask, places(fields.a, way.source), places(fields.b, way.target))),
            ...placesInBoth(directed, places(source, way.source), places(target, way.target)),
          ]);
          return [...new Set(found)].sort((first, second) => first - second);
        });
      };
    },
  };
}

/** An id in memory, about. */
const BYTES_OF_VALUE = 64;

const NOWHERE = new Uint16Array();

function turned<P extends { readonly source: number; readonly target: number }>({
  source,
  target,
  ...rest
}: P) {
  return { ...rest, source: target, target: source };
}

/** The values of some fields in byte order, each once, and the numbers of their terms, by id. */
async function numberedValues(reader: Reader, resource: Plan['resource'], fields: readonly string[]) {
  const terms: { id: number; value: string }[] = [];
  for (const field of fields)
    for (const row of await reader.rows<{ id: number; value: string }>(
      sql`select id, value from terms where resource = ${resource} and field = ${field} order by value`,
    ))
      terms.push(row);
  const values = [...new Set(terms.map(({ value }) => value))].sort(); // ids and countries are ASCII
  const numbers = new Map(values.map((value, at) => [value, at + 1]));
  const numberOf = new Uint32Array(terms.reduce((most, { id }) => Math.max(most, id), 0) + 1);
  for (const { id, value } of terms) numberOf[id] = numbers.get(value) as number;
  return { values, numberOf };
}

function* termsAt({ firstAt, further }: PlaceTerms): Generator<readonly [place: number, termId: number]> {
  for (const [place, termId] of firstAt.entries()) if (termId !== NO_TERM) yield [place, termId];
  for (const [place, termIds] of further) for (const termId of termIds) yield [place, termId];
}

interface PairOptions {
  readonly numberOf: Uint32Array;
  /** Whether a value that stands on the left and on the right is paired with itself. */
  readonly withItself: boolean;
  readonly add: (first: number, second: number) => void;
}

/** Adds each pair of a record once, though both its values stand on both sides. Returns how many records have any. */
async function addPairs(
  { left, right }: { readonly left: PlaceTerms; readonly right: PlaceTerms },
  { numberOf, withItself, add }: PairOptions,
): Promise<number> {
  let paired = 0;
  let added = 0;
  for (let place = 0; place < left.firstAt.length; place++) {
    const [first, second] = [left.firstAt[place] as number, right.firstAt[place] as number];
    if (first === NO_TERM || second === NO_TERM) continue;
    paired += 1;
    const numbers = (id: number, { further }: PlaceTerms) =>
      new Set([id, ...(further.get(place) ?? [])].map((each) => numberOf[each] as number));
    if (!left.further.has(place) && !right.further.has(place)) {
      const [one, other] = [numberOf[first] as number, numberOf[second] as number];
      if (one !== other || withItself) add(one, other);
      continue;
    }
    const [lefts, rights] = [numbers(first, left), numbers(second, right)];
    for (const one of lefts)
      for (const other of rights) {
        const isMirrored = one > other && lefts.has(other) && rights.has(one);
        if (isMirrored || (one === other && !withItself)) continue;
        add(one, other);
        if (++added % SLICE === 0) await new Promise(setImmediate);
      }
  }
  return paired;
}
