import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listParameters } from '../../src/query/parameters/list-parameters.ts';
import { readParameters } from '../../src/query/parameters/parameters.ts';
import { RESOURCES } from '../../src/resources/index.ts';

const events = listParameters(RESOURCES.events);
const articles = listParameters(RESOURCES.articles);

describe('reads values', () => {
  test.each([
    ['type=THREATEN&type=ACCUSE', { type: ['THREATEN', 'ACCUSE'] }],
    ['type=THREATEN,ACCUSE', { type: ['THREATEN', 'ACCUSE'] }],
    ['type=THREATEN%2CACCUSE,THREATEN', { type: ['THREATEN', 'ACCUSE'] }],
    ['minPlover=-3.5', { minPlover: -3.5 }],
    ['from=2023-12&to=2024-02-29', { from: '2023-12', to: '2024-02-29' }],
    ['undated=true', { undated: true }],
    ['limit=200', { limit: 200 }],
    ['', { sort: '-date', limit: 50, dateMatch: 'possible' }],
  ])('%s', (query, expected) => {
    expect(readParameters(events, query)).toMatchObject({ values: expected, problems: null });
  });

  test('a publisher keeps its commas', () => {
    const read = readParameters(articles, 'publisher=Smith,+Jones+%26+Co');
    expect(read.values).toMatchObject({ publisher: ['Smith, Jones & Co'] });
  });
});

describe('refuses what it does not understand, and says what would be right', () => {
  test.each([
    ['tpye=THREATEN', 'tpye', 'type'],
    ['type=THREATN', 'type', 'THREATEN'],
    ['sourceCountry=RU', 'sourceCountry', 'RUS'],
    ['sort=-dat', 'sort', '-date'],
    ['include=actor', 'include', 'actors'],
    ['limit=0', 'limit', '1'],
    ['limit=201', 'limit', '200'],
    ['limit=1e2', 'limit', null],
    ['limit=0x10', 'limit', null],
    ['limit=+5', 'limit', null],
    ['limit=', 'limit', null],
    ['limit=5&limit=6', 'limit', null],
    ['total=yes', 'total', 'true'],
    ['code=cameo:999', 'code', null],
    ['from=2024-02-30', 'from', null],
    ['from=0000-13', 'from', null],
    ['from=20231201', 'from', null],
    ['type=', 'type', null],
    ['type[]=THREATEN', 'type[]', 'type'],
    ['__proto__=1', '__proto__', null],
    ['constructor=1', 'constructor', null],
    ['actor=a%00b', 'actor', null],
    ['actor=%ff', '', null],
    ['actor=%zz', '', null],
    [`actor=${Array.from({ length: 51 }, (_, i) => `a${i}`).join()}`, 'actor', null],
  ])('%s', (query, parameter, suggestion) => {
    expect(readParameters(events, query).problems?.[0]).toMatchObject({ parameter, suggestion });
  });

  test('every problem of a request is reported', () => {
    expect(readParameters(events, 'limit=0&typ=x&from=x').problems).toHaveLength(3);
  });

  test('foreign text is quoted back briefly', () => {
    const { problems } = readParameters(events, `${'x'.repeat(5000)}=1&type=${'y'.repeat(5000)}`);
    expect(JSON.stringify(problems).length).toBeLessThan(1000);
  });

  test('any string is either read or refused, never thrown on', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (query) => void readParameters(events, query)));
  });
});
