// A load's comparison with the revision before, against the plainest way: two maps.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Difference, differenceOf, pairsOf } from '../../src/load/publish/compare-revisions.ts';
import { revisionsToKeep } from '../../src/load/publish/write-change-log.ts';
import type { IdState, RevisionEntry } from '../../src/store/port/change-log.ts';

const state = fc.record({
  type: fc.constantFrom('actor' as const, 'article' as const, 'event' as const),
  id: fc.constantFrom('a', 'a-b', 'ab', 'b', 'b0', 'c'),
  what: fc.oneof(
    fc.constantFrom('1', '2').map((hash) => ({ hash, retired: null })),
    fc
      .record({ successorId: fc.constantFrom(null, 'z'), reason: fc.constantFrom('One.', 'Two.') })
      .map((retired) => ({ hash: null, retired })),
  ),
});

const keyOf = ({ type, id }: Pick<IdState, 'type' | 'id'>) => `${type} ${id}`;

/** Each id once, in order. */
const states = fc
  .uniqueArray(state, { selector: keyOf, maxLength: 18 })
  .map((list) =>
    list
      .map(({ type, id, what }): IdState => ({ type, id, ...what }))
      .sort((a, b) => (a.type === b.type ? (a.id < b.id ? -1 : 1) : a.type < b.type ? -1 : 1)),
  );

async function* streamed(list: readonly IdState[]): AsyncGenerator<IdState> {
  yield* list;
}

function naiveKind(before: IdState | undefined, after: IdState | undefined): Difference['kind'] | null {
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  if (after === undefined) return 'removed';
  if (after.retired !== null) return 'retired';
  return before === undefined || before.retired !== null ? 'added' : 'changed';
}

describe('two revisions', () => {
  test('are told apart id by id, in order', async () => {
    await fc.assert(
      fc.asyncProperty(states, states, async (old, own) => {
        const found: string[] = [];
        for await (const pair of pairsOf(streamed(old), own)) {
          const difference = differenceOf(pair);
          if (difference === null) continue;
          found.push(`${keyOf(difference)} ${difference.kind}`);
          const { successorId, reason } = pair.after?.retired ?? { successorId: null, reason: null };
          expect(difference).toMatchObject({ successorId, reason });
        }
        const [olds, news] = [old, own].map((list) => new Map(list.map((each) => [keyOf(each), each])));
        const expected = [...new Set([...(olds?.keys() ?? []), ...(news?.keys() ?? [])])].flatMap((key) => {
          const kind = naiveKind(olds?.get(key), news?.get(key));
          return kind === null ? [] : [`${key} ${kind}`];
        });
        expect(found.toSorted()).toEqual(expected.toSorted());
        const ids = found.map((text) => text.split(' ').slice(0, 2).join('\t'));
        expect(ids).toEqual(ids.toSorted());
      }),
    );
  });
});

describe('the history that is kept', () => {
  const history = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 12 }).map((changes) =>
    changes.map(
      (_, index): RevisionEntry => ({
        sequence: index + 1,
        revision: String(index),
        version: '1',
        lastPosition: changes.slice(0, index + 1).reduce((sum, count) => sum + count, 0),
      }),
    ),
  );
  const most = fc.record({ revisions: fc.integer({ min: 1, max: 6 }), changes: fc.nat({ max: 12 }) });

  test('is as many of the newest revisions as fit the bounds, and always the last with the one before it', () => {
    fc.assert(
      fc.property(history, most, (all, bounds) => {
        const kept = revisionsToKeep(all, bounds);
        expect(all.slice(-kept.length)).toEqual(kept);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(2, all.length));
        const fits = (list: readonly RevisionEntry[]) => {
          const [oldest, newest] = [list[0]?.lastPosition ?? 0, list.at(-1)?.lastPosition ?? 0];
          return list.length <= bounds.revisions && newest - oldest <= bounds.changes;
        };
        if (kept.length > 2) expect(fits(kept)).toBe(true);
        if (kept.length < all.length) expect(fits(all.slice(-kept.length - 1))).toBe(false);
      }),
    );
  });
});
