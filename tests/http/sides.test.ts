// Dyads without direction: between whom events are, whoever acts.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events } from '../../src/resources/events.ts';
import type { AnyResource } from '../../src/resources/resource.ts';
import type { CodedActor, CodedEvent, CodedParticipant } from '../support/coded.ts';
import type { Client } from '../support/contract.ts';
import { rowsIn } from '../support/exports.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';
import { serveQuarrel } from '../support/quarrel.ts';
import { randomFilters, valuesIn, withoutSeries } from '../support/random-filters.ts';
import { compareBytes } from '../support/records.ts';
import { writeSidedSet } from '../support/sided-set.ts';

const folder = temporaryDirectory();
writeSidedSet(folder.path);
const sided = serveHarbour({ cacheBytes: 0, dir: folder.path, texts: null });
const coded = serveQuarrel();
afterAll(folder.remove);

interface Dyad {
  readonly source: string;
  readonly target: string;
  readonly count: number;
  readonly done: number;
}

interface Dyads {
  readonly direction: string;
  readonly data: readonly Dyad[];
  readonly page: { readonly total: number };
  readonly meta: {
    readonly query: string;
    readonly unpaired: number;
    readonly seriesLeftOut: number;
    readonly warnings: readonly { parameter: string; message: string; suggestion: string | null }[];
  };
}

async function dyads({ get }: Client, query: string): Promise<Dyads> {
  const response = await get(`/v1/events/dyads?${query}`);
  expect(response.statusCode, `${query} ${response.body}`).toBe(200);
  return response.json();
}

const pairsIn = ({ data }: Dyads) => data.map(({ source, target, count }) => `${source} ${target} ${count}`);

let actors: ReadonlyMap<string, CodedActor>;
beforeAll(async () => {
  const { data } = (await sided.client.get('/v1/actors?limit=200')).json() as { data: CodedActor[] };
  actors = new Map(data.map((actor) => [actor.id, actor]));
});

const countryOf = (id: string | null) => (id === null ? null : (actors.get(id)?.country ?? null));
const known = (values: readonly (string | null)[]) => values.filter((value) => value !== null);

/** The pairs of one event by reading it, each once, as `first second`. */
function pairsOf({ participants }: CodedEvent, level: string): Set<string> {
  const all = ({ actorId, onBehalfOfId }: CodedParticipant) =>
    level === 'actor' ? [actorId] : known([countryOf(actorId), countryOf(onBehalfOfId)]);
  const one = ({ actorId, onBehalfOfId }: CodedParticipant) =>
    level === 'actor' ? [actorId] : known([countryOf(onBehalfOfId) ?? countryOf(actorId)]);
  const those = (isOne: (participant: CodedParticipant) => boolean) => participants.filter(isOne);
  const pairs = new Set<string>();
  const pair = (left: readonly string[], right: readonly string[]) => {
    for (const first of left)
      for (const second of right) pairs.add([first, second].toSorted(compareBytes).join(' '));
  };
  pair(
    those(({ role, side }) => role !== 'associate' && side === 'a').flatMap(all),
    those(({ role, side }) => role !== 'associate' && side === 'b').flatMap(all),
  );
  if (pairs.size > 0) return pairs;
  pair(
    those(({ role }) => role === 'source').flatMap(all),
    those(({ role }) => role === 'target').flatMap(all),
  );
  if (pairs.size > 0) return pairs;
  const equals = those(({ role, side }) => role === 'participant' && side === null);
  for (const [at, first] of equals.entries())
    for (const second of equals.slice(at + 1)) pair(one(first), one(second));
  return pairs;
}

