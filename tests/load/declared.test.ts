// Schemes and measures are declared: what names another is refused, with the cure; and where the declaration itself is
// wrong, that is the one fault that is told.
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { validate } from '../../src/load/check/check-folder.ts';
import { formatFault } from '../../src/load/read/fault.ts';
import { makeFolder } from '../support/folders.ts';

const DATASET = JSON.stringify({
  ...{ id: 'd', title: 'D', description: 'By a test.', profile: 'open', version: '1' },
  license: { name: 'CC0' },
});
const HEAD = 'title: T\nversion: "1"\n';
const ORDER = {
  'codebooks/order.yaml': `scheme: order\n${HEAD}closed: true\ncodes: [{ code: violence, label: V }]\n`,
};
const EVENT = { id: 'e', date: {}, status: 'occurred' };

async function faultsOf(files: Record<string, string>): Promise<string[]> {
  const dir = makeFolder({ 'dataset.json': DATASET, ...files });
  const { faults } = await validate({ dir, texts: null, engine, onProgress: () => {} });
  return faults.map(formatFault);
}

const EVENT_OF = (fields: object) => ({ 'events.json': JSON.stringify([{ ...EVENT, ...fields }]) });
const OF_NOBODY = EVENT_OF({ codes: [{ scheme: 'ordr', code: 'violence' }] });

describe('a scheme that is not declared', () => {
  test('is refused beside codebooks, with the one that is meant', async () => {
    expect(await faultsOf({ ...ORDER, ...OF_NOBODY })).toEqual([
      expect.stringMatching(
        /^events\.json:1:\d+ {2}event e {2}the dataset declares no scheme ordr — did you mean order\? Else name it under schemes in the dataset file, or write its codes as codebooks\/ordr\.yaml$/,
      ),
    ]);
  });

  test.each<[string, Record<string, string>]>([
    ['a dataset without codebooks names any', OF_NOBODY],
    [
      'one that the dataset file names needs no codebook',
      {
        ...ORDER,
        ...OF_NOBODY,
        'dataset.json': JSON.stringify({ ...JSON.parse(DATASET), schemes: [{ name: 'ordr' }] }),
      },
    ],
    ['CAMEO comes with Demarche', { ...ORDER, ...EVENT_OF({ codes: [{ scheme: 'cameo', code: '13' }] }) }],
  ])('%s', async (_, files) => {
    expect(await faultsOf(files)).toEqual([]);
  });
});

describe('a fault of what declares is the only one', () => {
  const FILES = {
    ...ORDER,
    ...EVENT_OF({
      codes: [{ scheme: 'deeds', code: 'x' }],
      quantities: [{ measure: 'deaths', value: 1 }],
    }),
    'actors.json': JSON.stringify([{ id: 'a', name: 'A', kind: 'group', sectors: ['order:violence'] }]),
  };
  const measure = { id: 'deaths', title: 'D', unit: 'persons', aggregate: 'sum' };
  const datasetWith = (fields: object) => ({
    'dataset.json': JSON.stringify({ ...JSON.parse(DATASET), schemes: [{ name: 'deeds' }], ...fields }),
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'in the dataset file',
      datasetWith({ measures: [{ ...measure, aggregate: 'total' }] }),
      /^dataset\.json/,
    ],
    [
      'in a codebook',
      { ...datasetWith({ measures: [measure] }), 'codebooks/order.yaml': `scheme: order\n${HEAD}codes: 3\n` },
      /^codebooks\/order\.yaml/,
    ],
    [
      'in the text of a codebook',
      { ...datasetWith({ measures: [measure] }), 'codebooks/order.yaml': 'scheme: [order\n' },
      /^codebooks\/order\.yaml/,
    ],
  ])('%s', async (_, files, place) => {
    const faults = await faultsOf({ ...FILES, ...files });
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault).toMatch(place);
  });
});
