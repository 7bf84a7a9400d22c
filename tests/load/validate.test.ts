import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { validate, withWarningsAsFaults } from '../../src/load/check/check-folder.ts';
import { formatFault } from '../../src/load/read/fault.ts';
import { sha256 } from '../../src/load/read/texts.ts';
import type { Fault } from '../../src/store/port/staging.ts';
import { copyFolder, makeFolder } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS } from '../support/load.ts';
import { oneArticle } from '../support/one-article.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const FAULTS = fixture('faults');
/** Well formed in themselves, and wrong or doubtful beside their article. */
const IN_ARTICLES = fixture('faults-in-articles');
const IN_ARTICLES_TEXTS = fixture('faults-in-articles-texts');

const validateFolder = (dir: string, texts: string | null) =>
  validate({ dir, texts, engine, onProgress: () => {} });

/** What a line's comment says would be right there: `file:line cure`, once for each fault, or after ` # ? ` warning. */
function expectedIn(folder: string, mark = ' # ! '): string[] {
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((text, at) =>
        text
          .split(mark)
          .slice(1)
          .map((cure) => `${file}:${at + 1} ${cure}`),
      ),
  );
}

describe('a folder of mistakes', () => {
  test('is told every one of them in one run, at its line and with what would be right', async () => {
    const { faults } = await validateFolder(FAULTS, null);
    expect(faults.map(({ file, line, cure }) => `${file}:${line} ${cure}`).sort()).toEqual(
      expectedIn(FAULTS).sort(),
    );
  });

  test('holds more than 80 different ones, each said in one line with the record it is in', async () => {
    const { faults } = await validateFolder(FAULTS, null);
    expect(new Set(faults.map(({ message }) => message)).size).toBeGreaterThan(80);
    for (const fault of faults) {
      const { file, line, column, recordType, recordId, message, cure } = fault;
      const record = recordId === null ? recordType : `${recordType} ${recordId}`;
      expect(formatFault(fault)).toBe(`${file}:${line}:${column}  ${record}  ${message} — ${cure}`);
      expect(formatFault(fault)).not.toContain('\n');
      expect(column).toBeGreaterThan(0);
    }
  });

  test('is told in the order of files and lines', async () => {
    const { faults } = await validateFolder(FAULTS, null);
    const places = faults.map(({ file, line }) => [file, line] as const);
    expect(places).toEqual([...places].sort(([a, m], [b, n]) => (a === b ? m - n : a < b ? -1 : 1)));
  });
});

const cures = (faults: readonly Fault[]) => faults.map(({ file, line, cure }) => `${file}:${line} ${cure}`);

describe('a folder of mistakes that its article shows', () => {
  test('is told each of them beside its article, and what is doubtful', async () => {
    const { faults, warnings } = await validateFolder(IN_ARTICLES, IN_ARTICLES_TEXTS);
    expect(cures(faults).sort()).toEqual(expectedIn(IN_ARTICLES).sort());
    expect(cures(warnings).sort()).toEqual(expectedIn(IN_ARTICLES, ' # ? ').sort());
    expect(faults.length).toBeGreaterThan(8);
    expect(warnings.map(({ recordType, path }) => `${recordType} ${path}`)).toEqual([
      'quote said',
      'statement said',
    ]);
  });

  test('is told only what is doubtful without the article', async () => {
    const { faults, warnings } = await validateFolder(IN_ARTICLES, null);
    expect(faults).toEqual([]);
    expect(warnings).toHaveLength(2);
  });

  test('has no fault in an open dataset, whose quotes may have been coded by machine, but warnings', async () => {
    const open = { 'dataset.yaml': (text: string) => text.replace('curated', 'open') };
    const { faults, warnings } = await validateFolder(copyFolder(IN_ARTICLES, open), IN_ARTICLES_TEXTS);
    expect(faults).toEqual([]);
    expect(warnings).toHaveLength(expectedIn(IN_ARTICLES).length + expectedIn(IN_ARTICLES, ' # ? ').length);
  });

  test('has warnings as faults, in the order of the files, where it is taken strictly', async () => {
    const result = withWarningsAsFaults(await validateFolder(IN_ARTICLES, null));
    expect(result).toMatchObject({ faultCount: 2, warningCount: 0, warnings: [] });
    expect(result.faults.map(({ file }) => file)).toEqual(['quotes.yaml', 'statements.yaml']);
  });
});

test('words for annotate in a file that it does not read are told so', async () => {
  const { dir } = oneArticle('It rains.', {
    'quotes.json': JSON.stringify([
      {
        ...{ id: 'q', articleId: 'a', speakerIds: ['s'], attribution: 'unnamed', kind: 'indirect' },
        ...{ form: 'running', gist: 'Q.', said: {}, segments: [{ span: { match: 'It rains' } }] },
      },
    ]),
  });
  const { faults } = await validateFolder(dir, null);
  expect(faults.find(({ file }) => file === 'quotes.json')?.cure).toBe(
    'write the record as YAML: annotate reads no other format',
  );
});

