// A score that a source gives stands beside the one that follows from the codes, and neither passes for the other.
import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { exportDataset } from '../../src/export/export-dataset.ts';
import { checkRecord } from '../../src/load/check/check-record.ts';
import { RESOURCE_NAMES } from '../../src/query/condition.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { copyFolder, makeFolder } from '../support/folders.ts';
import { type AnyDocument, CODED, loaded, valuesIn } from '../support/load.ts';
import { raw } from '../support/raw-record.ts';

let served: TestApp;
let client: Client;
beforeAll(async () => {
  served = await makeApp({ dir: CODED, texts: null });
  client = clientOf(served.app);
});
afterAll(() => served.close());

const json = async (path: string): Promise<AnyDocument> => {
  const response = await client.get(path);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};
const idsOf = async (query: string) =>
  (await json(`/v1/events?${query}`)).data.map(({ id }: { id: string }) => id).toSorted();

describe('scores', () => {
  test('say their basis, what is given last', async () => {
    expect((await json('/v1/events/quarrel-401')).scores).toEqual([
      { scale: 'plover', value: -3.5, basis: 'derived' },
      { scale: 'goldstein', value: -7, basis: 'derived' },
      { scale: 'goldstein', value: -3.2, basis: 'given' },
      { scale: 'plover', value: -1.5, basis: 'given' },
    ]);
    expect((await json('/v1/events/quarrel-402')).scores).toEqual([
      { scale: 'goldstein', value: 4.5, basis: 'given' },
    ]);
  });

  test('are asked by what follows from the codes, else by what is given', async () => {
    expect(await idsOf('minGoldstein=-4&maxGoldstein=-3')).toEqual([]);
    expect(await idsOf('maxGoldstein=-7')).toEqual(['quarrel-401']);
    expect(await idsOf('minGoldstein=4.5')).toEqual(['quarrel-402']);
  });

  test('have a mean of the same', async () => {
    const { data } = await json('/v1/events/dyads?source=halvia&target=merrow&from=2031-05-24');
    const { meanScores } = data.find(({ source }: AnyDocument) => source === 'halvia');
    expect(meanScores).toEqual([
      { scale: 'plover', value: -3.5, n: 1 },
      { scale: 'goldstein', value: -1.25, n: 2 },
    ]);
  });

  test('have columns of their own in a table', async () => {
    const columns = 'id,ploverScore,goldsteinScore,givenPloverScore,givenGoldsteinScore';
    const { body } = await client.get(
      `/v1/exports/events?format=csv&sort=date&id=quarrel-401,quarrel-402&columns=${columns}`,
    );
    const [, ...rows] = body.trim().split('\r\n');
    expect(rows.map((row) => row.split(',').slice(0, 5).join())).toEqual([
      'quarrel-401,-3.5,-7,-1.5,-3.2',
      'quarrel-402,,4.5,,4.5',
    ]);
  });
});

describe('a set with given scores, loaded again from what is answered', () => {
  const hashOf = async (dir: string) =>
    (await loaded({ dir, path: join(makeFolder(), 'again.db') })).contentHash;

  test('has the same content, however often, from lists and from exports, with its codebooks', async () => {
    const { contentHash } = await json('/v1/dataset');
    const dir = makeFolder();
    writeFileSync(join(dir, 'dataset.json'), (await client.get('/v1/dataset')).body);
    for (const name of RESOURCE_NAMES)
      writeFileSync(join(dir, `${name}.json`), JSON.stringify((await json(`/v1/${name}?limit=200`)).data));
    cpSync(join(CODED, 'codebooks'), join(dir, 'codebooks'), { recursive: true });
    expect(await hashOf(dir)).toBe(contentHash);
    const lines = makeFolder();
    cpSync(join(CODED, 'codebooks'), join(lines, 'codebooks'), { recursive: true });
    writeFileSync(join(lines, 'dataset.json'), (await client.get('/v1/dataset')).body);
    for (const name of RESOURCE_NAMES)
      writeFileSync(
        join(lines, `${name}.ndjson`),
        (await client.get(`/v1/exports/${name}?format=ndjson`)).body,
      );
    expect(await hashOf(lines)).toBe(contentHash);
  });

  test('has the same content from the files that export writes', async () => {
    const { contentHash } = await json('/v1/dataset');
    const out = join(makeFolder(), 'out');
    await exportDataset({
      engine,
      location: served.path,
      out,
      format: 'yaml',
      onProgress: () => {},
      signal: null,
    });
    expect(readFileSync(join(out, 'events.yaml'), 'utf8')).not.toContain('basis: given');
    expect(await hashOf(out)).toBe(contentHash);
  });

  test('has none of the scores that were derived before they said so', async () => {
    const write = (scores: object[], more: object) => {
      const event = { id: 'e', type: 'THREATEN', date: {}, status: 'occurred', scores, ...more };
      const dir = makeFolder({ 'events.ndjson': JSON.stringify(event) });
      copyFileSync(join(CODED, 'dataset.yaml'), join(dir, 'dataset.yaml'));
      return dir;
    };
    const before = write([{ scale: 'plover', value: -5 }], { quadClass: 3 });
    expect(await hashOf(before)).toBe(await hashOf(write([], {})));
    expect(await hashOf(write([{ scale: 'plover', value: -5 }], {}))).not.toBe(await hashOf(before));
  });
});

describe('a given score', () => {
  const faultsOf = (scores: unknown) => {
    const fields = { id: 'raid', date: {}, status: 'occurred', scores };
    const { faults } = checkRecord(raw('event', fields), {
      profile: 'open',
      measures: [],
      codebooks: [],
      schemes: [],
      areKnown: true,
    });
    return faults.map(({ path, message }) => [path, message]);
  };

  test.each<[string, unknown, unknown[]]>([
    [
      'of a scale twice',
      [
        { scale: 'plover', value: 1 },
        { scale: 'plover', value: 2 },
      ],
      [['scores[1]', 'the plover score is named twice']],
    ],
    [
      'beyond the scale',
      [{ scale: 'goldstein', value: -11 }],
      [['scores[0].value', 'scores[0].value is less than -10']],
    ],
    [
      'of no scale that is known',
      [{ scale: 'tone', value: 1 }],
      [['scores[0].scale', 'scores[0].scale cannot be "tone"']],
    ],
  ])('%s is refused', (_, scores, faults) => {
    expect(faultsOf(scores)).toEqual(faults);
  });
});

test('a change of what is given is one of the scores; what follows from another type is not', async () => {
  const path = join(makeFolder(), 'changes.db');
  await loaded({ dir: CODED, path });
  const dir = copyFolder(CODED, {
    'events.yaml': (text) =>
      text.replace('value: -3.2', 'value: -3.3').replace('type: CONSULT', 'type: AGREE'),
  });
  await loaded({ dir, path, replaceVersion: true });
  const rows = valuesIn(path, "select id || ' ' || fields from changes where kind = 'changed' order by id");
  expect(rows).toEqual(['quarrel-012 type', 'quarrel-401 scores']);
});
