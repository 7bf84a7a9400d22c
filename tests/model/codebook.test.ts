import { describe, expect, test } from 'vitest';
import { cameoEntries, cameoEntry } from '../../src/model/codebook/cameo.ts';
import { Codebook, codebooks } from '../../src/model/codebook/codebook.ts';
import { CodeReference, quadClassOf, scoresOf } from '../../src/model/codebook/event-codes.ts';
import { SHARED_SCHEMES } from '../../src/model/codebook/own-codebook.ts';
import {
  isModeOf,
  modesOf,
  PloverContext,
  PloverMode,
  PloverSector,
  PloverType,
  ploverType,
} from '../../src/model/codebook/plover.ts';
import { CONTEXTS, GOLDSTEIN, QUADS, SCORES, SECTORS } from './codebook-sources.ts';

const cameo = (code: string) => ({ scheme: 'cameo', code });

describe('PLOVER', () => {
  test.each(Object.entries(SCORES))('%s has the modes and scores that the manual prints', (code, printed) => {
    const type = PloverType.parse(code);
    const { type: score, ...modes } = printed;
    expect(ploverType(type).score).toBe(score);
    expect(Object.fromEntries(modesOf(type).map((entry) => [entry.mode, entry.score]))).toEqual(modes);
  });

  test('has 16 types, and 67 modes of which 66 are scored', () => {
    const modes = PloverType.options.flatMap((type) => modesOf(type));
    expect(PloverType.options).toHaveLength(16);
    expect(modes).toHaveLength(67);
    expect(modes.filter(({ score }) => score === null).map(({ mode }) => mode)).toEqual(['vandalize']);
    expect(PloverMode.options).toHaveLength(new Set(modes.map(({ mode }) => mode)).size);
  });

  test.each(Object.entries(QUADS))(
    'quad class %s holds the types of the sections of the manual',
    (quad, types) => {
      const found = PloverType.options.filter((type) => ploverType(type).quadClass === Number(quad));
      expect(found.sort()).toEqual(types.split(' ').sort());
    },
  );

  test('has the contexts and sectors of the manual', () => {
    expect(PloverContext.options).toEqual(CONTEXTS.split(' '));
    expect(PloverContext.options).toHaveLength(37);
    expect(PloverSector.options).toEqual(SECTORS.split(' '));
    expect(PloverSector.options).toHaveLength(25 + 7);
  });

  test('a mode that several types share keeps a score in each', () => {
    const scoreOf = (type: PloverType, mode: PloverMode) =>
      modesOf(type).find((entry) => entry.mode === mode)?.score;
    expect([scoreOf('THREATEN', 'restrict'), scoreOf('COERCE', 'restrict')]).toEqual([-3, -7]);
    expect([scoreOf('RETREAT', 'withdraw'), scoreOf('SANCTION', 'withdraw')]).toEqual([8, -6]);
    expect([isModeOf('arrest', 'THREATEN'), isModeOf('arrest', 'SANCTION')]).toEqual([true, false]);
  });
});