describe('the invented dataset', () => {
  test('is clean, and every span in it is proved against its document', async () => {
    const { faults, spansProved } = await validateFolder(HARBOUR, HARBOUR_TEXTS);
    expect(faults.map(formatFault)).toEqual([]);
    const written = readdirSync(HARBOUR)
      .map((file) => readFileSync(join(HARBOUR, file), 'utf8').match(/end: \d/g)?.length ?? 0)
      .reduce((sum, count) => sum + count, 0);
    expect(spansProved).toBe(written);
  });

  test('may leave out in an open dataset what a curated one must have', async () => {
    const bare = (text: string) => text.replaceAll(/^ {2}(title|summary): .*\n/gm, '');
    const change = { 'events.yaml': bare, 'articles.yaml': bare };
    const open = { ...change, 'dataset.yaml': (text: string) => text.replace('curated', 'open') };
    const curated = await validateFolder(copyFolder(HARBOUR, change), null);
    expect(curated.faults.length).toBeGreaterThan(20);
    expect((await validateFolder(copyFolder(HARBOUR, open), null)).faults).toEqual([]);
  });
});

test('a document that is not UTF-8 is a fault of its article', async () => {
  const bytes = Buffer.from([0x61, 0xff]);
  const document = `{ sha256: ${sha256(bytes)}, characters: 2 }`;
  const { dir } = oneArticle('', {
    'articles.yaml': `- { id: a, title: A, summary: A., published: {}, document: ${document} }\n`,
  });
  const { faults } = await validateFolder(dir, makeFolder({ 'a.txt': bytes }));
  expect(faults.map(({ recordId, path, cure }) => [recordId, path, cure])).toEqual([
    ['a', 'document.sha256', 'save the document as UTF-8, and give its new SHA-256'],
  ]);
  expect(faults[0]?.message).toContain('a.txt is not UTF-8');
});

interface Character {
  readonly file: string;
  readonly line: number;
  readonly at: number;
}

/** Every character of an offset, of a span's hash and of a segment's words in the invented dataset. */
function provedCharacters(): Character[] {
  return ['articles.yaml', 'actors.yaml', 'events.yaml', 'quotes.yaml', 'disagreements.yaml'].flatMap(
    (file) =>
      readFileSync(join(HARBOUR, file), 'utf8')
        .split('\n')
        .flatMap((text, line) =>
          [...text.matchAll(/(?:start: |end: |, sha256: |- text: ["']?)(\w+)/g)]
            .filter(() => !text.includes('document:'))
            .flatMap(({ index, 0: whole, 1: value = '' }) =>
              Array.from(value, (_, at) => ({ file, line, at: index + whole.length - value.length + at })),
            ),
        ),
  );
}

test('one character changed in an offset, a text or a hash fails with file, line and id', async () => {
  const characters = provedCharacters();
  expect(characters.length).toBeGreaterThan(3000);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...characters), async ({ file, line, at }) => {
      const folder = copyFolder(HARBOUR, {
        [file]: (text) =>
          text
            .split('\n')
            .map((old, number) =>
              number === line ? old.slice(0, at) + other(old[at]) + old.slice(at + 1) : old,
            )
            .join('\n'),
      });
      const { faults } = await validateFolder(folder, HARBOUR_TEXTS);
      const id = idAbove(file, line);
      const told = faults.filter((fault) => fault.file === file && fault.recordId === id);
      expect(told.length, `${file}:${line + 1}:${at + 1}`).toBeGreaterThan(0);
      for (const fault of told) expect(idAbove(file, fault.line - 1)).toBe(id);
    }),
    { numRuns: 60 },
  );
});

/** Another digit for a digit, another letter for a letter, and never an end before a start by chance alone. */
function other(character: string | undefined): string {
  if (character === undefined) throw new Error('there is no such character');
  return /\d/.test(character) ? String((Number(character) + 1) % 10) : character === 'a' ? 'b' : 'a';
}

function idAbove(file: string, line: number): string | undefined {
  const lines = readFileSync(join(HARBOUR, file), 'utf8')
    .split('\n')
    .slice(0, line + 1);
  return lines.flatMap((text) => /^- id: (.+)$/.exec(text)?.[1] ?? []).at(-1);
}

test('a fault is the same however often it is looked for', async () => {
  const once: readonly Fault[] = (await validateFolder(FAULTS, null)).faults;
  expect((await validateFolder(FAULTS, null)).faults).toEqual(once);
});
