import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type DateBounds, parseEdtf } from '../../src/model/fuzzy-date.ts';

const day = fc
  .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const plain = fc.oneof(
  day,
  day.map((text) => text.slice(0, 7)),
  day.map((text) => text.slice(0, 4)),
);
const qualified = fc.tuple(plain, fc.constantFrom('', '~', '?', '%')).map((parts) => parts.join(''));
const unspecified = day.chain((text) =>
  fc.constantFrom(
    `${text.slice(0, 8)}XX`,
    `${text.slice(0, 5)}XX`,
    `${text.slice(0, 3)}X`,
    `${text.slice(0, 2)}XX`,
  ),
);

describe('any EDTF text', () => {
  test('a day means itself', () => {
    fc.assert(
      fc.property(day, (text) => {
        expect(parseEdtf(text)).toEqual({ earliest: text, latest: text, precision: 'day' });
      }),
    );
  });

  // The period is parsed by the library's grammar, the date itself mostly without it.
  test('a plain date means what it means as both ends of a period', () => {
    const digits = (most: number, length: number) =>
      fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(length, '0'));
    const parts = fc.tuple(digits(9999, 4), digits(14, 2), digits(33, 2), fc.integer({ min: 1, max: 3 }));
    const anyPlain = fc.oneof(
      plain,
      parts.map(([year, month, date, length]) => [year, month, date].slice(0, length).join('-')),
    );
    fc.assert(
      fc.property(anyPlain, (text) => {
        const [alone, period] = [parseEdtf(text), parseEdtf(`${text}/${text}`)];
        if ('problem' in alone) expect(period).toHaveProperty('problem');
        else {
          const precision = ['year', 'month', 'day'][text.split('-').length - 1];
          expect(alone).toEqual({ ...(period as DateBounds), precision });
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('its days are real, the first no later than the last', () => {
    const open = fc.constantFrom('..', '');
    const period = fc.oneof(
      fc.tuple(qualified, qualified),
      fc.tuple(open, qualified),
      fc.tuple(qualified, open),
    );
    const range = fc.oneof(
      fc.tuple(day, day).map((ends) => ends.toSorted().join('..')),
      plain.map((end) => `..${end}`),
      plain.map((end) => `${end}..`),
    );
    const texts = fc.oneof(
      qualified,
      unspecified,
      period.map((ends) => ends.join('/')),
      range.map((ends) => `[${ends}]`),
    );
    let accepted = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const result = parseEdtf(text);
        if ('problem' in result) {
          expect(result.problem, 'only a period drawn the wrong way round').toContain('earlier date first');
          return;
        }
        accepted++;
        const { earliest, latest } = result;
        expect(earliest ?? latest).not.toBeNull();
        for (const end of [earliest, latest])
          expect(z.iso.date().nullable().safeParse(end).success).toBe(true);
        if (earliest !== null && latest !== null) expect(earliest <= latest).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  test('a period and a range have the days of their ends, and are refused just when these are reversed', () => {
    fc.assert(
      fc.property(day, day, (first, last) => {
        const results = [parseEdtf(`${first}/${last}`), parseEdtf(`[${first}..${last}]`)];
        const expected = first <= last ? { earliest: first, latest: last } : { problem: expect.any(String) };
        expect(results).toMatchObject([expected, expected]);
      }),
    );
  });

  test('a coarser date covers the finer', () => {
    fc.assert(
      fc.property(day, (text) => {
        for (const length of [7, 4]) {
          const result = parseEdtf(text.slice(0, length));
          expect(result).not.toHaveProperty('problem');
          const { earliest, latest } = result as DateBounds;
          expect([earliest, text, latest]).toEqual([earliest, text, latest].toSorted());
        }
      }),
    );
  });

  test('other text gets a sentence, never an exception', () => {
    const near = fc.string({ unit: fc.constantFrom(...'0129-X~?%/.[]{},TS '), maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        const result = parseEdtf(text);
        if ('problem' in result)
          expect(result.problem).toMatch(/^".*" (is|has|holds|lacks|marks|mixes|ends) .*: /);
      }),
      { numRuns: 2000 },
    );
  });
});
