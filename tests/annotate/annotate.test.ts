import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { annotate } from '../../src/annotate/annotate.ts';
import { engine } from '../../src/engine-choice.ts';
import { validate } from '../../src/load/check/check-folder.ts';
import { formatFault } from '../../src/load/read/fault.ts';
import { openTexts, sha256 } from '../../src/load/read/texts.ts';
import { Document } from '../../src/model/code-points.ts';
import { copyFolder } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS } from '../support/load.ts';
import { oneArticle, QUOTE } from '../support/one-article.ts';

const filesOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));

const documents = Object.fromEntries(
  readdirSync(HARBOUR_TEXTS).map((file) => [
    file.replace('.txt', ''),
    new Document(readFileSync(join(HARBOUR_TEXTS, file), 'utf8')),
  ]),
);

/** The file as its author wrote it: words for spans, a file name for a document. */
function unannotated(text: string): string {
  let articleId = '';
  let hasWords = false;
  return text
    .split('\n')
    .flatMap((line) => {
      articleId = /^- id: ([a-z-]+)$/.exec(line)?.[1] ?? articleId;
      articleId = /articleId: ([a-z-]+)/.exec(line)?.[1] ?? articleId;
      const span = /start: (\d+), end: (\d+), sha256: \w+/.exec(line);
      const ofWords = hasWords && span !== null;
      hasWords = line.startsWith('    - text: ');
      if (ofWords) return [];
      const file = line.replace(/document: \{.*\}/, `document: { file: ${articleId}.txt }`);
      if (span === null) return [file];
      const words = documents[articleId]?.slice(Number(span[1]), Number(span[2]));
      return [file.replace(span[0], `match: ${JSON.stringify(words)}`)];
    })
    .join('\n');
}

const author = Object.fromEntries(
  readdirSync(HARBOUR)
    .filter((file) => readFileSync(join(HARBOUR, file), 'utf8').includes('sha256'))
    .map((file) => [file, unannotated]),
);

describe('annotate', () => {
  test('writes the offsets and hashes of the invented dataset from its words, byte for byte', () => {
    const dir = copyFolder(HARBOUR, author);
    expect(readFileSync(join(dir, 'quotes.yaml'), 'utf8')).not.toContain('sha256');
    const { faults, filesChanged, spansWritten } = annotate(dir, HARBOUR_TEXTS);
    expect(faults.map(formatFault)).toEqual([]);
    expect(filesChanged).toEqual([
      'articles.yaml',
      'actors.yaml',
      'events.yaml',
      'quotes.yaml',
      'disagreements.yaml',
    ]);
    expect(spansWritten).toBe(46);
    expect(filesOf(dir)).toEqual(filesOf(HARBOUR));
  });

  test('changes nothing the second time', () => {
    const dir = copyFolder(HARBOUR);
    const before = readdirSync(dir).map((file) => statSync(join(dir, file)).mtimeMs);
    expect(annotate(dir, HARBOUR_TEXTS)).toEqual({ filesChanged: [], spansWritten: 0, faults: [] });
    expect(readdirSync(dir).map((file) => statSync(join(dir, file)).mtimeMs)).toEqual(before);
  });

  test('leaves comments, layout, line ends and a byte order mark as they are', () => {
    const document = 'One two three four five six.';
    const lines = [
      '\uFEFF# quotes of a',
      ...QUOTE.trimEnd().split('\n'),
      '  segments:   # in order',
      '    - text: "one"   # the first',
      '      extent: part',
      '    # the second is long',
      '    - { extent:  part , text: two three,',
      '        statementId: null } # and ends here',
      '    -   text: |-',
      '          four',
      '        span:',
      '            # found by itself',
      '            articleId: a # this one',
      '            occurrence: 1',
      '            match: >-',
      '              three   four',
      '              five',
      '        extent: part',
      '    - span: {match: six}',
      '      text: "six"',
      '',
      '',
      '# the end',
    ];
    const { dir, texts } = oneArticle(document.replace('One', 'one'), { 'quotes.yaml': lines.join('\r\n') });
    const { faults } = annotate(dir, texts);
    expect(faults.map(formatFault)).toEqual([]);
    const hash = (words: string) => `sha256: ${sha256(words)}`;
    const text = document.replace('One', 'one');
    expect(readFileSync(join(dir, 'quotes.yaml'), 'utf8').split('\r\n')).toEqual([
      ...lines.slice(0, 9),
      `  span: { start: 0, end: 27, ${hash(text.slice(0, 27))} }`,
      '  segments:   # in order',
      '    - text: "one"   # the first',
      `      span: { start: 0, end: 3, ${hash('one')} }`,
      '      extent: part',
      '    # the second is long',
      '    - { extent:  part , text: two three,',
      `        span: { start: 4, end: 13, ${hash('two three')} },`,
      '        statementId: null,',
      '        continues: true } # and ends here',
      '    -   text: |-',
      '          four',
      '        span:',
      '            # found by itself',
      '            articleId: a # this one',
      '            start: 14',
      '            end: 18',
      `            ${hash('four')}`,
      '        extent: part',
      '        continues: true',
      `    - span: {start: 24, end: 27, ${hash('six')}}`,
      '      text: "six"',
      '',
      '',
      '# the end',
    ]);
    expect(annotate(dir, texts)).toEqual({ filesChanged: [], spansWritten: 0, faults: [] });
  });

  test('then validates clean, whatever is quoted from whatever document', async () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'é', '🌊', '"', "'", '#', ':', '\\', '-', '漢', '\n'),
      minLength: 1,
      maxLength: 6,
    });
    const gap = fc.constantFrom(' and ', ' ', '\n\n', '\u00a0', ', ');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 5 }), async (words) => {
        const marked = words.map(([text], at) => `<${at}${text}>`);
        const segments = marked.map((text) => `    - text: ${JSON.stringify(text)}\n`).join('');
        const document = words
          .map(([, between], at) => `${at === 0 ? '🐚 ' : between}“${marked[at]}”`)
          .join('');
        const { dir, texts } = oneArticle(document, {
          'quotes.yaml': `${QUOTE}  segments:\n${segments}`,
        });
        expect(annotate(dir, texts).faults.map(formatFault)).toEqual([]);
        const checked = await validate({ dir, texts, engine, onProgress: () => {} });
        expect(checked.faults.map(formatFault)).toEqual([]);
        expect(checked.spansProved).toBe(words.length > 1 ? words.length + 1 : 1);
      }),
      { numRuns: 25 },
    );
  });
});

