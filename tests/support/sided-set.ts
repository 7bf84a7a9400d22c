// A small invented dataset of events in which actors take part in every way: with a direction, on sides, equally, with a
// side; for themselves or for others; in series and in parts of them. The same bytes on any machine.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ActorKind } from '../../src/model/actor.ts';
import { EventStatus, ParticipantRole } from '../../src/model/event.ts';

const ACTORS = 9;
const EVENTS = 160;
const COUNTRIES = ['NOR', 'JPN', 'RUS', null];
const SECTORS = ['GOV', 'MIL', 'REB'];
const DATES = ['2031-03-05', '2031-03-05', '2031-03', '2031-03-01/2031-03-20', '2031-03-04/..', '2031', null];
const STATUSES = EventStatus.options.filter((status) => status !== 'planned');

const actorId = fc.nat(ACTORS - 1).map((n) => `actor-${n}`);
const participant = fc
  .record({
    actorId,
    role: fc.constantFrom(...ParticipantRole.options),
    onBehalfOfId: fc.option(actorId, { freq: 2 }),
    side: fc.option(fc.constantFrom('a', 'b'), { freq: 2 }),
    asPrinted: fc.option(fc.constantFrom('Fishermen', '=1+1'), { freq: 1 }),
  })
  .filter((each) => each.actorId !== each.onBehalfOfId);
/** Nearly half take part equally and on no side. */
const participants = fc.uniqueArray(
  fc.oneof(
    participant,
    actorId.map((id) => ({
      actorId: id,
      role: 'participant',
      onBehalfOfId: null,
      side: null,
      asPrinted: null,
    })),
  ),
  { maxLength: 5, selector: (each) => `${each.actorId} ${each.role}` },
);

function eventOf(n: number) {
  return fc.record({
    id: fc.constant(`event-${n}`),
    type: fc.constantFrom('ASSAULT', 'THREATEN', null),
    status: fc.constantFrom(...STATUSES),
    date: fc.constantFrom(...DATES).map((edtf) => (edtf === null ? {} : { edtf, basis: 'stated' })),
    participants,
    // Of the first events the others are parts.
    related:
      n < 12 ? fc.constant([]) : fc.oneof(fc.constant([]), partOf(fc.nat(11).map((at) => `event-${at}`))),
  });
}

function partOf(whole: fc.Arbitrary<string>) {
  return whole.map((eventId) => [{ eventId, relation: 'partOf' }]);
}

function actorOf(n: number) {
  return fc.record({
    id: fc.constant(`actor-${n}`),
    name: fc.constant(`Actor ${n}`),
    kind: fc.constantFrom(...ActorKind.options),
    country: fc.constantFrom(...COUNTRIES),
    sectors: fc.subarray(SECTORS),
  });
}

/** Writes the dataset into a folder. */
export function writeSidedSet(folder: string): void {
  const records = (count: number, of: (n: number) => fc.Arbitrary<object>) =>
    Array.from({ length: count }, (_, n) => fc.sample(of(n), { seed: 7 + n, numRuns: 1 })[0] as object);
  const write = (name: string, lines: readonly object[]) =>
    writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  write('dataset.json', [
    {
      id: 'sided',
      title: 'Invented',
      description: 'Written by a test.',
      profile: 'open',
      version: '1',
      license: { name: 'CC0' },
    },
  ]);
  write('actors.ndjson', records(ACTORS, actorOf));
  write('events.ndjson', records(EVENTS, eventOf));
}
