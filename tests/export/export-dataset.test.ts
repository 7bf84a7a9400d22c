// What leaves comes back: an export loads to the same content, and is exported again byte for byte.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { engine } from '../../src/engine-choice.ts';
import { authoredRecords } from '../../src/export/authored-records.ts';
import { DatasetFiles } from '../../src/export/dataset-files.ts';
import { type ExportOptions, exportDataset } from '../../src/export/export-dataset.ts';
import { exportLines } from '../../src/export/export-report.ts';
import { SEED } from '../support/app.ts';
import { makeFolder } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS, harbourWith, loaded } from '../support/load.ts';
import { writeLoadSet } from '../support/load-set.ts';

const FORMATS = ['yaml', 'ndjson'] as const;

function exported(location: string, options: Partial<ExportOptions> = {}) {
  const out = join(makeFolder(), 'out');
  return exportDataset({
    location,
    out,
    format: null,
    engine,
    onProgress: () => {},
    signal: null,
    ...options,
  });
}

/** Every file of a folder, by its path in it. */
function filesIn(dir: string): Record<string, string> {
  const files = readdirSync(dir, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(dir.length + 1), readFileSync(path, 'utf8')]),
  );
}

function loadSet(): string {
  const dir = join(makeFolder(), 'set');
  writeLoadSet({ dir, size: 3000, version: '1' });
  return dir;
}

const SOURCES: Readonly<Record<string, { dir: () => string; texts: string | null }>> = {
  'the invented dataset': { dir: () => HARBOUR, texts: null },
  'the invented dataset with its texts': { dir: () => HARBOUR, texts: HARBOUR_TEXTS },
  'the Patriot dataset': { dir: () => SEED, texts: null },
  'a set of some thousand records': { dir: loadSet, texts: null },
};

describe.each(Object.entries(SOURCES))('%s', (_, { dir, texts }) => {
  test.each(FORMATS)(
    'comes back from %s with the same content, and leaves as the same bytes',
    async (format) => {
      const path = join(makeFolder(), 'first.db');
      const { contentHash } = await loaded({ dir: dir(), path, texts });
      const [out, again] = [join(makeFolder(), 'out'), join(makeFolder(), 'again')];
      expect((await exported(path, { format, out })).contentHash).toBe(contentHash);
      const back = join(makeFolder(), 'back.db');
      const report = await loaded({ dir: out, path: back, texts });
      expect(report.contentHash).toBe(contentHash);
      expect(report.ignoredFields).toEqual([]);
      await exported(back, { format, out: again });
      expect(filesIn(again)).toEqual(filesIn(out));
    },
  );
});

