import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Progress, progressLines } from '../../src/load/progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** The lines of reports, each so many milliseconds after the one before. */
function linesOf(reports: readonly (Progress & { after: number })[]): string[] {
  const lines: string[] = [];
  const report = progressLines((line) => lines.push(line));
  for (const { after, ...progress } of reports) {
    vi.advanceTimersByTime(after);
    report(progress);
  }
  return lines;
}

test('a short load says what each step does, and not that a part of it were all', () => {
  const quick = { after: 10 };
  expect(
    linesOf([
      { ...quick, step: 'reading', done: 500, total: null },
      { ...quick, step: 'checking', done: 0, total: null },
      { ...quick, step: 'proving', done: 12, total: null },
      { ...quick, step: 'writing', done: 5, total: 260 },
      { ...quick, step: 'writing', done: 260, total: 260 },
      { ...quick, step: 'publishing', done: 260, total: 260 },
    ]),
  ).toEqual(['reading', 'checking', 'proving', 'writing 260 records', 'publishing 260 records']);
});

test('a long one says every two seconds how far it is', () => {
  const slow = { after: 2000 };
  expect(
    linesOf([
      { ...slow, step: 'reading', done: 500, total: null },
      { ...slow, step: 'reading', done: 1000, total: null },
      { ...slow, step: 'proving', done: 12, total: null },
      { ...slow, step: 'proving', done: 90, total: null },
      { ...slow, step: 'writing', done: 500, total: 20_000 },
      { after: 100, step: 'writing', done: 1000, total: 20_000 },
      { ...slow, step: 'writing', done: 1500, total: 20_000 },
    ]),
  ).toEqual([
    'reading',
    'reading 1000 records',
    'proving',
    'proving 90 spans',
    'writing 20000 records',
    'writing 1500 of 20000 records',
  ]);
});
