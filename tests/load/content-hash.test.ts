import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { contentHashOf, revisionOf } from '../../src/load/publish/content-hash.ts';
import { makeFolder, temporaryDirectory } from '../support/folders.ts';
import { HARBOUR, harbourWith, loaded } from '../support/load.ts';

async function hashOf(dir: string): Promise<string> {
  return (await loaded({ dir, path: join(makeFolder(), 'hash.db') })).contentHash;
}

// biome-ignore lint/suspicious/noExplicitAny: records as their author wrote them
type Authored = any;

/** The invented dataset, written again in another way. */
function rewritten(write: (name: string, content: Authored) => Readonly<Record<string, string>>): string {
  const dir = makeFolder();
  for (const file of readdirSync(HARBOUR)) {
    const content: unknown = parse(readFileSync(join(HARBOUR, file), 'utf8'));
    for (const [name, text] of Object.entries(write(file.replace('.yaml', ''), content))) {
      mkdirSync(join(dir, name, '..'), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
  }
  return dir;
}

const SAME: Readonly<Record<string, () => string>> = {
  'another folder': () => {
    const dir = makeFolder();
    cpSync(HARBOUR, dir, { recursive: true });
    return dir;
  },
  JSON: () => rewritten((name, content) => ({ [`${name}.json`]: JSON.stringify(content) })),
  NDJSON: () =>
    rewritten((name, content) =>
      Array.isArray(content)
        ? { [`${name}.ndjson`]: content.map((record) => `${JSON.stringify(record)}\n`).join('') }
        : { [`${name}.json`]: JSON.stringify(content) },
    ),
  'records in another order': () =>
    rewritten((name, content) => ({
      [`${name}.json`]: JSON.stringify(Array.isArray(content) ? content.reverse() : content),
    })),
  'fields in another order': () =>
    rewritten((name, content) => ({
      [`${name}.json`]: JSON.stringify(
        Array.isArray(content)
          ? content.map((record) => Object.fromEntries(Object.entries(record).reverse()))
          : content,
      ),
    })),
  'a file for each record': () =>
    rewritten((name, content) =>
      Array.isArray(content)
        ? Object.fromEntries(
            content.map((record, index) => [
              `${name}/${content.length - index}.json`,
              JSON.stringify([record]),
            ]),
          )
        : { [`${name}.json`]: JSON.stringify(content) },
    ),
  'without its comments': () =>
    harbourWith({
      'quotes.yaml': (text) => text.replace(/^#.*$/gm, ''),
      'events.yaml': (text) => `# More\n${text}`,
    }),
  'with its defaults written out': () =>
    harbourWith({
      'articles.yaml': (text) =>
        text.replace('byline: By Inès Kårlund', 'byline: By Inès Kårlund\n  url: null'),
      'quotes.yaml': (text) => text.replace('form: headline', 'form: headline\n  viaIds: []\n  cue: null'),
      'events.yaml': (text) => text.replace('confidence: low', 'confidence: low\n  related: []'),
    }),
};

describe('the content hash', () => {
  let unchanged = '';
  beforeAll(async () => {
    const folder = temporaryDirectory();
    unchanged = (await loaded({ path: join(folder.path, 'hash.db') })).contentHash;
    folder.remove();
  });

  test.each(Object.keys(SAME))('is the same for the same data: %s', async (name) => {
    expect(await hashOf(SAME[name]?.() ?? '')).toBe(unchanged);
  });

  test.each([
    ['dataset.yaml', 'The harbour wall of', 'The wall of'],
    ['articles.yaml', 'Strait digest', 'A strait digest'],
    ['actors.yaml', 'name: Merrow\n', 'name: Mérrow\n'],
    ['events.yaml', 'confidence: low', 'confidence: medium'],
    ['quotes.yaml', 'cue: told us', 'cue: told'],
    ['statements.yaml', 'Halvia will not ask again.', 'Halvia will ask again.'],
    ['disagreements.yaml', 'Halvia did it.', 'Halvia has done it.'],
    ['retired.yaml', 'under two ids', 'under three ids'],
  ])('changes with a record in %s', async (file, from, to) => {
    const changed = harbourWith({ [file]: (text) => text.replace(from, to) });
    expect(await hashOf(changed)).not.toBe(unchanged);
  });

  test('is SHA-256 over a line for each record, the dataset among them, in byte order', () => {
    const lines = ['actor\ta\t11', 'article\tb\t22', 'event\tc\t33'];
    const expected = createHash('sha256')
      .update('actor\ta\t11\narticle\tb\t22\ndataset\td\t44\nevent\tc\t33\n')
      .digest('hex');
    expect(contentHashOf(lines, { id: 'd', hash: '44' })).toBe(expected);
    const alone = createHash('sha256').update('dataset\td\t44\n').digest('hex');
    expect(contentHashOf([], { id: 'd', hash: '44' })).toBe(alone);
  });
});

describe('the revision', () => {
  const base = { contentHash: 'c', texts: ['t1', 't2'], serve: 'passages', rendererVersion: 1 } as const;

  test('is sixteen hexadecimal digits', () => {
    expect(revisionOf(base)).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    { ...base, contentHash: 'd' },
    { ...base, texts: ['t1'] },
    { ...base, serve: 'full' as const },
    { ...base, rendererVersion: 2 },
  ])('changes with content, texts, what is served and the renderer: %o', (other) => {
    expect(revisionOf(other)).not.toBe(revisionOf(base));
  });

  test('does not depend on the order in which texts are found', () => {
    expect(revisionOf({ ...base, texts: ['t2', 't1', 't2'] })).toBe(revisionOf(base));
  });
});
