// A dataset's own codebooks: what is wrong with them and with the codes of records is said with its place and its cure,
// they are a part of the content, and leave with it as they came.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { exportDataset } from '../../src/export/export-dataset.ts';
import { validate } from '../../src/load/check/check-folder.ts';
import { jsonSchemas } from '../../src/load/check/json-schema.ts';
import { formatFault } from '../../src/load/read/fault.ts';
import { validationLines } from '../../src/load/report.ts';
import { copyFolder, makeFolder } from '../support/folders.ts';
import { CODED, loaded, testLoad } from '../support/load.ts';

const DATASET = JSON.stringify({
  ...{ id: 'd', title: 'D', description: 'By a test.', profile: 'open', version: '1' },
  license: { name: 'CC0' },
});
const HEAD = 'title: T\nversion: "1"\n';
const EVENT = { id: 'e', date: {}, status: 'occurred' };

async function faultsOf(files: Record<string, string>): Promise<string[]> {
  const dir = makeFolder({ 'dataset.json': DATASET, ...files });
  const { faults } = await validate({ dir, texts: null, engine, onProgress: () => {} });
  return faults.map(formatFault);
}

const acts = (codes: string, head = `scheme: acts\n${HEAD}`) => ({
  'codebooks/acts.yaml': `${head}codes:\n${codes}`,
});
const ORDER = {
  'codebooks/order.yaml': `scheme: order\n${HEAD}closed: true\ncodes: [{ code: violence, label: V }, { code: strategic, label: S }]\n`,
};

