import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { annotate } from '../../src/annotate/annotate.ts';
import { sha256 } from '../../src/load/read/texts.ts';
import { makeFolder } from '../support/folders.ts';
import { oneArticle, QUOTE } from '../support/one-article.ts';

describe('annotate finds', () => {
  const DOCUMENT =
    'The wall. He said: "The wall is low." She said:\n\n"The wall is high." “Nobody’s wall”, they said. The end.';

  function spanOf(span: string, segment = ''): string {
    const quotes = `${QUOTE}  segments:\n    - span: ${span}\n${segment}`;
    const { dir, texts } = oneArticle(DOCUMENT, { 'quotes.yaml': quotes });
    const { faults } = annotate(dir, texts);
    const [fault] = faults;
    if (fault) return `${fault.line}: ${fault.message} — ${fault.cure}`;
    const [quote] = parse(readFileSync(join(dir, 'quotes.yaml'), 'utf8'));
    const { start, end, match, occurrence } = quote.segments[0].span;
    expect([match, occurrence]).toEqual([undefined, undefined]);
    return DOCUMENT.slice(start, end);
  }

  test.each([
    ['one passage', '{ match: The wall is low }', 'The wall is low'],
    [
      'a passage over a line break',
      "{ match: 'She said: \"The wall is high' }",
      'She said:\n\n"The wall is high',
    ],
    ['from a beginning to the next such end', '{ match: He said … high }', DOCUMENT.slice(10, 66)],
    ['the same with three dots', '{ match: He said ... high }', DOCUMENT.slice(10, 66)],
    ['one of several', '{ match: The wall, occurrence: 3 }', 'The wall'],
    ['words in a passage', '{ match: She said … high." }\n      text: The wall', 'The wall'],
  ])('%s', (_what, span, words) => {
    expect(spanOf(span)).toBe(words);
  });

  test.each([
    [
      'several places',
      '{ match: The wall is }',
      '10: these words stand in 2 places, at 20, 50: "The wall is" — write more of them, or in the span one of occurrence: 1, 2',
    ],
    [
      'no such place',
      '{ match: The moat }',
      '10: these words are not in the document: "The moat" — copy them from the document',
    ],
    [
      'words that are typed otherwise',
      `{ match: "Nobody's wall" }`,
      `10: these words are not in the document: "Nobody's wall" — they differ in spaces, quotation marks or dashes: copy them from the document`,
    ],
    [
      'too few occurrences',
      '{ match: The wall is, occurrence: 3 }',
      '10: there is no occurrence 3 of these words — they stand in 2 places: write occurrence: 1 to 2',
    ],
    [
      'a document that moved under its offsets',
      `{ start: 1, end: 5, sha256: ${'f'.repeat(64)} }`,
      '10: the passage at 1 to 5 is not the one whose hash is given — take start, end and sha256 out, and give the words as match: or as the text of the segment, to have them found again',
    ],
    [
      'words that changed beside their offsets',
      `{ start: 0, end: 8, sha256: ${sha256('The wall')} }\n      text: The walls`,
      '10: the words are not those that stand at 0 to 8 — take start, end and sha256 out, and give the words as match: or as the text of the segment, to have them found again',
    ],
  ])('no span but says so: %s', (_what, span, said) => {
    expect(spanOf(span)).toBe(said);
  });

  test('a segment after the one before it, though its words stand there too', () => {
    const quotes = `${QUOTE}  segments:\n    - text: The wall is low.\n    - text: The wall is\n`;
    const { dir, texts } = oneArticle(DOCUMENT, { 'quotes.yaml': quotes });
    expect(annotate(dir, texts).faults).toEqual([]);
    const [quote] = parse(readFileSync(join(dir, 'quotes.yaml'), 'utf8'));
    expect(quote.segments[1].span.start).toBe(50);
    expect(quote.span).toEqual({ start: 20, end: 61, sha256: sha256(DOCUMENT.slice(20, 61)) });
  });

  test('the hash of offsets that are given without one', () => {
    const { dir, texts } = oneArticle(DOCUMENT, {
      'quotes.yaml': `${QUOTE}  segments:\n    - span: { start: 0, end: 8 }\n`,
    });
    annotate(dir, texts);
    expect(readFileSync(join(dir, 'quotes.yaml'), 'utf8')).toContain(
      `{ start: 0, end: 8, sha256: ${sha256('The wall')} }`,
    );
  });
});

describe('annotate knows an article by', () => {
  const ARTICLE = '- id: a\n  title: A\n  summary: A.\n  published: {}\n';
  const QUOTES = { 'quotes.yaml': `${QUOTE}  segments:\n    - text: the wall\n` };

  function documentIn(articles: string, texts: Record<string, string>): unknown {
    const { dir } = oneArticle('', { 'articles.yaml': articles, ...QUOTES });
    const { faults } = annotate(dir, makeFolder(texts));
    const [fault] = faults;
    if (fault) return `${fault.file}:${fault.line} ${fault.message} — ${fault.cure}`;
    return parse(readFileSync(join(dir, 'articles.yaml'), 'utf8'))[0].document;
  }

  test.each([
    ['the file it names', `${ARTICLE}  document: { file: b.txt }\n`],
    ['the words quoted from it', ARTICLE],
    ['the words where a field for it is empty', `${ARTICLE}  document:\n`],
    ['the words where a field for it is null', `${ARTICLE}  document: null # not yet\n`],
  ])('%s', (_what, articles) => {
    const document = { sha256: sha256('It is the wall 🌊'), characters: 16 };
    expect(documentIn(articles, { 'b.txt': 'It is the wall 🌊', 'c.txt': 'It is a moat' })).toEqual(document);
  });

  test.each([
    [
      'two fit',
      ARTICLE,
      'articles.yaml:1 the article has no document, and 2 of the texts hold all the words quoted from it — write document: { file: NAME }',
    ],
    [
      'the file is not there',
      `${ARTICLE}  document: { file: ../a.txt }\n`,
      'articles.yaml:5 there is no file "../a.txt" among the texts — name a file in the folder of texts',
    ],
    [
      'the hash is of none of the texts',
      `${ARTICLE}  document: { sha256: ${'f'.repeat(64)}, characters: 16 }\n`,
      `articles.yaml:5 the document of the article is not among the texts — add the file whose SHA-256 is ${'f'.repeat(64)}, or name another: document: { file: NAME }`,
    ],
  ])('nothing, and says so, where %s', (_what, articles, said) => {
    expect(documentIn(articles, { 'b.txt': 'It is the wall', 'c.txt': 'the wall' })).toBe(said);
  });
});
