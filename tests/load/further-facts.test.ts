// Facts that no field has are kept as they came, scalars and lists of them, wherever a record goes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkRecord } from '../../src/load/check/check-record.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { clientOf } from '../support/contract.ts';
import { copyFolder, makeFolder } from '../support/folders.ts';
import { CODED, loaded } from '../support/load.ts';
import { raw } from '../support/raw-record.ts';

const EXTRA = { boats: ['Gull', 'Tern'], crews: [4, 11.5, null, true], note: 'none' };

let served: TestApp;
beforeAll(async () => {
  served = await makeApp({ dir: CODED, texts: null });
});
afterAll(() => served.close());

const get = (path: string) => clientOf(served.app).get(path);
const hashOf = async (dir: string) =>
  (await loaded({ dir, path: join(makeFolder(), 'again.db') })).contentHash;

test('are answered as they were written', async () => {
  expect((await get('/v1/events/quarrel-402')).json().extra).toEqual(EXTRA);
});

test('stand in one cell of a table, as JSON', async () => {
  const { body } = await get('/v1/exports/events?format=csv&raw=true&id=quarrel-402&columns=extra');
  expect(body).toContain(`"${JSON.stringify(EXTRA).replaceAll('"', '""')}"`);
});

describe('are part of the content', () => {
  const edited = (edit: (text: string) => string) => copyFolder(CODED, { 'events.yaml': edit });

  test('whose order of names does not matter, but that of a list does', async () => {
    const { contentHash } = (await get('/v1/dataset')).json();
    const names = edited((text) =>
      text.replace('{ boats: [Gull, Tern], crews: [4, 11.5, null, true], note: none }', () =>
        JSON.stringify({ note: 'none', crews: EXTRA.crews, boats: EXTRA.boats }),
      ),
    );
    expect(await hashOf(names)).toBe(contentHash);
    const items = edited((text) => text.replace('[Gull, Tern]', '[Tern, Gull]'));
    expect(await hashOf(items)).not.toBe(contentHash);
  });

  test('that is the same when it is loaded again from what is answered', async () => {
    const dir = copyFolder(CODED, { 'events.yaml': () => '[]' });
    writeFileSync(join(dir, 'events.yaml'), JSON.stringify((await get('/v1/events?limit=200')).json().data));
    expect(await hashOf(dir)).toBe((await get('/v1/dataset')).json().contentHash);
  });
});

test.each([
  ['a group', { boats: { gull: 1 } }],
  ['a list of lists', { boats: [['Gull']] }],
  ['a list of groups', { boats: [{ name: 'Gull' }] }],
])('are no %s', (_, extra) => {
  const { faults } = checkRecord(raw('event', { id: 'e', date: {}, status: 'occurred', extra }), {
    profile: 'open',
    measures: [],
    codebooks: [],
    schemes: [],
    areKnown: true,
  });
  expect(faults.map(({ path, cure }) => [path, cure])).toEqual([
    ['extra.boats', 'write text, a number, true, false or null, or a list of those'],
  ]);
});
