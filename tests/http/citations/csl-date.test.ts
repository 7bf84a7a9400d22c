import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cslDate, sharedDate } from '../../../src/http/citations/csl-date.ts';
import { fuzzyDate } from '../../../src/model/fuzzy-date.ts';

const dateOf = (edtf: string | null) => fuzzyDate({ edtf, basis: null, time: null, note: null });

test.each([
  ['2031-03-14', [[2031, 3, 14]], undefined],
  ['2031-03', [[2031, 3]], undefined],
  ['2031', [[2031]], undefined],
  ['2031-03-XX', [[2031, 3]], undefined],
  ['2031-XX', [[2031]], undefined],
  ['2031-03~', [[2031, 3]], true],
  ['2031?', [[2031]], true],
  ['2031-03-14%', [[2031, 3, 14]], true],
  ['203X', [[2030], [2039]], true],
  ['20XX', [[2000], [2099]], true],
  [
    '[2023-12-27..2023-12-31]',
    [
      [2023, 12, 27],
      [2023, 12, 31],
    ],
    true,
  ],
  [
    '[2023-12..2024-01]',
    [
      [2023, 12],
      [2024, 1],
    ],
    true,
  ],
  [
    '2023-12/2024-01',
    [
      [2023, 12],
      [2024, 1],
    ],
    undefined,
  ],
  [
    '2023-12~/2024-01',
    [
      [2023, 12],
      [2024, 1],
    ],
    true,
  ],
])('%s is a CSL date no more exact than it is known', (edtf, parts, circa) => {
  expect(cslDate(dateOf(edtf))).toEqual({ 'date-parts': parts, ...(circa && { circa }) });
});

test.each([null, '[..2031-03-14]', '[2031-03-14..]', '../2031', '2031/..', '0000', '0000-01-01'])(
  '%s is none, because CSL cannot say it',
  (edtf) => {
    expect(cslDate(dateOf(edtf))).toBeNull();
  },
);

test.each([
  [
    [
      [2023, 12, 27],
      [2023, 12, 31],
    ],
    [[2023, 12]],
  ],
  [
    [
      [2024, 3, 22],
      [2024, 4, 10],
    ],
    [[2024]],
  ],
  [
    [
      [2023, 12],
      [2024, 1],
    ],
    null,
  ],
  [[[2024, 3, 22]], [[2024, 3, 22]]],
])('a format with one date is given what both ends of %j share', (parts, shared) => {
  expect(sharedDate({ 'date-parts': parts })?.['date-parts'] ?? null).toEqual(shared);
});

test('whatever the date, its parts lie between the first and the last day it can mean', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  const edtf = fc
    .tuple(day, day, fc.constantFrom(4, 7, 10), fc.constantFrom('one', 'range', 'period'))
    .map(([a, b, length, shape]) => {
      const ends = [a, b].map((date) => date.toISOString().slice(0, length)).sort();
      return { one: ends[0], range: `[${ends.join('..')}]`, period: ends.join('/') }[shape] ?? '';
    });
  fc.assert(
    fc.property(edtf, (text) => {
      const date = dateOf(text);
      const written = cslDate(date)?.['date-parts'].map((parts) =>
        parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-'),
      );
      expect(date.earliest?.startsWith(written?.[0] ?? '')).toBe(true);
      expect(date.latest?.startsWith(written?.at(-1) ?? '')).toBe(true);
    }),
  );
});