test('annotate says which file it cannot edit safely, and writes the others', () => {
  const flow =
    '- { id: q, articleId: a, speakerIds: [s], attribution: unnamed, kind: direct, form: marks, gist: Q.,';
  const quotes = `${flow} said: {}, segments: [{ text: The wall, span }, { text: is old }] }\n`;
  const { dir, texts } = oneArticle('The wall and all is old', { 'quotes.yaml': quotes });
  const { faults, filesChanged, spansWritten } = annotate(dir, texts);
  expect(faults.map(({ file, message }) => [file, message])).toEqual([
    ['quotes.yaml', 'this file could not be edited safely'],
  ]);
  expect({ filesChanged, spansWritten }).toEqual({ filesChanged: ['articles.yaml'], spansWritten: 0 });
  expect(readFileSync(join(dir, 'quotes.yaml'), 'utf8')).toBe(quotes);
});

describe('a segment that goes on where the one before ends', () => {
  const written = (document: string, segments: string) => {
    const { dir, texts } = oneArticle(document, { 'quotes.yaml': `${QUOTE}  segments: ${segments}\n` });
    expect(annotate(dir, texts).faults.map(formatFault)).toEqual([]);
    const text = readFileSync(join(dir, 'quotes.yaml'), 'utf8');
    return parse(text)[0].segments.map(({ continues }: { continues?: boolean }) => continues);
  };
  const TWO = '[{ text: One., span: { match: One } }, { text: Two. }]'.replace('One }', 'One. }');

  test.each([
    ['a space', '“One. Two.”', true],
    ['a line break', '“One.\n\nTwo.”', true],
    ['the mark of the next paragraph', '“One.\n\n“Two.”', true],
    ['a no-break space and marks', '«\u00a0One.\u00a0» «\u00a0Two.\u00a0»', true],
    ['words', '“One.” he said. “Two.”', undefined],
    ['a comma', '“One.”, “Two.”', undefined],
  ])('is told by what stands between them: %s', (_, document, continues) => {
    expect(written(document, TWO)).toEqual([undefined, continues]);
  });

  test('is left as its author noted it, for a load to judge', () => {
    expect(written('“One. Two.”', TWO.replace('text: Two.', 'text: Two., continues: false'))).toEqual([
      undefined,
      false,
    ]);
  });

  test('is not told where one of the two has no words', () => {
    const withheld = '[{ text: One. }, { span: { match: Two. } }]';
    expect(written('“One. Two.”', withheld)).toEqual([undefined, undefined]);
  });
});

test.each([
  ['of a quote', 'match: It rains\n', '', 'segments: [{ span: { match: the words } }]'],
  ['of a segment', '', '{ match: It rains }', 'span: { match: the words }'],
  ['of a date', 'translation: { basis: inferred, match: It rains }\n', '', 'span: { match: the words }'],
])('annotate says that words in a place %s are not looked for', (_, field, segment, shape) => {
  const quotes = `${QUOTE}${field === '' ? '' : `  ${field}`}  segments: [${segment || '{ text: It rains }'}]\n`;
  const { dir, texts } = oneArticle('It rains.', { 'quotes.yaml': quotes });
  expect(annotate(dir, texts).faults.map(({ message, cure }) => [message, cure])).toEqual([
    ['match: is not read here', `only in a span are words looked for: write ${shape}`],
  ]);
});

test('annotate says that a span has nothing to be found by, and takes no further fact for words', () => {
  const quotes = `${QUOTE}  extra: { match: It rains }\n  segments: [{ span: { match: 1994 } }]\n`;
  const { dir, texts } = oneArticle('It rains.', { 'quotes.yaml': quotes });
  expect(annotate(dir, texts).faults.map(({ path, message }) => [path, message])).toEqual([
    ['segments[0].span', 'the span has no words to be found by'],
  ]);
});

test('annotate says that a document is not UTF-8', () => {
  const { dir, texts } = oneArticle('The wall', {});
  writeFileSync(join(texts, 'a.txt'), Buffer.from([0x61, 0xff]));
  expect(annotate(dir, texts).faults.map(formatFault)).toEqual([
    expect.stringMatching(
      /^articles\.yaml:5:\d+ {2}article a {2}.*a\.txt is not UTF-8, .* save the document as UTF-8/,
    ),
  ]);
});

test('annotate leaves a file that does not parse as it is, and says why', () => {
  const { dir, texts } = oneArticle('The wall', { 'quotes.yaml': `${QUOTE}\tsegments: []\n` });
  const { faults, filesChanged } = annotate(dir, texts);
  expect(faults.map(formatFault)).toEqual([
    'quotes.yaml:9:2  a tab where spaces belong — indent with spaces',
  ]);
  expect(filesChanged).toEqual(['articles.yaml']);
  expect(openTexts(texts).paths.has(sha256('The wall'))).toBe(true);
});
