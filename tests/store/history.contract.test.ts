// What every store answers about the changes that led to it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeEntry, ChangeQuery, RevisionEntry } from '../../src/store/port/change-log.ts';
import type { Store } from '../../src/store/port/store.ts';
import { STORES } from '../support/stores.ts';

/** Four revisions, numbered from 7 because older ones are not kept; the second changed nothing, the last is the first again. */
const REVISIONS: readonly RevisionEntry[] = [
  { sequence: 7, revision: 'a'.repeat(16), version: '1', lastPosition: 10 },
  { sequence: 8, revision: 'b'.repeat(16), version: '1', lastPosition: 10 },
  { sequence: 9, revision: 'c'.repeat(16), version: '2', lastPosition: 12 },
  { sequence: 10, revision: 'a'.repeat(16), version: '1', lastPosition: 14 },
];
const [A, B, C] = REVISIONS.map(({ revision }) => revision) as [string, string, string, string];

const change = (position: number, sequence: number, rest: Partial<ChangeEntry>): ChangeEntry => ({
  position,
  sequence,
  type: 'event',
  id: `event-${position}`,
  kind: 'added',
  fields: [],
  successorId: null,
  reason: null,
  ...rest,
});

const CHANGES: readonly ChangeEntry[] = [
  change(11, 9, { kind: 'changed', fields: ['title', 'summary'] }),
  change(12, 9, { type: 'actor', kind: 'retired', successorId: 'other', reason: 'Told twice.' }),
  change(13, 10, { kind: 'removed' }),
  change(14, 10, {}),
];

describe.each(STORES)('the $name store', ({ build }) => {
  let store: Store;
  beforeAll(async () => {
    store = await build({ history: { revisions: REVISIONS, changes: CHANGES } });
  });
  afterAll(() => store.close());

  const ask = (query: Partial<ChangeQuery>) =>
    store.changes({
      since: null,
      types: null,
      kinds: null,
      direction: 'asc',
      after: null,
      limit: 10,
      isCounted: false,
      ...query,
    });
  const ids = async (query: Partial<ChangeQuery>) => (await ask(query))?.changes.map(({ id }) => id);

  it('gives each change with its revision and the one before that', async () => {
    expect(await ask({ limit: 2, isCounted: true })).toEqual({
      changes: [
        {
          revision: C,
          previousRevision: B,
          version: '2',
          type: 'event',
          id: 'event-11',
          change: 'changed',
          fields: ['title', 'summary'],
          successorId: null,
          reason: null,
        },
        {
          revision: C,
          previousRevision: B,
          version: '2',
          type: 'actor',
          id: 'event-12',
          change: 'retired',
          fields: [],
          successorId: 'other',
          reason: 'Told twice.',
        },
      ],
      since: A,
      total: 4,
      end: 12,
    });
  });

  it('begins after the revision that is asked for, where it came last', async () => {
    expect(await ids({ since: B })).toEqual(['event-11', 'event-12', 'event-13', 'event-14']);
    expect(await ids({ since: C })).toEqual(['event-13', 'event-14']);
    expect(await ids({ since: A })).toEqual([]);
    expect(await ask({ since: 'd'.repeat(16) })).toBeNull();
  });

  it('goes on in either direction, and ends', async () => {
    expect(await ids({ after: 12 })).toEqual(['event-13', 'event-14']);
    expect(await ids({ direction: 'desc', after: 12, since: B })).toEqual(['event-11']);
    expect(await ids({ direction: 'desc', limit: 3 })).toEqual(['event-14', 'event-13', 'event-12']);
    expect((await ask({ limit: 4 }))?.end).toBeNull();
  });

  it('picks types and kinds', async () => {
    expect(await ids({ types: ['actor'] })).toEqual(['event-12']);
    expect(await ids({ kinds: ['removed', 'added', 'changed'], types: ['event'] })).toEqual([
      'event-11',
      'event-13',
      'event-14',
    ]);
    expect((await ask({ kinds: ['added'], isCounted: true }))?.total).toBe(1);
  });
});
