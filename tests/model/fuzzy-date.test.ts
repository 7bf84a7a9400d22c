import { describe, expect, test } from 'vitest';
import {
  AuthoredFuzzyDate,
  type DateBounds,
  dateSortKey,
  FuzzyDate,
  fuzzyDate,
  parseEdtf,
} from '../../src/model/fuzzy-date.ts';

/** Every message for an authored date, as `path: message`. */
function problems(input: unknown): string[] {
  const issues = AuthoredFuzzyDate.safeParse(input).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function bounds(text: string): DateBounds {
  const result = parseEdtf(text);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

describe('an EDTF text', () => {
  test.each([
    ['2024-03-05', '2024-03-05', '2024-03-05', 'day'],
    ['2024-02-29', '2024-02-29', '2024-02-29', 'day'],
    ['0000-02-29', '0000-02-29', '0000-02-29', 'day'],
    ['9999-12-31', '9999-12-31', '9999-12-31', 'day'],
    ['2024-02', '2024-02-01', '2024-02-29', 'month'],
    ['1900-02', '1900-02-01', '1900-02-28', 'month'],
    ['0050-02', '0050-02-01', '0050-02-28', 'month'],
    ['2024', '2024-01-01', '2024-12-31', 'year'],
    ['2024~', '2024-01-01', '2024-12-31', 'year'],
    ['2024-02?', '2024-02-01', '2024-02-29', 'month'],
    ['2024-03-05%', '2024-03-05', '2024-03-05', 'day'],
    ['2024-03-XX', '2024-03-01', '2024-03-31', 'month'],
    ['2024-XX', '2024-01-01', '2024-12-31', 'year'],
    ['2024-XX-XX', '2024-01-01', '2024-12-31', 'year'],
    ['201X', '2010-01-01', '2019-12-31', 'range'],
    ['20XX', '2000-01-01', '2099-12-31', 'range'],
    ['[2023-12-01..2024-01-15]', '2023-12-01', '2024-01-15', 'range'],
    ['[2023..2024]', '2023-01-01', '2024-12-31', 'range'],
    ['[..2024-02]', null, '2024-02-29', 'range'],
    ['[2024-02-05..]', '2024-02-05', null, 'range'],
    ['2024-02-05/2024-03', '2024-02-05', '2024-03-31', 'period'],
    ['2024/2024', '2024-01-01', '2024-12-31', 'period'],
    ['2024-02-05/2024-02-05', '2024-02-05', '2024-02-05', 'period'],
    ['2024~/2025?', '2024-01-01', '2025-12-31', 'period'],
    ['2024-02-05/..', '2024-02-05', null, 'period'],
    ['2024-02-05/', '2024-02-05', null, 'period'],
    ['../2024-02', null, '2024-02-29', 'period'],
    ['/2024-02', null, '2024-02-29', 'period'],
  ])('%s lies between %s and %s, precision %s', (text, earliest, latest, precision) => {
    expect(parseEdtf(text)).toEqual({ earliest, latest, precision });
  });

  test.each([
    ['2024-21', 'name its months'],
    ['2024-21/2024-22', 'name its months'],
    ['2024-36', 'name its months'],
    ['2024-03-05T10:00:00Z', 'the time in `time`'],
    ['2024-03-05 10:00', 'the time in `time`'],
    ['[2024,2025]', 'give one date'],
    ['{2024..2026}', 'give one date'],
    ['[2024-01,2024-03..2024-05]', 'give one date'],
    ['[2024]', 'leave the brackets out'],
    ['2024..2025', 'write [a..b]'],
    ['..2024', 'write [a..b]'],
    ['-0001', '0000 to 9999'],
    ['12024', '0000 to 9999'],
    ['Y12024', '0000 to 9999'],
    ['-0001/2024', '0000 to 9999'],
    ['1985S2', '0000 to 9999'],
    ['20240305', 'write 2024, 2024-03 or 2024-03-05'],
    ['202', 'a decade is 202X'],
    ['20', 'a century 20XX'],
    ['2024-02-30', 'the days 01 to 29'],
    ['2023-02-29', 'the days 01 to 28'],
    ['[2024-01-01..2023-02-29]', 'the days 01 to 28'],
    ['2024-04-31/2024-05', 'the days 01 to 30'],
    ['2024-13', 'months are 01 to 12'],
    ['2024-00-10', 'months are 01 to 12'],
    ['2024-3-5', 'write two'],
    ['2024-03-5', 'write two'],
    ['2025/2024', 'write the earlier date first'],
    ['[2024-03..2024-01]', 'write the earlier date first'],
    ['2024-06-01/2024-05', 'write the earlier date first'],
    ['?2024', 'at the end'],
    ['2024?-03', 'at the end'],
    ['[2024~..2025]', 'plain dates'],
    ['[2024-03-01..2024-04]', 'write both ends alike'],
    ['2024-XX-05', 'write 201X'],
    ['2024-03-2X', 'write 201X'],
    ['2024-XX/2025', 'no X in a range or period'],
    ['201X?', 'keep one'],
    ['2024-xx', 'write a capital X'],
    ['XXXX', 'where nothing is known'],
    ['XXXX-12-25', 'where nothing is known'],
    ['../..', 'where nothing is known'],
    ['/', 'where nothing is known'],
    ['[..]', 'where nothing is known'],
    ['', 'where nothing is known'],
    ['2023/2024/2025', 'a period is a/b'],
    [' 2024', 'write it without any'],
    ['last week', 'write 2024, 2024-03 or 2024-03-05'],
    ['05.03.2024', 'write 2024, 2024-03 or 2024-03-05'],
    ['2024-03-05-06', 'write 2024, 2024-03 or 2024-03-05'],
  ])('%j is refused with its cure: %s', (text, cure) => {
    const result = parseEdtf(text);
    expect(result).toEqual({ problem: expect.stringContaining(cure) });
    expect(parseEdtf(text), 'the second answer comes from the cache').toBe(result);
  });

  // The grammar alone would take minutes for it, and the test would time out.
  test('a text as long as an article is refused, and shown cut', () => {
    const result = parseEdtf(`[${'2024,'.repeat(200_000)}2025]`);
    expect(result).toEqual({ problem: expect.stringMatching(/^"\[2024,.{30,40}…" is a list/) });
  });
});

describe('an authored date', () => {
  const nothing = { edtf: null, basis: null, time: null, note: null };

  test('may leave everything out', () => {
    expect(AuthoredFuzzyDate.parse({})).toEqual(nothing);
  });

  test('is kept as it was written', () => {
    const date = { edtf: '2023-12-27', basis: 'resolved', time: '10:00 MSK', note: 'The weekly briefing.' };
    expect(AuthoredFuzzyDate.parse(date)).toEqual(date);
  });

  test.each([
    [{ edtf: 2023, basis: 'stated' }, 'edtf: put it in quotes: "2023"'],
    [{ edtf: new Date('2023-12-27'), basis: 'stated' }, 'edtf: put it in quotes'],
    [{ edtf: '2023', basis: 'stated', time: 1030 }, 'time: put it in quotes: "1030"'],
    [{ edtf: '2023' }, 'basis: say how the date is known'],
    [{ basis: 'stated' }, 'basis: a basis needs a date'],
    [{ edtf: '2024-02-30', basis: 'stated' }, 'edtf: "2024-02-30" is not in the calendar'],
    [{ edtf: '2023', basis: 'guessed' }, 'basis: '],
    [{ edtf: '2023', basis: 'stated', note: 'two\nlines' }, 'note: one line'],
    [{ edtf: '2023', basis: 'stated', time: '' }, 'time: '],
    [{ edtf: '2023', basis: 'stated', earliest: '2023-01-01' }, ': Unrecognized key'],
  ])('%j is refused: %s', (input, problem) => {
    expect(problems(input)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('a date on the wire', () => {
  test('carries the derived days beside what was authored', () => {
    const authored = AuthoredFuzzyDate.parse({
      edtf: '[2023-12-01..2024-01-15]',
      basis: 'inferred',
      note: 'Why.',
    });
    const date = fuzzyDate(authored);
    expect(date).toEqual({
      ...authored,
      earliest: '2023-12-01',
      latest: '2024-01-15',
      precision: 'range',
    });
    expect(FuzzyDate.parse(date)).toEqual(date);
  });

  test('is unknown where nothing is known', () => {
    const date = fuzzyDate(AuthoredFuzzyDate.parse({ note: 'The article gives none.' }));
    expect(date).toMatchObject({
      edtf: null,
      earliest: null,
      latest: null,
      precision: 'unknown',
      basis: null,
    });
    expect(FuzzyDate.parse(date)).toEqual(date);
  });

  test('is not made from text that was never validated', () => {
    expect(() => fuzzyDate({ edtf: 'soon', basis: 'stated', time: null, note: null })).toThrow(
      'not validated',
    );
  });

  test.each([
    ['2024-02', '2024-02-01'],
    ['[..2024-02]', '..2024-02-29'],
    ['2024-02/..', '2024-02-01'],
  ])('%s sorts by %s', (text, expected) => {
    expect(dateSortKey(bounds(text))).toBe(expected);
  });

  test('an unknown date has no day to sort by', () => {
    expect(dateSortKey({ earliest: null, latest: null })).toBeNull();
  });
});
