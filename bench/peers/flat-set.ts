// The set as others take it: one flat row for each event with its document, and one for each actor of an event.
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface FlatEvent {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly status: string;
  readonly country: string;
  /** The first day that it can mean; null where it is unknown or open. */
  readonly date: string | null;
  /** The authored record, as JSON. */
  readonly document: string;
}

export interface FlatParticipation {
  readonly eventId: string;
  /** A participant, or whom it belongs to: our filter finds both. */
  readonly actorId: string;
  readonly date: string | null;
}

interface Authored {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly status: string;
  readonly place: { readonly country: string };
  readonly date: { readonly edtf: string | null };
  readonly participants: readonly { readonly actorId: string }[];
}

async function* lines(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}

/** `2024` and `2024-05` begin with their first day; `[..2024-05-01]` has an open beginning. */
function firstDay(edtf: string | null): string | null {
  if (edtf === null || edtf.startsWith('[')) return null;
  return `${edtf}-01-01`.slice(0, 10);
}

async function parents(set: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const line of lines(join(set, 'actors.ndjson'))) {
    const { id, parentId } = JSON.parse(line) as { id: string; parentId?: string };
    if (parentId !== undefined) found.set(id, parentId);
  }
  return found;
}

/** Yields the events of a set with their participations. */
export async function* flatEvents(
  set: string,
): AsyncGenerator<{ event: FlatEvent; actors: FlatParticipation[] }> {
  const parentOf = await parents(set);
  for await (const line of lines(join(set, 'events.ndjson'))) {
    const { id, title, type, status, place, date, participants } = JSON.parse(line) as Authored;
    const day = firstDay(date.edtf);
    const ids = new Set(
      participants
        .flatMap(({ actorId }) => [actorId, parentOf.get(actorId)])
        .filter((each) => each !== undefined),
    );
    yield {
      event: { id, title, type, status, country: place.country, date: day, document: line },
      actors: [...ids].map((actorId) => ({ eventId: id, actorId, date: day })),
    };
  }
}

export interface FlatFiles {
  readonly events: string;
  readonly participations: string;
}

/** Writes them as NDJSON, for what reads files. */
export async function writeFlatFiles(set: string, folder: string): Promise<FlatFiles> {
  const files = {
    events: join(folder, 'events.ndjson'),
    participations: join(folder, 'participations.ndjson'),
  };
  const [events, participations] = [openSync(files.events, 'w'), openSync(files.participations, 'w')];
  for await (const { event, actors } of flatEvents(set)) {
    writeSync(events, `${JSON.stringify(event)}\n`);
    writeSync(participations, actors.map((each) => `${JSON.stringify(each)}\n`).join(''));
  }
  closeSync(events);
  closeSync(participations);
  return files;
}
