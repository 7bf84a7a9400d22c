// Whatever is in a record, each format reads back as what was written. The reader is the library's own.
import { Cite } from '@citation-js/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cslItem } from '../../../src/http/citations/csl-item.ts';
import { citationBibtex, citationRis, citationText } from '../../../src/http/citations/formats.ts';

const item = (fields: Partial<Parameters<typeof cslItem>[0]>) =>
  cslItem({ id: 'quote:one', type: 'document', title: 'A title', ...fields });
const readBack = (text: string) => new Cite(text).data[0] ?? {};

const HARD = [
  '50% & more_or_less #1 for $5 {really} \\o/ ~ ^',
  'Åse Lindgård — 外務省 — Москва — 🍵🌊',
  "it's a ``so-called'' \"plan\" -- or --- not",
  '<i>not markup</i> & <b',
  '} unbalanced { } }',
  'DNA and iPhone, MERROW: A Subtitle',
  'a word '.repeat(40).trim(),
];

describe.each(HARD)('%j', (words) => {
  const cited = item({ title: words, note: words, author: [{ literal: words }] });

  test('reads back from BibTeX', () => {
    const [read, entry] = [readBack(citationBibtex(cited)), citationBibtex(cited)];
    expect(read).toMatchObject({ title: words, note: words, id: 'quote:one' });
    expect(entry.match(/[{]/g)?.length).toBe(entry.match(/[}]/g)?.length);
  });

  test('reads back from RIS', () => {
    expect(readBack(citationRis(cited))).toMatchObject({ title: words, note: words });
  });

  test.each(['apa', 'vancouver'] as const)('stands in the text in %s as it is', (style) => {
    expect(citationText(item({ title: words }), style)).toContain(words);
  });
});

test('any text reads back from BibTeX and RIS', () => {
  const points = fc.constantFrom(...' \\{}~^&%$#_<>-\'"`.,:;/()[]@=+aZéЖ界🍵0'.split(/(?:)/u));
  const titles = fc
    .array(points, { minLength: 1, maxLength: 40 })
    .map((list) => `x${list.join('')}x`.replace(/\s+/g, ' '));
  fc.assert(
    fc.property(titles, (title) => {
      expect(readBack(citationBibtex(item({ title }))).title).toBe(title);
      expect(readBack(citationRis(item({ title }))).title).toBe(title);
    }),
    { numRuns: 500 },
  );
});

test('a range is written as one date only as far as both ends share it', () => {
  const issued = {
    'date-parts': [
      [2023, 12, 27],
      [2023, 12, 31],
    ],
    circa: true,
  };
  const shared = { 'date-parts': [[2023, 12]] };
  expect(readBack(citationBibtex(item({ issued }))).issued).toEqual(shared);
  expect(readBack(citationRis(item({ issued }))).issued).toEqual(shared);
  expect(citationText(item({ issued }), 'apa')).toContain('(ca. 2023, December 27–31)');
});

test('what is not known is not invented: no date, author or publisher', () => {
  expect(citationText(item({}), 'apa')).toBe('A title. (n.d.).');
  expect(Object.keys(readBack(citationBibtex(item({})))).sort()).toEqual(
    ['_graph', 'citation-key', 'id', 'title', 'type'].sort(),
  );
  expect(citationRis(item({}))).toBe('TY  - GEN\nID  - quote:one\nTI  - A title\nER  - \n');
});

test("an article's writer is in RIS, which the library forgets for newspapers", () => {
  const ris = citationRis(item({ type: 'article-newspaper', author: [{ literal: 'Inès Kårlund' }] }));
  expect(ris).toMatch(/^TY {2}- NEWS\nAU {2}- Inès Kårlund\n/);
});

test('no comma or full stop is put inside the marks of words said', () => {
  for (const style of ['apa', 'vancouver'] as const)
    expect(citationText(item({ title: '“We have asked politely”' }), style)).toContain(
      '“We have asked politely”',
    );
});

test('an address keeps its characters, and TeX prints it', () => {
  const URL = 'https://x.example/v1/events?type=THREATEN&q=100%25_a';
  const entry = citationBibtex(item({ URL }));
  expect(entry).toContain(`url = {${URL}}`);
  expect(entry).toContain(`howpublished = {\\url{${URL}}}`);
  expect(readBack(entry).URL).toBe(URL);
});