describe('CAMEO', () => {
  test("has every code of GDELT's list with its Goldstein score, and two that the list leaves out", () => {
    const listed = Object.entries(GOLDSTEIN).flatMap(([score, codes]) =>
      codes.split(' ').map((code) => [code, Number(score)] as const),
    );
    expect(listed).toHaveLength(311);
    const ours = new Map(cameoEntries.map(({ code, goldstein }) => [code, goldstein]));
    expect(ours).toEqual(new Map<string, number | null>([...listed, ['1213', null], ['1214', null]]));
    expect(ours.size).toBe(cameoEntries.length);
  });

  test('keeps 010 and 10 apart', () => {
    expect(cameoEntry('010')).toMatchObject({ parent: '01', goldstein: 0, quadClass: 1, plover: null });
    expect(cameoEntry('10')).toMatchObject({
      parent: null,
      goldstein: -5,
      quadClass: 3,
      plover: { type: 'REQUEST' },
    });
  });

  test.each([
    [1, '01 02 03 04 05'],
    [2, '06 07 08'],
    [3, '09 10 11 12 13'],
    [4, '14 15 16 17 18 19 20'],
  ])('quad class %i is that of the roots %s', (quad, roots) => {
    const found = cameoEntries
      .filter(({ quadClass }) => quadClass === quad)
      .map(({ code }) => code.slice(0, 2));
    expect([...new Set(found)].join(' ')).toBe(roots);
  });

  test.each([
    ['012', null],
    ['028', null],
    ['037', ['AGREE', [], ['diplomatic']]],
    ['041', ['CONSULT', ['phone'], []]],
    ['044', ['CONSULT', ['third-party'], []]],
    ['057', ['SUPPORT', [], ['diplomatic']]],
    ['061', ['COOPERATE', [], ['economic']]],
    ['08', ['CONCEDE', [], []]],
    ['085', ['RETREAT', [], ['economic']]],
    ['094', ['ACCUSE', ['investigate'], ['military', 'legal']]],
    ['102', ['REQUEST', ['assist'], ['diplomatic']]],
    ['111', ['ACCUSE', ['disapprove'], []]],
    ['114', ['ACCUSE', ['disapprove'], ['diplomatic']]],
    ['129', ['REJECT', ['yield'], ['diplomatic']]],
    ['131', ['THREATEN', [], []]],
    ['1312', ['THREATEN', ['restrict'], ['economic']]],
    ['1313', ['THREATEN', ['relations'], ['diplomatic']]],
    ['163', ['SANCTION', ['discontinue'], ['economic']]],
    ['186', ['ASSAULT', ['targeted'], []]],
    ['20', ['ASSAULT', ['unconventional'], []]],
  ])('%s stands for %j in PLOVER', (code, expected) => {
    const plover = cameoEntry(code)?.plover ?? null;
    expect(plover && [plover.type, plover.modes, plover.contexts]).toEqual(expected);
  });

  test('every PLOVER equivalent is of the type of its root, but for the acts PLOVER places elsewhere', () => {
    const types =
      'AGREE CONSULT SUPPORT COOPERATE AID - ACCUSE REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION';
    const byRoot = [...types.split(' '), 'COERCE', 'ASSAULT', 'ASSAULT', 'ASSAULT'];
    const elsewhere = cameoEntries.filter(
      ({ code, plover }) =>
        plover && !code.startsWith('08') && plover.type !== byRoot[Number(code.slice(0, 2)) - 3],
    );
    expect(elsewhere.map(({ code }) => code)).toEqual(['055', '116', '1712', '175', '191', '192']);
    const yields = cameoEntries.filter(({ code }) => code.startsWith('08'));
    for (const { code, plover } of yields) {
      expect([code, plover?.type]).toEqual([code, /^08[4-7]/.test(code) ? 'RETREAT' : 'CONCEDE']);
    }
  });

  test('the parent of a code is a listed code one digit shorter', () => {
    expect(cameoEntry('1312')?.parent).toBe('131');
    for (const { code, parent } of cameoEntries.filter((entry) => entry.code.length > 2)) {
      expect([code, cameoEntry(parent ?? '')?.code]).toEqual([code, code.slice(0, -1)]);
    }
  });

  test('names only modes of the type', () => {
    const astray = cameoEntries.filter(({ plover }) =>
      plover?.modes.some((mode) => !isModeOf(mode, plover.type)),
    );
    expect(astray).toEqual([]);
  });
});

describe('a code reference', () => {
  test.each([
    cameo('010'),
    cameo('10'),
    cameo('2042'),
    { scheme: 'acled', code: 'Strategic developments' },
    { scheme: 'local', code: 'x'.repeat(64) },
  ])('takes %j', (reference) => {
    expect(CodeReference.parse(reference)).toEqual(reference);
  });

  test.each([10, 10n])('asks for quotes round a bare number', (code) => {
    const [issue] = CodeReference.safeParse({ scheme: 'cameo', code }).error?.issues ?? [];
    expect(issue).toMatchObject({ path: ['code'], message: expect.stringContaining('put it in quotes') });
  });

  test.each(['1', '00', '21', '13123', '1a', ' 13'])(
    'refuses %j as a CAMEO code and says what one is',
    (code) => {
      const [issue] = CodeReference.safeParse(cameo(code)).error?.issues ?? [];
      expect(issue).toMatchObject({ path: ['code'], message: expect.stringContaining('01 to 20') });
    },
  );

  test.each([
    { scheme: 'CAMEO', code: '13' },
    { scheme: 'local', code: '' },
    { scheme: 'local', code: 'x'.repeat(65) },
    { scheme: 'local', code: 'a\nb' },
    { scheme: 'local', code: 'a', label: 'b' },
  ])('refuses %j', (reference) => {
    expect(CodeReference.safeParse(reference).success).toBe(false);
  });
});