describe('dyads either way', () => {
  test('are what reading each event gives, for any filters and at either level', async () => {
    const values = await valuesIn(sided.client, events as AnyResource);
    const levels = fc.constantFrom('actor', 'country');
    await fc.assert(
      fc.asyncProperty(randomFilters(events as AnyResource, values), levels, async (query, level) => {
        const answered = await dyads(sided.client, `${query}&level=${level}&direction=either&limit=200`);
        const listed = (await sided.client.get(`/v1/events?limit=200&${withoutSeries(query)}`)).json();
        const pairs = (listed.data as CodedEvent[]).map((event) => pairsOf(event, level));
        const counts = Map.groupBy(
          pairs.flatMap((each) => [...each]),
          (pair) => pair,
        );
        expect(pairsIn(answered).toSorted()).toEqual(
          [...counts].map(([pair, { length }]) => `${pair} ${length}`).toSorted(),
        );
        expect(answered.page.total).toBe(counts.size);
        expect(answered.meta.unpaired).toBe(pairs.filter(({ size }) => size === 0).length);
        for (const { source, target } of answered.data)
          expect(compareBytes(source, target)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('come page by page, and as a table', async () => {
    const whole = await dyads(sided.client, 'direction=either&limit=200');
    expect(whole.data.length).toBeGreaterThan(20);
    const walked: Dyad[] = [];
    for (let next: string | null = '/v1/events/dyads?direction=either&limit=7'; next !== null; ) {
      const response = await sided.client.get(next);
      walked.push(...response.json().data);
      next = /^<([^>]+)>/.exec(String(response.headers.link ?? ''))?.[1] ?? null;
    }
    expect(walked).toEqual(whole.data);
    const table = rowsIn((await sided.client.get('/v1/exports/events/dyads?direction=either')).body);
    expect(table.map(({ source, target, count, done }) => [source, target, count, done])).toEqual(
      whole.data.map(({ source, target, count, done }) => [source, target, String(count), String(done)]),
    );
  });

  test('count battles of the same two together, whichever stands first, and what one does to the other', async () => {
    const { data, direction, meta } = await dyads(coded.client, 'direction=either');
    expect(direction).toBe('either');
    // Four battles, with the sides both ways round, and a raid that is feared; the series is left out.
    expect(data[0]).toMatchObject({ source: 'halvian-navy', target: 'reef-front', count: 5, done: 4 });
    expect(meta.query).toBe(
      'Events without series, counted by pairs of actors without direction, with mean scores of what occurred or is ongoing.',
    );
    const countries = await dyads(coded.client, 'direction=either&level=country');
    expect(countries.meta.query).toContain('counted by pairs of countries without direction');
  });

  test('have nobody in them who is only associated with a side', async () => {
    const { data } = await dyads(coded.client, 'direction=either&id=quarrel-001');
    expect(data.map(({ source, target }) => [source, target])).toEqual([['halvian-navy', 'reef-front']]);
    const found = async (filter: string) =>
      (await coded.client.get(`/v1/events?id=quarrel-001&${filter}`)).json().data.length;
    expect(await found('actor=tern-brigade&actorMatch=exact')).toBe(1);
    expect(await found('source=tern-brigade')).toBe(0);
    expect(await found('target=tern-brigade')).toBe(0);
  });

  test('refuse a cursor that was made for a direction', async () => {
    const first = (await sided.client.get('/v1/events/dyads?limit=1')).json();
    const url = `/v1/events/dyads?limit=1&direction=either&cursor=${first.page.nextCursor}`;
    expect((await sided.client.get(url)).json()).toMatchObject({ status: 400, code: 'invalid-cursor' });
  });
});

describe('dyads with a direction', () => {
  test('are the default, and say how many events have none', async () => {
    const { data, direction, meta } = await dyads(coded.client, '');
    expect(direction).toBe('directed');
    expect(data.map(({ source, target }) => `${source} ${target}`).toSorted()).toEqual([
      'dockers halvia',
      'halvian-navy merrow',
      'halvian-navy reef-front',
      'norway halvia',
      'norway merrow',
      'tern-brigade islanders',
    ]);
    // Five battles, and a boat that nobody set adrift.
    expect(meta).toMatchObject({ unpaired: 6, seriesLeftOut: 1, warnings: [] });
  });

  test('name the other direction where no event has one', async () => {
    const { data, meta } = await dyads(coded.client, 'type=ASSAULT&actor=merrow-guard');
    expect(data).toEqual([]);
    expect(meta.unpaired).toBe(1);
    expect(meta.warnings).toEqual([
      {
        parameter: 'direction',
        message:
          'Events match, and none has both a source and a target: either pairs those who stand on two sides.',
        suggestion: 'either',
      },
    ]);
    const other = await dyads(coded.client, 'type=ASSAULT&actor=merrow-guard&direction=either');
    expect(other.meta).toMatchObject({ unpaired: 0, warnings: [] });
    expect((await dyads(coded.client, 'type=AID')).meta).toMatchObject({ unpaired: 0, warnings: [] });
  });
});

test('a table of events has the sides, who stands with them, and names as printed', async () => {
  const columns = 'id,sideAIds,sideBIds,sideBNames,associateIds,associateNames,participantsAsPrinted';
  const rows = rowsIn(
    (await coded.client.get(`/v1/exports/events?id=quarrel-001,quarrel-004&columns=${columns}&sort=date`))
      .body,
  );
  expect(rows).toMatchObject([
    {
      id: 'quarrel-001',
      sideAIds: 'halvian-navy',
      sideBIds: 'reef-front',
      sideBNames: 'Reef Front',
      associateIds: 'tern-brigade',
      associateNames: 'Tern Brigade',
      participantsAsPrinted: 'halvian-navy: Military Forces of Halvia',
    },
    { id: 'quarrel-004', sideAIds: '', associateIds: '', participantsAsPrinted: 'islanders: Fishermen' },
  ]);
});

test('linked data say the side, that somebody is only associated with it, and the name as printed', async () => {
  const document = (await coded.client.get('/v1/linked/event/quarrel-001')).json();
  const [navy, , brigade] = document['demarche:participation'];
  expect(navy).toMatchObject({
    'demarche:side': 'a',
    'demarche:actorAsPrinted': 'Military Forces of Halvia',
  });
  expect(brigade).toMatchObject({ 'demarche:role': 'associate', 'demarche:side': 'b' });
});