describe('an export', () => {
  async function harbour(): Promise<string> {
    const path = join(makeFolder(), 'harbour.db');
    await loaded({ path, texts: HARBOUR_TEXTS, serve: 'full' });
    return path;
  }

  test('leaves out what is derived, what a load fills in and the statements that it makes', async () => {
    const out = join(makeFolder(), 'out');
    await exported(await harbour(), { out });
    const quotes = parseYaml(readFileSync(join(out, 'quotes.yaml'), 'utf8'));
    const quote = quotes.find(({ id }: { id: string }) => id === 'velt-closure');
    expect(Object.keys(quote)).not.toContain('text');
    expect(Object.keys(quote.segments[0].span).sort()).toEqual(['end', 'sha256', 'start']);
    expect(quote.segments[0].statementId).toBeUndefined();
    const statements = parseYaml(readFileSync(join(out, 'statements.yaml'), 'utf8'));
    const written = parseYaml(readFileSync(join(HARBOUR, 'statements.yaml'), 'utf8'));
    const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();
    expect(ids(statements)).toEqual(ids(written));
  });

  test('says in two lines what it wrote and how it comes back', async () => {
    const report = await exported(await harbour());
    expect(exportLines(report, 'out')).toEqual([
      'out: 4 articles, 11 actors, 13 events, 17 quotes, 5 statements, 3 disagreements, 2 retired, as YAML.',
      `Version 1.0.0, content ${report.contentHash}: demarche load out gives the same.`,
    ]);
  });

  test('takes an empty folder, and refuses one that is not', async () => {
    const path = await harbour();
    const out = makeFolder();
    await exported(path, { out });
    expect(existsSync(join(out, 'dataset.yaml'))).toBe(true);
    await expect(exported(path, { out })).rejects.toThrow(
      /is not empty: it holds actors\.yaml\. Name a folder/,
    );
  });

  test.each([
    ['there is no database', async () => join(makeFolder(), 'none.db'), /there is no database at/],
    [
      'the file is damaged',
      async () => {
        const path = await harbour();
        const bytes = readFileSync(path);
        bytes.writeUInt8(255 - bytes.readUInt8(bytes.length - 2000), bytes.length - 2000);
        writeFileSync(path, bytes);
        return path;
      },
      /damaged/,
    ],
  ])('refuses where %s, and makes no folder', async (_, location, message) => {
    const out = join(makeFolder(), 'out');
    await expect(exported(await location(), { out })).rejects.toThrow(message);
    expect(existsSync(out)).toBe(false);
  });

  test('that is stopped leaves nothing, of a folder that was there neither', async () => {
    const path = join(makeFolder(), 'set.db');
    await loaded({ dir: loadSet(), path });
    for (const out of [join(makeFolder(), 'out'), makeFolder()]) {
      const wasThere = existsSync(out);
      const stop = new AbortController();
      const stopped = exported(path, { out, signal: stop.signal, onProgress: () => stop.abort() });
      await expect(stopped).rejects.toThrow(/abort/i);
      expect(existsSync(out)).toBe(wasThere);
      if (wasThere) expect(readdirSync(out)).toEqual([]);
    }
  });

  test('whose files cannot be put in place leaves none of them, and nothing else is touched', async () => {
    const path = join(makeFolder(), 'set.db');
    await loaded({ dir: loadSet(), path });
    const out = makeFolder();
    const foreign = join(out, 'statements.yaml', 'mine');
    const put = () => mkdirSync(foreign, { recursive: true });
    await expect(exported(path, { out, format: 'yaml', onProgress: put })).rejects.toThrow(
      /EISDIR|ENOTEMPTY/,
    );
    expect(readdirSync(out)).toEqual(['statements.yaml']);
    expect(existsSync(foreign)).toBe(true);
  });

  test('is in no folder a dataset before all of it is there', async () => {
    const path = join(makeFolder(), 'set.db');
    await loaded({ dir: loadSet(), path });
    const out = join(makeFolder(), 'out');
    const seen: string[][] = [];
    await exported(path, { out, onProgress: () => seen.push(Object.keys(filesIn(out))) });
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.flat().filter((name) => /^(dataset|[a-z]+\.)/.test(name))).toEqual([]);
    expect(seen.flat().filter((name) => name.includes('dataset.'))).toEqual([]);
  });

  test('divides YAML among files before one would be too large to be read', async () => {
    const path = await harbour();
    const { contentHash } = await loaded({ path, texts: HARBOUR_TEXTS });
    const out = makeFolder();
    const files = new DatasetFiles(out, 'yaml', 2000);
    const revision = await engine.openLiveRevision(path);
    for await (const { type, record } of authoredRecords(revision)) files.write(type, record);
    files.close();
    await revision.close();
    expect(readdirSync(join(out, 'quotes')).slice(0, 2)).toEqual(['0001.yaml', '0002.yaml']);
    expect(existsSync(join(out, 'quotes.yaml'))).toBe(false);
    expect((await loaded({ dir: out, path: join(makeFolder(), 'back.db') })).contentHash).toBe(contentHash);
  });

  test('keeps the id of a statement that two quotes could have had made for them', async () => {
    // The second segment of quote "a" and the first of quote "a-s2" would both have statement "a-s2" made.
    const said = { edtf: '2031-03-14', basis: 'stated' };
    const common = {
      articleId: 'paper',
      attribution: 'unnamed',
      speakerIds: ['s'],
      kind: 'indirect',
      form: 'running',
    };
    const span = (start: number) => ({ start, end: start + 5 });
    const dir = makeFolder({
      'dataset.json': JSON.stringify({
        ...{ id: 'd', title: 'D', description: 'D', profile: 'open', version: '1', license: { name: 'CC0' } },
      }),
      'articles.json': JSON.stringify([{ id: 'paper', published: said }]),
      'actors.json': JSON.stringify([{ id: 's', name: 'S', kind: 'unnamed' }]),
      'quotes.json': JSON.stringify([
        { ...common, id: 'a', said, segments: [{ span: span(0) }, { span: span(9), statementId: 'a-s2' }] },
        { ...common, id: 'a-s2', said, segments: [{ span: span(20), statementId: 'a-s2' }] },
      ]),
      'statements.json': JSON.stringify([{ id: 'a-s2', speakerIds: ['s'], said }]),
    });
    const path = join(makeFolder(), 'd.db');
    const { contentHash } = await loaded({ dir, path });
    const out = join(makeFolder(), 'out');
    await exported(path, { out });
    expect((await loaded({ dir: out, path: join(makeFolder(), 'back.db') })).contentHash).toBe(contentHash);
    const [first, second] = parseYaml(readFileSync(join(out, 'quotes.yaml'), 'utf8'));
    expect(first.segments.map(({ statementId = null }) => statementId)).toEqual([null, null]);
    expect(second.segments[0].statementId).toBe('a-s2');
  });
});

test('a dataset is exported as it was opened, whatever is loaded over it meanwhile', async () => {
  const path = join(makeFolder(), 'harbour.db');
  const { contentHash } = await loaded({ path });
  const revision = await engine.openLiveRevision(path);
  await loaded({
    path,
    dir: harbourWith({ 'dataset.yaml': (text) => text.replace('"1.0.0"', '"1.1.0"') }),
  });
  const out = join(makeFolder(), 'out');
  mkdirSync(out);
  await exported(path, { out, engine: { openLiveRevision: async () => revision } });
  expect((await loaded({ dir: out, path: join(makeFolder(), 'back.db') })).contentHash).toBe(contentHash);
});
