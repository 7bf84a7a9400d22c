// What coded sets hold is refused where it is wrong, with the cure.
import { describe, expect, test } from 'vitest';
import { checkRecord } from '../../src/load/check/check-record.ts';
import type { Conventions } from '../../src/load/definitions/definition.ts';
import { raw } from '../support/raw-record.ts';

const OPEN: Conventions = {
  profile: 'open',
  measures: ['deaths', 'displaced'],
  codebooks: [],
  schemes: [],
  areKnown: true,
};
const EVENT = { id: 'raid', date: { edtf: '2031-02-03', basis: 'stated' }, status: 'occurred' };

function faultsOf(fields: object, conventions = OPEN) {
  const { faults } = checkRecord(raw('event', { ...EVENT, ...fields }), conventions);
  return faults.map(({ path, message, cure }) => [path, message, cure]);
}

test('figures, sides, divisions and outlets are kept', () => {
  const fields = {
    place: { name: 'Gannet Rock', admin: [{ level: 1, code: '07' }], precisionAsGiven: '1' },
    participants: [{ actorId: 'reef-front', role: 'associate', side: 'b', asPrinted: 'The Front' }],
    quantities: [
      { measure: 'deaths', low: 0, value: 2 },
      { measure: 'deaths', of: 'civilians', high: 1.5 },
    ],
    reports: [{ outlet: 'Coast Radio' }],
    recorded: '2031-02-05T10:00:00Z',
  };
  const { record, faults } = checkRecord(raw('event', { ...EVENT, ...fields }), OPEN);
  expect(faults).toEqual([]);
  expect(record).toMatchObject(fields);
});

describe('is refused', () => {
  test.each<[string, object, unknown[]]>([
    [
      'a measure that is not declared',
      { quantities: [{ measure: 'death', value: 2 }] },
      [
        'quantities[0].measure',
        'the dataset declares no measure death',
        'did you mean deaths? It is one of deaths, displaced',
      ],
    ],
    [
      'a division without a name',
      { place: { name: 'P', admin: [{ level: 1, name: 'W' }, { level: 2 }] } },
      ['place.admin[1]', 'the division has no name', 'give name or code, or leave it out'],
    ],
    [
      'a lower bound above the value',
      { quantities: [{ measure: 'deaths', low: 5, value: 3 }] },
      [
        'quantities[0]',
        'the figures 5, 3 are not in the order low, value, high',
        'give the lowest as low and the highest as high',
      ],
    ],
    [
      'a lower bound above the upper',
      { quantities: [{ measure: 'deaths', low: 5, high: 3 }] },
      [
        'quantities[0]',
        'the figures 5, 3 are not in the order low, value, high',
        'give the lowest as low and the highest as high',
      ],
    ],
    [
      'a quantity without a figure',
      { quantities: [{ measure: 'deaths' }] },
      ['quantities[0]', 'the quantity has no figure', 'give low, value or high, or leave it out'],
    ],
    [
      'the same quantity twice',
      {
        quantities: [
          { measure: 'deaths', of: 'civilians', value: 1 },
          { measure: 'deaths', of: 'civilians', value: 2 },
        ],
      },
      ['quantities[1]', 'deaths of civilians is named twice', 'name it once'],
    ],
    [
      'a report of nobody',
      { reports: [{ stance: 'denies' }] },
      ['reports[0].span', 'the report has no article', 'add span, or name the outlet'],
    ],
    [
      'an outlet beside an article',
      { reports: [{ span: { articleId: 'post' }, outlet: 'Coast Radio' }] },
      [
        'reports[0].outlet',
        'the report names an article and an outlet',
        "leave outlet out, and give the article's publisher",
      ],
    ],
    [
      'quotes of no article',
      { reports: [{ outlet: 'Coast Radio', quoteIds: ['velt'] }] },
      ['reports[0].quoteIds', 'a report without an article has quotes', 'leave quoteIds out, or add span'],
    ],
  ])('%s', (_, fields, fault) => {
    expect(faultsOf(fields)).toEqual([fault]);
  });

  test.each([
    ['a latitude of 91', { place: { name: 'Gannet Rock', latitude: 91, longitude: 0 } }, 'place.latitude'],
    [
      'a bare number as a code',
      { place: { name: 'Gannet Rock', admin: [{ level: 1, code: 7 }] } },
      'place.admin[0].code',
    ],
    [
      'a third side',
      { participants: [{ actorId: 'halvia', role: 'participant', side: 'c' }] },
      'participants[0].side',
    ],
    ['a day that does not exist', { recorded: '2031-02-30' }, 'recorded'],
    ['a time without its zone', { recorded: '2031-02-03T10:00:00' }, 'recorded'],
  ])('%s', (_, fields, path) => {
    expect(faultsOf(fields).map(([at]) => at)).toEqual([path]);
  });

  test.each([
    ['KOS', "write XKX (PLOVER's KOS)"],
    ['ROM', "write ROU (CAMEO's ROM)"],
    ['EUR', 'leave it out: Europe is a region, and its country is null'],
    ['SUN', 'leave it out: USSR exists no longer, and its country is null'],
  ])('a country that another scheme writes %s', (country, cure) => {
    const { faults } = checkRecord(raw('actor', { id: 'a', name: 'A', kind: 'state', country }), OPEN);
    expect(faults.map((fault) => [fault.path, fault.cure])).toEqual([['country', cure]]);
  });

  test.each<[string, 'open' | 'curated', object, string[]]>([
    ['of nobody', 'open', {}, ['speakerIds']],
    ['of a name printed', 'open', { speakerAsPrinted: 'a skipper' }, []],
    [
      'of a name printed that a curated dataset leaves open',
      'curated',
      { speakerAsPrinted: 'a skipper' },
      ['speakerIds'],
    ],
  ])('a quote %s, or is not: %s', (_, profile, fields, paths) => {
    const quote = {
      ...{ id: 'q', articleId: 'post', attribution: 'unnamed', kind: 'indirect', form: 'running', said: {} },
      ...{ gist: 'Boats are few.', segments: [{ span: { start: 1, end: 2, sha256: 'a'.repeat(64) } }] },
      ...fields,
    };
    const { faults } = checkRecord(raw('quote', quote), { ...OPEN, profile });
    expect(faults.map(({ path }) => path)).toEqual(paths);
  });

  test('any measure where the dataset declares none', () => {
    const [fault] = faultsOf(
      { quantities: [{ measure: 'deaths', value: 1 }] },
      { ...OPEN, measures: [], codebooks: [], schemes: [], areKnown: true },
    );
    expect(fault?.[2]).toBe('declare it under measures in the dataset file');
  });

  test('an outlet instead of an article in a curated dataset', () => {
    const faults = faultsOf(
      { title: 'A raid', summary: 'A raid.', reports: [{ outlet: 'Coast Radio' }] },
      { ...OPEN, profile: 'curated' },
    );
    expect(faults).toEqual([
      ['reports[0].span', 'the report has no article', 'add span, or make the dataset profile: open'],
    ]);
  });
});
