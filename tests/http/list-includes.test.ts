import { describe, expect, test } from 'vitest';
import { includedOf } from '../../src/http/records/includes.ts';
import { events } from '../../src/resources/events.ts';
import type { Store } from '../../src/store/port/store.ts';

/** Answers whatever ids it is asked for. */
const store = {
  getMany: async (_resource: string, ids: readonly string[]) => ids.map((id) => JSON.stringify({ id })),
} as unknown as Store;

const event = (...actorIds: string[]) =>
  JSON.stringify({ id: 'e', participants: actorIds.map((actorId) => ({ actorId, onBehalfOfId: null })) });

describe('what is included', () => {
  test('is each record once, however many of the page name it', async () => {
    const { json, warnings } = await includedOf(
      events,
      [event('a', 'b'), event('b', 'a'), event('a')],
      ['actors'],
      store,
    );
    expect(JSON.parse(json)).toEqual({
      actors: [{ id: 'a' }, { id: 'b' }],
      articles: [],
      quotes: [],
      disagreements: [],
    });
    expect(warnings).toEqual([]);
  });

  test('is bounded, and a warning says so', async () => {
    const page = Array.from({ length: 200 }, (_, index) =>
      event(...Array.from({ length: 10 }, (_, actor) => `a-${index}-${actor}`)),
    );
    const { json, warnings } = await includedOf(events, page, ['actors'], store);
    expect(JSON.parse(json).actors).toHaveLength(1000);
    expect(warnings).toEqual([
      {
        parameter: 'include',
        message: 'Only the first 1000 actors are included; ask for a smaller page.',
        suggestion: null,
      },
    ]);
  });
});
