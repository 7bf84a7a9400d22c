// A range of days is few nodes of the calendar, and two ranges share a day just where their nodes meet.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusDays } from '../../src/model/calendar.ts';
import { dayNodes } from '../../src/query/day-nodes.ts';
import { assertProperty } from '../support/fuzz.ts';

describe('the nodes of a range', () => {
  test.each<[string | null, string | null, string[]]>([
    ['2024-02-29', '2024-02-29', ['2024-02-29']],
    ['2024-02-01', '2024-02-29', ['2024-02']],
    ['2023-02-01', '2023-03-01', ['2023-02', '2023-03-01']],
    ['2023-12-01', '2024-03-31', ['2023-12', '2024-01', '2024-02', '2024-03']],
    ['2020-01-01', '2031-12-31', ['202', '2030', '2031']],
    ['1900-01-01', '1999-12-31', ['19']],
    ['9899-12-31', null, ['9899-12-31', '99']],
    [null, '0100-01-01', ['00', '0100-01-01']],
    ['2024-03-02', '2024-03-01', []],
  ])('from %s to %s', (first, last, nodes) => {
    expect(dayNodes(first, last).own).toEqual(nodes);
  });

  test('are never many', () => {
    expect(dayNodes('0000-01-02', '9999-12-30').own).toHaveLength(216);
  });

  test('lie below what stands above them, each once', () => {
    expect(dayNodes('2024-03-14', '2024-03-15').above).toEqual(['20', '202', '2024', '2024-03']);
  });
});

test('two ranges share a day where one has a node of the other, or one above or below it', async () => {
  const day = fc.oneof(
    fc.integer({ min: 0, max: 900 }).map((days) => plusDays('2023-06-15', days)),
    fc.integer({ min: 0, max: 40_000 }).map((days) => plusDays('1950-01-01', days)),
  );
  const end = fc.option(day, { freq: 5 });
  const range = fc
    .tuple(end, end)
    .map(([a, b]) => (a !== null && b !== null && a > b ? ([b, a] as const) : ([a, b] as const)));
  const property = fc.asyncProperty(range, range, async (a, b) => {
    const [asked, had] = [dayNodes(...a), dayNodes(...b)];
    const isWithin = asked.own.some((node) => had.own.includes(node) || had.above.includes(node));
    const isAround = asked.above.some((node) => had.own.includes(node));
    const starts = [a[0] ?? '0000', b[0] ?? '0000'].toSorted();
    const ends = [a[1] ?? '9999-99', b[1] ?? '9999-99'].toSorted();
    expect(isWithin || isAround).toBe((starts[1] as string) <= (ends[0] as string));
  });
  await assertProperty(property, 500);
});