describe("an event's quad class", () => {
  test.each([
    ['CONCEDE', ['08'], 1],
    ['SANCTION', [], 4],
    [null, ['085'], 2],
    [null, ['139', '010'], 3],
    [null, ['1399'], 3],
    [null, [], null],
  ] as const)('of type %s and CAMEO %j is %s', (type, codes, expected) => {
    expect(quadClassOf(type, codes.map(cameo))).toBe(expected);
  });

  test('does not come from a scheme it does not know', () => {
    expect(quadClassOf(null, [{ scheme: 'local', code: '13' }])).toBeNull();
  });
});

describe("an event's scores", () => {
  test.each([
    ["the mode's, where one is given", 'THREATEN', ['territory'], [], [['plover', -4]]],
    ["the mode's in this type", 'COERCE', ['restrict'], [], [['plover', -7]]],
    [
      "the type's, where two scored modes are given",
      'THREATEN',
      ['territory', 'restrict'],
      [],
      [['plover', -3.5]],
    ],
    ["the type's, where the only mode has none", 'PROTEST', ['vandalize'], [], [['plover', -5]]],
    ['that of the only scored mode', 'PROTEST', ['vandalize', 'riot'], [], [['plover', -7]]],
    ["the type's, where the mode is another type's", 'ACCUSE', ['riot'], [], [['plover', -3]]],
    ['none without a type', null, ['riot'], [], []],
    [
      'on both scales',
      'THREATEN',
      [],
      ['130'],
      [
        ['plover', -3.5],
        ['goldstein', -4.4],
      ],
    ],
    ['of the first CAMEO code', null, [], ['138', '010'], [['goldstein', -7]]],
    [
      'zero, which is a score',
      'REQUEST',
      ['meet'],
      ['010'],
      [
        ['plover', 0],
        ['goldstein', 0],
      ],
    ],
    ['of the nearest shorter code, where unlisted', null, [], ['1309'], [['goldstein', -4.4]]],
    ['of the root, where nothing nearer is listed', null, [], ['1999'], [['goldstein', -10]]],
    ['of the nearest shorter code, where the list has no figure', null, [], ['1213'], [['goldstein', -4]]],
  ] as const)('are %s', (_, type, modes, codes, expected) => {
    const scores = scoresOf(type, modes, codes.map(cameo));
    expect(scores.map(({ scale, value }) => [scale, value])).toEqual(expected);
  });
});

describe('the codebook on the wire', () => {
  test.each(SHARED_SCHEMES)('%s is a valid record, each of its codes once', (scheme) => {
    const codebook = codebooks[scheme];
    expect(Codebook.parse(codebook)).toEqual(codebook);
    const keys = codebook.entries.map(({ kind, parent, code }) => `${kind} ${parent} ${code}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('counts what the tables hold', () => {
    const kinds = (scheme: keyof typeof codebooks) =>
      Object.fromEntries(
        [...Map.groupBy(codebooks[scheme].entries, ({ kind }) => kind)].map(([kind, entries]) => [
          kind,
          entries.length,
        ]),
      );
    expect(kinds('plover')).toEqual({ type: 16, mode: 67, context: 37, sector: 32 });
    expect(kinds('cameo')).toEqual({ root: 20, code: 293 });
  });

  test('leads from CAMEO to PLOVER by type, type and mode, and context', () => {
    const entry = codebooks.cameo.entries.find(({ code }) => code === '1313');
    expect(entry?.crosswalk.map(({ code }) => code)).toEqual([
      'THREATEN',
      'THREATEN/relations',
      'diplomatic',
    ]);
    expect(entry?.score).toEqual({ scale: 'goldstein', value: -5.8 });
  });

  test('leads back, and every way is there in both directions', () => {
    const ways = (scheme: keyof typeof codebooks) =>
      codebooks[scheme].entries.flatMap(({ kind, parent, code, crosswalk }) =>
        crosswalk.map((other) => [kind === 'mode' ? `${parent}/${code}` : code, other.code] as const),
      );
    const there = ways('cameo').map(([from, to]) => `${from} ${to}`);
    const back = ways('plover').map(([from, to]) => `${to} ${from}`);
    expect(there.length).toBeGreaterThan(600);
    expect(back.toSorted()).toEqual(there.toSorted());
  });
});