describe('what is wrong is said with its place and its cure', () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      'another name than the file',
      acts('- { code: A, label: A }\n', `scheme: deeds\n${HEAD}`),
      [
        'codebooks/acts.yaml:1:1  codebook deeds  the file of the scheme deeds has another name — name it codebooks/deeds.yaml, or write scheme: acts',
      ],
    ],
    [
      'a scheme that comes with Demarche',
      { 'codebooks/cameo.yaml': `scheme: cameo\n${HEAD}` },
      [
        'codebooks/cameo.yaml:1:1  codebook cameo  the codebook of cameo comes with Demarche — leave the file out, or give a scheme of your own another name',
      ],
    ],
    [
      'a code given twice',
      acts('- { code: A, label: A }\n- { code: B, label: B }\n- { code: A, label: C }\n'),
      ['codebooks/acts.yaml:7:5  codebook acts  the code A is given twice — give it once'],
    ],
    [
      'a parent that does not exist',
      acts(
        '- { code: attack, label: A }\n- { code: raid, label: B, parent: atack }\n- { code: x, label: X, parent: Q }\n',
      ),
      [
        'codebooks/acts.yaml:6:27  codebook acts  there is no code atack — did you mean attack?',
        'codebooks/acts.yaml:7:24  codebook acts  there is no code Q — add it to codes, or leave parent out',
      ],
    ],
    [
      'parents that go round in a circle',
      acts(
        '- { code: A, label: A, parent: C }\n- { code: B, label: B, parent: A }\n- { code: C, label: C, parent: B }\n- { code: D, label: D, parent: A }\n',
      ),
      [
        'codebooks/acts.yaml:5:24  codebook acts  the code A is a kind of itself: A → C → B → A — remove the parent of one of them',
      ],
    ],
    [
      'a code that is a kind of itself',
      acts('- { code: A, label: A, parent: A }\n'),
      [
        'codebooks/acts.yaml:5:24  codebook acts  the code A is a kind of itself: A → A — remove the parent of one of them',
      ],
    ],
    [
      'a line of more than ten codes',
      acts(
        Array.from(
          { length: 11 },
          (_, n) => `- { code: c${n}, label: L${n === 0 ? '' : `, parent: c${n - 1}`} }\n`,
        ).join(''),
      ),
      [
        'codebooks/acts.yaml:15:26  codebook acts  the code c10 is more than 10 levels deep — give it a parent that is nearer to the top',
      ],
    ],
    [
      'a bare number for a code',
      acts('- { code: 010, label: A }\n'),
      [
        'codebooks/acts.yaml:5:5  codebook acts  codes[0].code is a number where text belongs — put it in quotes: "010"',
      ],
    ],
    [
      'an empty file',
      { 'codebooks/acts.yaml': '# to be written\n' },
      ['codebooks/acts.yaml:1:1  the file of the codebook is empty — give scheme, title, version and codes'],
    ],
    [
      'a list in place of a codebook',
      { 'codebooks/acts.yaml': '- { code: A, label: A }\n' },
      ['codebooks/acts.yaml:1:1  codebook  this is no record — write fields, each as "name: value"'],
    ],
    [
      'two files of one scheme',
      { ...ORDER, 'codebooks/order.json': JSON.stringify({ scheme: 'order', title: 'T', version: '1' }) },
      [
        'codebooks/order.yaml:1:1  codebook order  the codebook id "order" is used twice: first at codebooks/order.json:1 — give one of the two another id, or remove it',
      ],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await faultsOf(files)).toEqual(expected);
  });

  test.each([
    ['codebook/acts.yaml', 'codebook', 'a folder that is not read — name it codebooks/'],
    [
      'codebooks.yaml',
      'codebooks.yaml',
      'a file that is not read — a codebook is a file of its own: name it codebooks/SCHEME.yaml, by its scheme',
    ],
    [
      'codebook.yml',
      'codebook.yml',
      'a file that is not read — a codebook is a file of its own: name it codebooks/SCHEME.yaml, by its scheme',
    ],
    [
      'codebooks/acts.ndjson',
      'codebooks/acts.ndjson',
      'a codebook is no list of lines — name it codebooks/acts.json',
    ],
    [
      'codebooks/acts.csv',
      'codebooks/acts.csv',
      'a file that is not read — codebooks are read from .yaml and .json, each also with .gz: write one of them, or move it elsewhere',
    ],
  ])('a file or folder nearly named so: %s', async (file, place, said) => {
    expect(await faultsOf({ [file]: '{}' })).toEqual([`${place}:1:1  ${said}`]);
  });

  test('more than twenty of them', async () => {
    const files = Array.from({ length: 21 }, (_, n) => [
      `codebooks/s${10 + n}.yaml`,
      `scheme: s${10 + n}\n${HEAD}`,
    ]);
    expect(await faultsOf(Object.fromEntries(files))).toEqual([
      'codebooks/s30.yaml:1:1  a dataset has at most 20 codebooks — leave out those that its records do not use',
    ]);
  });
});

