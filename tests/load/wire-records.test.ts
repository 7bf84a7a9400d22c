// What the API answers can be loaded again: what is derived is passed over, and the content is the same.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { validate } from '../../src/load/check/check-folder.ts';
import { loadLines, validationLines } from '../../src/load/report.ts';
import { RESOURCE_NAMES } from '../../src/query/condition.ts';
import { makeApp, SEED, type TestApp } from '../support/app.ts';
import { makeFolder } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS, harbourWith, loaded } from '../support/load.ts';

type Write = (served: TestApp, dir: string) => Promise<void>;

const bodyOf = async ({ app }: TestApp, url: string) => (await app.inject(url)).body;

/** How the records of every list leave the API. */
const WAYS: Readonly<Record<string, Write>> = {
  'NDJSON of every export': async (served, dir) => {
    for (const name of RESOURCE_NAMES)
      writeFileSync(join(dir, `${name}.ndjson`), await bodyOf(served, `/v1/exports/${name}?format=ndjson`));
  },
  'pages of every list': async (served, dir) => {
    for (const name of RESOURCE_NAMES) {
      const records: unknown[] = [];
      let cursor: string | null = null;
      do {
        const rest: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = JSON.parse(await bodyOf(served, `/v1/${name}?limit=7${rest}`));
        records.push(...page.data);
        cursor = page.page.nextCursor;
      } while (cursor !== null);
      writeFileSync(join(dir, `${name}.json`), JSON.stringify(records));
    }
  },
  'the answer of every record by its id': async (served, dir) => {
    for (const name of RESOURCE_NAMES) {
      const lines = (await bodyOf(served, `/v1/exports/${name}?format=ndjson`)).trimEnd().split('\n');
      const ids = lines.map((line) => JSON.parse(line).id);
      const records = await Promise.all(ids.map((id) => bodyOf(served, `/v1/${name}/${id}`)));
      writeFileSync(join(dir, `${name}.json`), `[${records.join(',')}]`);
    }
  },
};

/** A dataset as the API answers it, with its own record, and the retired ids as their authors wrote them. */
async function answeredBy(served: TestApp, source: string, write: Write): Promise<string> {
  const dir = makeFolder();
  await write(served, dir);
  writeFileSync(join(dir, 'dataset.json'), await bodyOf(served, '/v1/dataset'));
  copyFileSync(join(source, 'retired.yaml'), join(dir, 'retired.yaml'));
  return dir;
}

const SOURCES = [
  { name: 'the invented dataset, with its texts', source: HARBOUR, texts: HARBOUR_TEXTS },
  { name: 'the Patriot dataset', source: SEED, texts: null },
];

describe.each(SOURCES)('$name', ({ source, texts }) => {
  test.each(Object.entries(WAYS))('loads to the same content from %s', async (_, write) => {
    const served = await makeApp({ dir: source, texts });
    try {
      const { contentHash, revision } = JSON.parse(await bodyOf(served, '/v1/dataset'));
      const dir = await answeredBy(served, source, write);
      const serve = texts === null ? 'none' : 'full';
      const report = await loaded({ dir, path: join(makeFolder(), 'again.db'), texts, serve });
      expect(report.contentHash).toBe(contentHash);
      expect(report.revision).toBe(revision);
      expect((await loaded({ dir, path: served.path, texts, serve })).changes).toMatchObject({
        ...{ added: 0, changed: 0, retired: 0, removed: 0 },
      });
    } finally {
      await served.close();
    }
  });
});

test('what is passed over is said in one line, by load and by validate', async () => {
  const served = await makeApp();
  try {
    const dir = await answeredBy(served, HARBOUR, WAYS['NDJSON of every export'] as Write);
    const validation = await validate({ dir, texts: null, engine, onProgress: () => {} });
    const line = validationLines(validation, dir, null).filter((text) => text.startsWith('Ignored'));
    expect(line).toEqual([
      'Ignored derived fields, which a load computes itself: codebooks, contentHash, revision, counts, texts, earliest, latest, ' +
        'precision, textAvailable, exact, status, cautions, disagreementIds, quadClass, articleIds, scores, text, ' +
        'statementIds, renditions.',
    ]);
    const report = await loaded({ dir, path: join(makeFolder(), 'again.db') });
    expect(loadLines(report, { path: 'again.db', texts: null, quarantine: null })).toContain(line[0]);
  } finally {
    await served.close();
  }
});

test('a derived value that contradicts what is derived is passed over too', async () => {
  const edit = (text: string) =>
    text.replace(
      '  status: occurred\n',
      '  status: occurred\n  quadClass: 1\n  articleIds: [no-such-article]\n',
    );
  const plain = await loaded({ path: join(makeFolder(), 'plain.db') });
  const dir = harbourWith({ 'events.yaml': edit });
  const report = await loaded({ dir, path: join(makeFolder(), 'edited.db') });
  expect(report.contentHash).toBe(plain.contentHash);
  expect(report.ignoredFields).toEqual(['quadClass', 'articleIds']);
});

test('a field that is derived in one place is no less unknown in another', async () => {
  const dir = harbourWith({
    'actors.yaml': (text) => text.replace('- id: merrow', '- earliest: x\n  id: merrow'),
  });
  const { faults } = await validate({ dir, texts: null, engine, onProgress: () => {} });
  expect(faults.map(({ message }) => message)).toEqual(['there is no field "earliest"']);
});
