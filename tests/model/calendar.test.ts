import { describe, expect, test } from 'vitest';
import { daysInMonth, firstDay, lastDay, plusDays } from '../../src/model/calendar.ts';

describe('a partial date stands for its first or last day', () => {
  test.each([
    ['2023', '2023-01-01', '2023-12-31'],
    ['0000', '0000-01-01', '0000-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['0004-02', '0004-02-01', '0004-02-29'],
    ['2023-04', '2023-04-01', '2023-04-30'],
    ['2023-12-27', '2023-12-27', '2023-12-27'],
  ])('%s', (partial, first, last) => {
    expect([firstDay(partial), lastDay(partial)]).toEqual([first, last]);
  });
});

test.each([
  ['2024-02-28', 1, '2024-02-29'],
  ['2023-12-31', 1, '2024-01-01'],
  ['2024-03-01', -1, '2024-02-29'],
  ['0000-03-01', -1, '0000-02-29'],
  ['0099-12-31', 1, '0100-01-01'],
  ['0000-01-01', -1, '0000-01-01'],
  ['0000-01-20', -36_525, '0000-01-01'],
  ['9999-12-31', 1, '9999-12-31'],
  ['9999-01-01', 36_525, '9999-12-31'],
])('%s and %i days is %s, no further than dates go', (day, days, expected) => {
  expect(plusDays(day, days)).toBe(expected);
});

test('the years 0 to 99 are those years, not 1900 to 1999', () => {
  expect([daysInMonth(0, 2), daysInMonth(4, 2), daysInMonth(100, 2)]).toEqual([29, 29, 28]);
});