describe('the codes of records are checked against them', () => {
  const events = (codes: object[]) => ({
    'events.json': JSON.stringify([{ ...EVENT, codes }]),
  });

  test('a closed one has all that there can be', async () => {
    const files = { ...ORDER, ...events([{ scheme: 'order', code: 'violenc' }]) };
    expect(await faultsOf(files)).toEqual([
      'events.json:1:69  event e  the closed codebook order has no code violenc — did you mean violence? It is one of violence, strategic',
    ]);
    expect(await faultsOf({ ...ORDER, ...events([{ scheme: 'order', code: 'violence' }]) })).toEqual([]);
  });

  test('an open one, and a scheme that comes with Demarche, let any code stand', async () => {
    const codes = [
      { scheme: 'acts', code: 'new' },
      { scheme: 'cameo', code: '13' },
    ];
    expect(await faultsOf({ ...acts('- { code: A, label: A }\n'), ...events(codes) })).toEqual([]);
  });

  test.each([
    ['GVO', 'sectors[0] cannot be "GVO" — write one of 32 codes: COP, GOV, '],
    ['GOVT', 'did you mean GOV?'],
    ['order:violenc', 'the closed codebook order has no code violenc — did you mean violence?'],
    ['ordr:violence', 'the dataset has no codebook ordr — did you mean order:violence?'],
    ['kinds:x', 'the dataset has no codebook kinds — write it, as codebooks/kinds.yaml'],
    ['plover:GOV', 'a PLOVER sector stands by itself — write GOV'],
    [
      'order:a,b',
      'sectors[0] "order:a,b" is not valid — a sector is a PLOVER code such as GOV, or SCHEME:CODE',
    ],
  ])('and so are sectors of actors: %s', async (sector, said) => {
    const actor = { id: 'a', name: 'A', kind: 'body', sectors: [sector] };
    const faults = await faultsOf({ ...ORDER, 'actors.json': JSON.stringify([actor]) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(said);
  });

  test('in threads too, and records that do not keep to one are left out', async () => {
    const lines = Array.from({ length: 900 }, (_, n) =>
      JSON.stringify({
        ...EVENT,
        id: `e${n}`,
        codes: [{ scheme: 'order', code: n === 700 ? 'x' : 'violence' }],
      }),
    );
    const dir = makeFolder({ 'dataset.json': DATASET, ...ORDER, 'events.ndjson': lines.join('\n') });
    const quarantine = { file: join(makeFolder(), 'left-out.ndjson'), maxErrors: 5 };
    const path = join(makeFolder(), 'threads.db');
    const { quarantined, counts } = await loaded({ path, dir, quarantine, threadsFrom: 0 });
    expect(quarantined.map(({ line, recordId }) => [line, recordId])).toEqual([[701, 'e700']]);
    expect(counts.events).toBe(899);
  });

  test('a codebook with faults is never left out', async () => {
    const dir = makeFolder({ 'dataset.json': DATASET, ...acts('- { code: A, label: A, parent: B }\n') });
    const quarantine = { file: join(makeFolder(), 'left-out.ndjson'), maxErrors: 5 };
    const { faults } = await testLoad({ path: join(makeFolder(), 'none.db'), dir, quarantine });
    expect(faults).toHaveLength(1);
  });
});

describe('they are a part of the content', () => {
  const load = (dir: string, path = join(makeFolder(), 'coded.db')) => loaded({ dir, path });

  test('so that a changed label is other content, and needs another version', async () => {
    const path = join(makeFolder(), 'coded.db');
    const before = await load(CODED, path);
    expect(before.codebooks).toBe(2);
    const relabel = { 'codebooks/acts.yaml': (text: string) => text.replace('label: Raid', 'label: Foray') };
    await expect(load(copyFolder(CODED, relabel), path)).rejects.toThrow('raise `version`');
    const raised = { 'dataset.yaml': (text: string) => text.replace('"1.0.0"', '"1.1.0"') };
    const after = await load(copyFolder(CODED, { ...relabel, ...raised }), path);
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(after.revision).not.toBe(before.revision);
    expect(after.changes).toMatchObject({ added: 0, changed: 0, retired: 0, removed: 0 });
  });

  test('and are written back as they were', async () => {
    const path = join(makeFolder(), 'coded.db');
    const { contentHash } = await load(CODED, path);
    for (const format of ['yaml', 'ndjson'] as const) {
      const out = join(makeFolder(), 'out');
      const options = { location: path, out, format, engine, onProgress: () => {}, signal: null };
      expect((await exportDataset(options)).counts.codebook).toBe(2);
      expect(readdirSync(join(out, 'codebooks'))).toEqual(['acts.yaml', 'order.yaml']);
      expect((await load(out)).contentHash).toBe(contentHash);
    }
  });

  test('and are counted in what is reported', async () => {
    const validation = await validate({ dir: CODED, texts: null, engine, onProgress: () => {} });
    expect(validationLines(validation, CODED, null).join()).toContain('0 disagreements, 2 codebooks.');
  });

  test('and have a schema for completion in an editor', () => {
    expect(jsonSchemas()['codebooks.schema.json']).toMatchObject({
      $ref: '#/definitions/AuthoredCodebook',
      definitions: {
        AuthoredCodebook: {
          required: ['scheme', 'title', 'version'],
          properties: { codes: { type: 'array', maxItems: 20_000 } },
        },
      },
    });
  });
});
