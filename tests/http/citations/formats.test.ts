// Whatever is in a record, each format reads back as what was written. The reader of BibTeX is the library's own.
import { Cite, type CSL } from '@citation-js/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cslItem } from '../../../src/http/citations/csl-item.ts';
import { citationBibtex, citationRis, citationText } from '../../../src/http/citations/formats.ts';

const item = (fields: Partial<Parameters<typeof cslItem>[0]>) =>
  cslItem({ id: 'quote:one', type: 'document', title: 'A title', ...fields });
const readBack = (text: string): Partial<CSL> => new Cite(text).data[0] ?? {};

/** The tags of a RIS record, read as strictly as any reader does. */
function tagsIn(ris: string): [tag: string, value: string][] {
  const lines = ris.split('\r\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    const [, tag = '', value = ''] = /^([A-Z][A-Z0-9]) {2}- ([^\r\n]*)$/u.exec(line) ?? [];
    expect(tag, `no line of RIS: ${JSON.stringify(line)}`).not.toBe('');
    return [tag, value];
  });
}
const tagIn = (ris: string, wanted: string) => tagsIn(ris).find(([tag]) => tag === wanted)?.[1];

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
    const ris = citationRis(cited);
    expect([tagIn(ris, 'TI'), tagIn(ris, 'N1'), tagIn(ris, 'AU')]).toEqual([words, words, words]);
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
      expect(tagIn(citationRis(item({ title })), 'TI')).toBe(title);
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
  expect(tagIn(citationRis(item({ issued })), 'DA')).toBe('2023/12//');
  expect(citationText(item({ issued }), 'apa')).toContain('(ca. 2023, December 27–31)');
});

test('what is not known is not invented: no date, author or publisher', () => {
  expect(citationText(item({}), 'apa')).toBe('A title. (n.d.).');
  expect(Object.keys(readBack(citationBibtex(item({})))).sort()).toEqual(
    ['_graph', 'citation-key', 'id', 'title', 'type'].sort(),
  );
  expect(citationRis(item({}))).toBe('TY  - GEN\r\nTI  - A title\r\nER  - \r\n');
});

describe('a date', () => {
  test.each<[parts: number[], bibtex: string[], ris: string[]]>([
    [[2024], ['year = {2024}'], ['PY  - 2024']],
    [[987], ['year = {987}'], ['PY  - 0987']],
    [
      [2024, 3],
      ['year = {2024}', 'month = mar'],
      ['PY  - 2024', 'DA  - 2024/03//'],
    ],
    [
      [2024, 3, 5],
      ['year = {2024}', 'month = mar', 'date = {2024-03-05}'],
      ['PY  - 2024', 'DA  - 2024/03/05/'],
    ],
  ])(
    '%j is the macro of its month in BibTeX, with the day in `date`, and has its slashes in RIS',
    (parts, bibtex, ris) => {
      const dated = item({ issued: { 'date-parts': [parts] } });
      const fields = citationBibtex(dated).match(/\b(year|month|date) = [^,]+/g);
      expect(fields).toEqual(bibtex);
      expect(citationRis(dated).match(/(PY|DA) {2}- .*/g)).toEqual(ris);
      expect(readBack(citationBibtex(dated)).issued).toEqual({ 'date-parts': [parts] });
    },
  );

  test.each(
    'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').map((macro, index) => ({ macro, index })),
  )('in its month $index is the macro $macro', ({ macro, index }) => {
    const issued = { 'date-parts': [[2024, index + 1]] };
    expect(citationBibtex(item({ issued }))).toContain(`\tmonth = ${macro},\n`);
  });
});

describe('a RIS record', () => {
  test('begins with its type, ends with ER, and has each fact under its tag', () => {
    const cited = item({
      type: 'article-newspaper',
      author: [{ literal: 'Inès Kårlund' }, { literal: 'Port Authority' }],
      'container-title': 'The Harbour Post',
      publisher: 'Harbour Press',
      genre: 'Article',
      version: '1.0.0, revision 67a7ce5859ca7f1e',
      language: 'en-GB',
      archive: 'The harbour wall',
      archive_location: 'quote:one',
      URL: 'https://x.example/one',
      note: 'A note.',
    });
    expect(tagsIn(citationRis(cited))).toEqual([
      ['TY', 'NEWS'],
      ['AU', 'Inès Kårlund'],
      ['AU', 'Port Authority'],
      ['TI', 'A title'],
      ['T2', 'The Harbour Post'],
      ['PB', 'Harbour Press'],
      ['M3', 'Article'],
      ['ET', '1.0.0, revision 67a7ce5859ca7f1e'],
      ['LA', 'en-GB'],
      ['DB', 'The harbour wall'],
      ['AN', 'quote:one'],
      ['UR', 'https://x.example/one'],
      ['N1', 'A note.'],
      ['ER', ''],
    ]);
  });

  test('has no ID, which readers cut to 20 characters, so that two records would be one', () => {
    for (const id of ['quote:zakharova-control-000', 'quote:zakharova-control-001'])
      expect(tagIn(citationRis(item({ id })), 'ID')).toBeUndefined();
  });

  test('is one record, whatever line breaks a value holds', () => {
    const ris = citationRis(item({ publisher: 'One\r\nER  - \r\nTY  - BOOK\u2028Two' }));
    expect(tagIn(ris, 'PB')).toBe('One ER - TY - BOOK Two');
    expect(tagsIn(ris).filter(([tag]) => tag === 'TY')).toHaveLength(1);
  });
});

test.each(['1, revision 67a7ce5859ca7f1e', '2, revision 12', '2024-1, revision 12', '1 & 2', '1.0.0'])(
  'version %j is one version',
  (version) => {
    for (const type of ['document', 'dataset'] as const)
      expect(citationText(item({ type, version }), 'apa')).toContain(`(Version ${version})`);
  },
);

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
