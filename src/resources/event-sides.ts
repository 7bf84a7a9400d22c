// Between whom an event is, without direction: what dyads pair that ask for no direction. Each level has
// fields of its own; what stands in none of them is paired as source and target.
import type { Event } from '../model/event.ts';
import type { Lookup } from '../model/lookup.ts';
import type { SideFields } from '../query/counts.ts';
import type { TermField } from '../query/filters/filter.ts';
import { actorCells, type CsvColumns, textCell, unique } from './csv-columns.ts';
import { countries } from './shared-filters.ts';

type Participant = Event['participants'][number];
/** What participants are at a level: themselves, or countries. */
type Level = (participants: readonly Participant[], lookup: Lookup) => readonly (string | null)[];

/** What is paired of an event: values of one side with those of the other, and values with themselves. */
interface Sides {
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly itself: readonly string[];
}

const NO_SIDES: Sides = { a: [], b: [], itself: [] };

export const ACTOR_SIDES: SideFields = { a: 'sideA.exact', b: 'sideB.exact', itself: 'bothSides.exact' };
export const COUNTRY_SIDES: SideFields = { a: 'sideACountry', b: 'sideBCountry', itself: 'bothSidesCountry' };

const actors: Level = (participants) => participants.map(({ actorId }) => actorId);

/** One for each: that of whom it acts for, else its own. */
const oneCountryEach: Level = (participants, lookup) =>
  participants.map(({ actorId, onBehalfOfId }) => {
    const ofWhom = onBehalfOfId === null ? null : (lookup.actor(onBehalfOfId)?.country ?? null);
    return ofWhom ?? lookup.actor(actorId)?.country ?? null;
  });

/**
 * The sides of an event: those it tells apart. Where it tells none apart, and has no source and target either, each two
 * of those who take part equally are a pair.
 * @param values at the level
 * @param ofEqual one value for each of those who take part equally
 */
function sidesOf(event: Event, lookup: Lookup, values: Level, ofEqual: Level): Sides {
  const { participants } = event;
  if (!participants.some(({ role, side }) => role === 'participant' || side !== null)) return NO_SIDES;
  const of = (level: Level, isOne: (participant: Participant) => boolean) =>
    level(participants.filter(isOne), lookup).filter((value) => value !== null);
  const [a, b] = (['a', 'b'] as const).map((name) =>
    of(values, ({ role, side }) => side === name && role !== 'associate'),
  ) as [string[], string[]];
  if (a.length > 0 && b.length > 0) return { a, b, itself: a.filter((value) => b.includes(value)) };
  const isDirected = (['source', 'target'] as const).every(
    (name) => of(values, ({ role }) => role === name).length > 0,
  );
  const equals = of(ofEqual, ({ role, side }) => role === 'participant' && side === null);
  if (isDirected || equals.length < 2) return NO_SIDES;
  return { a: equals, b: equals, itself: equals.filter((value, at) => equals.indexOf(value) !== at) };
}

const onSide =
  (name: 'a' | 'b') =>
  ({ participants }: Event): string[] =>
    participants
      .filter(({ role, side }) => side === name && role !== 'associate')
      .map(({ actorId }) => actorId);

/** Who stands on each side, who stands with them, and how the source names those who take part. */
export const sideCells: CsvColumns<Event> = {
  ...actorCells<Event>('sideA', 'Who stands on side a', onSide('a')),
  ...actorCells<Event>('sideB', 'Who stands on side b', onSide('b')),
  ...actorCells<Event>('associate', 'Who stands with a side', ({ participants }) =>
    participants.filter(({ role }) => role === 'associate').map(({ actorId }) => actorId),
  ),
  participantsAsPrinted: textCell(
    'How the source names those who take part, where it is recorded, as `ID: NAME`.',
    ({ participants }) =>
      unique(
        participants.map(({ actorId, asPrinted }) =>
          asPrinted === null ? null : `${actorId}: ${asPrinted}`,
        ),
      ),
  ),
};

function fieldsOf(names: SideFields, values: Level, ofEqual: Level): TermField<Event>[] {
  return (['a', 'b', 'itself'] as const).map((part) => ({
    field: names[part],
    values: (event, lookup) => sidesOf(event, lookup, values, ofEqual)[part],
  }));
}

export const sideFields: readonly TermField<Event>[] = [
  ...fieldsOf(ACTOR_SIDES, actors, actors),
  ...fieldsOf(COUNTRY_SIDES, countries, oneCountryEach),
];
