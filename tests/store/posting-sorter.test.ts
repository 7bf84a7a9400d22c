import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postingSorter } from '../../src/store/sqlite/publish/posting-sorter.ts';
import { temporaryDirectory } from '../support/folders.ts';

const anyPostings = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 2 ** 26 - 1 }), fc.integer({ min: 1, max: 2 ** 27 - 1 })),
  {
    maxLength: 200,
  },
);

describe('sorting postings', () => {
  it('gives all of them by term and key, however many fit in memory', () => {
    fc.assert(
      fc.property(anyPostings, fc.integer({ min: 1, max: 64 }), (postings, run) => {
        const directory = temporaryDirectory();
        const sorter = postingSorter(`${directory.path}/runs`, run);
        for (const [termId, key] of postings) sorter.add(termId, key);
        const sorted = [...sorter.sorted()].map(({ termId, key }) => [termId, key]);
        sorter.close();
        directory.remove();
        expect(sorted).toEqual(postings.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
      }),
    );
  });

  it('writes no file while they fit', () => {
    const directory = temporaryDirectory();
    const sorter = postingSorter(`${directory.path}/runs`, 4);
    for (const key of [1, 2, 3, 4]) sorter.add(1, key);
    expect(existsSync(`${directory.path}/runs`)).toBe(false);
    sorter.add(1, 5);
    expect(existsSync(`${directory.path}/runs`)).toBe(true);
    sorter.close();
    directory.remove();
  });

  it.each([
    [2 ** 26, 1],
    [1, 2 ** 27],
  ])('refuses term %d of key %d, which its numbers cannot hold', (termId, key) => {
    expect(() => postingSorter('unused').add(termId, key)).toThrow('more records or terms');
  });
});
