// Events by the kind and the sector of who takes part.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodedActor, CodedEvent } from '../support/coded.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';
import { CODED } from '../support/load.ts';
import { writeSidedSet } from '../support/sided-set.ts';

const folder = temporaryDirectory();
writeSidedSet(folder.path);
const sided = serveHarbour({ cacheBytes: 0, dir: folder.path, texts: null });
const coded = serveHarbour({ dir: CODED, texts: null });
afterAll(folder.remove);

let listed: readonly CodedEvent[];
let actors: ReadonlyMap<string, CodedActor>;
beforeAll(async () => {
  listed = (await sided.client.get('/v1/events?limit=200')).json().data;
  const { data } = (await sided.client.get('/v1/actors?limit=200')).json() as { data: CodedActor[] };
  actors = new Map(data.map((actor) => [actor.id, actor]));
});

const ids = async (query: string): Promise<string[]> =>
  (await sided.client.get(`/v1/events?limit=200&${query}`))
    .json()
    .data.map(({ id }: { id: string }) => id)
    .toSorted();

describe.each([
  ['actorKind', null, ({ kind }: CodedActor) => [kind]],
  ['sourceKind', 'source', ({ kind }: CodedActor) => [kind]],
  ['targetKind', 'target', ({ kind }: CodedActor) => [kind]],
  ['actorSector', null, ({ sectors }: CodedActor) => sectors],
  ['sourceSector', 'source', ({ sectors }: CodedActor) => sectors],
  ['targetSector', 'target', ({ sectors }: CodedActor) => sectors],
] as const)('%s', (filter, role, traits) => {
  /** What an event has by reading it: of those in the role, and of whom they act for. */
  const valuesOf = ({ participants }: CodedEvent) =>
    participants
      .filter((each) => role === null || each.role === role)
      .flatMap(({ actorId, onBehalfOfId }) => [actorId, onBehalfOfId])
      .flatMap((id) => traits(actors.get(id ?? '') ?? { id: '', kind: '', country: null, sectors: [] }))
      .filter((value) => value !== '');
  const having = (...values: readonly string[]) =>
    listed
      .filter((event) => valuesOf(event).some((value) => values.includes(value)))
      .map(({ id }) => id)
      .toSorted();

  test('finds and counts the events that have each value, and several values find those with any', async () => {
    const values = [...new Set(listed.flatMap(valuesOf))].toSorted();
    expect(values.length).toBeGreaterThan(2);
    const body = (await sided.client.get(`/v1/events/facets?facet=${filter}&size=200`)).json();
    const [facet] = body.facets;
    expect(facet.single).toBe(false);
    expect(facet.values.map(({ value }: { value: string }) => value).toSorted()).toEqual(values);
    for (const { value, count } of facet.values) {
      expect(await ids(`${filter}=${value}`)).toEqual(having(value));
      expect(count).toBe(having(value).length);
    }
    const [first, second] = values as [string, string];
    expect(await ids(`${filter}=${first},${second}`)).toEqual(having(first, second));
  });

  test('means the same however actors are matched', async () => {
    const [value] = listed.flatMap(valuesOf) as [string];
    const named = await ids(`${filter}=${value}&actor=actor-1`);
    expect(await ids(`${filter}=${value}&actor=actor-1&actorMatch=exact`)).toEqual(
      having(value).filter((id) =>
        listed.some(
          (event) => event.id === id && event.participants.some((each) => each.actorId === 'actor-1'),
        ),
      ),
    );
    expect(named.length).toBeGreaterThan(0);
    // It says how an actor is meant, and none is named.
    expect((await sided.client.get(`/v1/events?${filter}=${value}&actorMatch=exact`)).statusCode).toBe(400);
  });
});

test('values have labels, in words', async () => {
  const { facets } = (await coded.client.get('/v1/events/facets?facet=actorKind,sourceSector')).json();
  const labels = facets.map(({ values }: { values: { value: string; label: string }[] }) =>
    Object.fromEntries(values.map(({ value, label }) => [value, label])),
  );
  expect(labels).toMatchObject([
    { body: 'Body', group: 'Group', state: 'State' },
    { GOV: 'Government', LAB: expect.any(String), REB: 'Rebels' },
  ]);
});

test('who stands with a side or bears the effects takes part, and neither acts nor is acted upon', async () => {
  const found = async (query: string) => (await coded.client.get(`/v1/events?${query}`)).json().data.length;
  expect(await found('id=quarrel-010&actorSector=CVL')).toBe(1);
  expect(await found('id=quarrel-010&sourceSector=CVL')).toBe(0);
  expect(await found('id=quarrel-010&targetSector=CVL')).toBe(0);
  expect(await found('id=quarrel-001&actorKind=group')).toBe(1);
  expect(await found('id=quarrel-001&sourceKind=group')).toBe(0);
  // The navy acts on behalf of a state.
  expect(await found('id=quarrel-006&sourceKind=state')).toBe(1);
});

test.each([
  ['sourceKind', 'goverment', 'government'],
  ['targetSector', 'gov', 'GOV'],
])('%s=%s is refused with the nearest value', async (filter, value, meant) => {
  const response = await coded.client.get(`/v1/events?${filter}=${value}`);
  expect(response.statusCode).toBe(400);
  expect(response.json().errors).toMatchObject([{ parameter: filter, suggestion: meant }]);
});

test('what was asked is said in words', async () => {
  const { meta } = (await coded.client.get('/v1/events?sourceKind=group&targetSector=CVL')).json();
  expect(meta.query).toBe(
    'Events with a source of the kind group, with a target of the sector CVL, newest first.',
  );
});
