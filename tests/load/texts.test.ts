import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTexts, openTexts, sha256, verifySpan } from '../../src/load/read/texts.ts';
import { Document } from '../../src/model/code-points.ts';
import { makeFolder } from '../support/folders.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('a document', () => {
  test('is sliced by code points, whatever is in it', () => {
    fc.assert(
      fc.property(text, fc.nat(70), fc.nat(70), (whole, a, b) => {
        const points = [...whole];
        const document = new Document(whole);
        expect(document.length).toBe(points.length);
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect(document.slice(start, end)).toBe(points.slice(start, end).join(''));
      }),
    );
  });

  test('tells the code point at which a UTF-16 unit stands', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const document = new Document(whole);
        let unit = 0;
        for (const [at, point] of [...whole].entries()) {
          expect(document.pointOf(unit)).toBe(at);
          unit += point.length;
        }
        expect(document.pointOf(unit)).toBe(document.length);
      }),
    );
  });

  test('keeps a byte order mark and line ends as they stand', () => {
    const bytes = Buffer.from('\uFEFFé\r\n🌊', 'utf8');
    const folder = makeFolder({ 'a.txt': bytes });
    const document = openTexts(folder).read(sha256(bytes)) as Document;
    expect(document.length).toBe(5);
    expect(document.slice(0, 3)).toBe('\uFEFFé\r');
  });
});

describe('a folder of texts', () => {
  test('knows documents by their bytes, not by their names, in folders too', () => {
    const folder = makeFolder({ 'one.txt': 'one', 'deep/two': 'two' });
    const texts = openTexts(folder);
    expect([...findTexts(folder).keys()].sort()).toEqual([sha256('one'), sha256('two')].sort());
    expect(texts.paths.has(sha256('one'))).toBe(true);
    expect(texts.read(sha256('two'))).toMatchObject({ text: 'two' });
    expect(texts.read(sha256('three'))).toBeNull();
  });

  test('refuses bytes that are not UTF-8 rather than mending them', () => {
    const bytes = Buffer.from([0x61, 0xff]);
    const texts = openTexts(makeFolder({ 'bad.txt': bytes }));
    const found = texts.read(sha256(bytes));
    expect(found).not.toBeInstanceOf(Document);
    expect(found).toMatchObject({ message: expect.stringContaining('is not UTF-8') });
  });

  test('refuses a document that changed after it was found', () => {
    const folder = makeFolder({ 'a.txt': 'before' });
    const texts = openTexts(folder);
    writeFileSync(join(folder, 'a.txt'), 'behind');
    expect(() => texts.read(sha256('before'))).toThrow('has changed');
  });
});

describe('a span', () => {
  const document = new Document('The sea 🌊 is rising.');
  const span = { start: 8, end: 12, sha256: sha256('🌊 is') };

  test('holds where its passage has its hash', () => {
    expect(verifySpan(document, span)).toBeNull();
  });

  test.each([
    ['another start', { ...span, start: 7 }, 'not the one whose hash is given'],
    ['another end', { ...span, end: 13 }, 'not the one whose hash is given'],
    ['another hash', { ...span, sha256: sha256('🌊 si') }, 'not the one whose hash is given'],
    ['an end beyond the document', { ...span, end: 22 }, "beyond the document's 20 characters"],
  ])('does not hold with %s', (_what, wrong, message) => {
    expect(verifySpan(document, wrong)?.message).toContain(message);
  });

  test('does not hold in a document that changed by one character', () => {
    expect(verifySpan(new Document('The sea 🌊 iz rising.'), span)).not.toBeNull();
  });
});
