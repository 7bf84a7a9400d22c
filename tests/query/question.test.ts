import { describe, expect, test } from 'vitest';
import type { DayRange } from '../../src/query/filters/filter.ts';
import { readParameters } from '../../src/query/parameters/parameters.ts';
import { conditionsOf } from '../../src/query/question.ts';
import { RESOURCES } from '../../src/resources/index.ts';

const { question } = RESOURCES.events;

async function conditions(query: string, days: DayRange | null = null) {
  const { values } = readParameters(question.parameters, query);
  return conditionsOf(await question.query(values ?? {}, async () => days));
}

describe('parameters become conditions', () => {
  test('values of one filter are ORed, filters are ANDed', async () => {
    expect(await conditions('type=THREATEN,ACCUSE&statusNot=denied')).toEqual([
      {
        kind: 'terms',
        match: 'any',
        terms: [
          { field: 'type', value: 'THREATEN' },
          { field: 'type', value: 'ACCUSE' },
        ],
      },
      { kind: 'terms', match: 'none', terms: [{ field: 'status', value: 'denied' }] },
    ]);
  });

  test('actorMatch=exact reads the field of the actor alone', async () => {
    expect(await conditions('source=russia')).toEqual([
      { kind: 'terms', match: 'any', terms: [{ field: 'source', value: 'russia' }] },
    ]);
    expect(await conditions('source=russia&actorNot=japan&actorMatch=exact')).toEqual([
      { kind: 'terms', match: 'none', terms: [{ field: 'actor.exact', value: 'japan' }] },
      { kind: 'terms', match: 'any', terms: [{ field: 'source.exact', value: 'russia' }] },
    ]);
  });

  test('a relation says how the related event is related, and filters by itself too', async () => {
    expect(await conditions('relatedTo=a&relation=partOf')).toEqual([
      { kind: 'terms', match: 'any', terms: [{ field: 'relatedTo.partOf', value: 'a' }] },
      { kind: 'terms', match: 'any', terms: [{ field: 'relation', value: 'partOf' }] },
    ]);
  });

  test('from and to are one range, inclusive', async () => {
    expect(await conditions('from=2023-12&to=2024-03')).toEqual([
      { kind: 'days', from: '2023-12-01', to: '2024-03-31', match: 'possible', undated: 'exclude' },
    ]);
    expect(await conditions('to=2024&dateMatch=certain&undated=true')).toEqual([
      { kind: 'days', from: null, to: '2024-12-31', match: 'certain', undated: 'include' },
    ]);
  });
});

describe('dates the wrong way round', () => {
  test.each(['from=2031&to=2029', 'from=2031&to=2029&undated=true', 'from=2031-03-02&to=2031-03-01'])(
    'match nothing, not even what is undated: %s',
    async (query) => {
      expect(await conditions(query)).toEqual([{ kind: 'ids', ids: [], match: 'any' }]);
    },
  );

  test('are the wrong way round only where no day lies in both', async () => {
    expect(await conditions('from=2031-03-16&to=2031')).toMatchObject([{ kind: 'days', to: '2031-12-31' }]);
  });
});

describe('after an event', () => {
  const month = { earliest: '2023-12-01', latest: '2023-12-31' };
  test.each([
    ['afterEvent=a', month, '2023-12-01', null],
    ['afterEvent=a&withinDays=7', month, '2023-12-01', '2024-01-07'],
    ['afterEvent=a&dateMatch=certain', month, '2024-01-01', null],
    ['afterEvent=a&withinDays=7&dateMatch=certain', month, '2024-01-01', '2023-12-08'],
    ['afterEvent=a&withinDays=7', { earliest: '2023-12-01', latest: null }, '2023-12-01', null],
    ['afterEvent=a&dateMatch=certain', { earliest: '2023-12-01', latest: null }, '9999-12-31', '0000-01-01'],
    ['afterEvent=a&dateMatch=certain', { earliest: null, latest: '9999-12-31' }, '9999-12-31', '0000-01-01'],
    [
      'afterEvent=a&withinDays=7&dateMatch=certain',
      { earliest: null, latest: '2023-12-31' },
      '9999-12-31',
      '0000-01-01',
    ],
    ['afterEvent=a&withinDays=7', { earliest: null, latest: '9999-12-30' }, null, '9999-12-31'],
  ])('%s within %o lies from %s to %s', async (query, days, from, to) => {
    const [self, range] = await conditions(query, days);
    expect(self).toEqual({ kind: 'ids', ids: ['a'], match: 'none' });
    expect(range).toMatchObject({ kind: 'days', from, to });
  });

  test('an event that does not exist has nothing after it', async () => {
    expect(await conditions('afterEvent=a')).toEqual([{ kind: 'ids', ids: [], match: 'any' }]);
  });
});

test('a modifier without what it modifies is refused with the name of that', async () => {
  expect(question.problems({ withinDays: 7, type: ['THREATEN'] })).toMatchObject([
    { parameter: 'withinDays', suggestion: 'afterEvent' },
  ]);
  expect(question.problems({ withinDays: 7, afterEvent: 'a' })).toEqual([]);
});
