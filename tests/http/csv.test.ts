import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COUNTS } from '../../src/http/counts/all-counts.ts';
import {
  type CsvOptions,
  csvChunks,
  DELIMITERS,
  type Delimiter,
  SEPARATOR,
} from '../../src/http/exports/csv.ts';
import type { Cell, CellKind, CsvColumns } from '../../src/resources/csv-columns.ts';
import { ACCOUNT_COLUMNS } from '../../src/resources/disagreement-accounts.ts';
import { QUANTITY_COLUMNS } from '../../src/resources/event-quantities.ts';
import { RESOURCES } from '../../src/resources/index.ts';

async function* batchesOf<T>(...batches: T[]): AsyncGenerator<T> {
  yield* batches;
}

async function csvOf(
  kinds: Readonly<Record<string, CellKind>>,
  batches: readonly (readonly (readonly Cell[])[])[],
  options: Partial<CsvOptions> = {},
): Promise<string> {
  const columns = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, { kind }]));
  const chunks = csvChunks(columns, batchesOf(...batches), {
    delimiter: ',',
    raw: false,
    bom: false,
    ...options,
  });
  let csv = '';
  for await (const chunk of chunks) csv += chunk;
  return csv;
}

const one = async (kind: CellKind, cell: Cell, options = {}) =>
  (await csvOf({ a: kind }, [[[cell]]], options)).slice('a\r\n'.length, -'\r\n'.length);

describe('a table as CSV', () => {
  test('has a header once, however many batches there are, and CRLF after each line', async () => {
    expect(await csvOf({ a: 'code', b: 'number' }, [[['x', 1]], [], [['y', 2]]])).toBe(
      'a,b\r\nx,1\r\ny,2\r\n',
    );
  });

  test('without rows is its header', async () => {
    expect(await csvOf({ a: 'code' }, [])).toBe('a\r\n');
  });

  test('begins with a byte order mark only where that is asked for', async () => {
    expect(await csvOf({ a: 'code' }, [], { bom: true })).toBe('\uFEFFa\r\n');
  });

  test.each<[string, CellKind, Cell, string]>([
    ['null is empty', 'text', null, ''],
    ['a boolean stays bare', 'boolean', false, 'false'],
    ['a number stays bare', 'number', -2.5, '-2.5'],
    ['a comma is quoted', 'text', 'a, b', '"a, b"'],
    ['a quotation mark is doubled', 'text', 'say "no"', '"say ""no"""'],
    ['a lone line feed is quoted', 'text', 'a\nb', '"a\nb"'],
    ['a lone carriage return is quoted', 'text', 'a\rb', '"a\rb"'],
    ['many values are parted', 'code', ['x', 'y'], 'x|y'],
    ['an unknown value among others keeps its place', 'text', ['x', null, 'y'], 'x||y'],
    ['unknown values alone are empty', 'text', [null, null], ''],
    ['no values are empty', 'code', [], ''],
    ['the separator in one of many values gives way', 'text', ['a|b', 'c'], 'a¦b|c'],
    ['the separator in one value alone stays', 'text', 'a|b', 'a|b'],
  ])('%s', async (_what, kind, cell, text) => {
    expect(await one(kind, cell)).toBe(text);
  });

  test('is read back as it was written, by another library', async () => {
    const cell = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const row = fc.tuple(cell, cell, fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '|', 'é') }));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const csv = await csvOf({ a: 'text', b: 'code', c: 'text' }, [rows], { raw: true });
        expect(parse(csv, { record_delimiter: '\r\n' })).toEqual([['a', 'b', 'c'], ...rows]);
      }),
    );
  });

  test.each(Object.entries(DELIMITERS) as [Delimiter, string][])(
    'with %j between cells is read back as it was written',
    async (delimiter, character) => {
      const unit = fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' ', 'é');
      const cell = fc.string({ unit, minLength: 1 });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), async (rows) => {
          const csv = await csvOf({ a: 'text', b: 'code' }, [rows], { delimiter, raw: true });
          expect(csv.startsWith(`a${character}b\r\n`)).toBe(true);
          expect(parse(csv, { delimiter: character, record_delimiter: '\r\n', from: 2 })).toEqual(rows);
        }),
      );
    },
  );

  test('gives as many values back as were put in a cell', async () => {
    const value = fc.string({ unit: fc.constantFrom('|', 'a', '¦', ' ') });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1 }), async (values) => {
        const [[cell = ''] = []] = parse(await csvOf({ a: 'code' }, [[[values]]]), {
          record_delimiter: '\r\n',
          from: 2,
        }) as string[][];
        // A line that is empty is no row to the reader.
        if (values.join('') !== '') expect(cell.split(SEPARATOR)).toHaveLength(values.length);
      }),
    );
  });
});

describe('text that a spreadsheet could take for a formula', () => {
  const OPENERS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
  const BLANKS = [
    ' ',
    '\u00A0',
    '\u200B',
    '\uFEFF',
    '\u2003',
    '\u3000',
    '\u00AD',
    '\u2060',
    '\u202E',
    '"',
    ' "\u200B',
  ];
  const PARTINGS = [';', '\t', ',', '|', '\n', '\r', '\r\n', '\v', '\f', '\x85', '\u2028', '\u2029'];
  const FORMULAS: readonly (readonly [string, string])[] = [
    ...OPENERS.map((opener) => [`${opener}1+1`, `'${opener}1+1`] as const),
    ...BLANKS.map((blank) => [`${blank}=1`, `${blank}'=1`] as const),
    ...PARTINGS.map((parting) => [`a${parting}=1`, `a${parting}'=1`] as const),
    ...PARTINGS.map((parting) => [`a${parting}\u200B "@b`, `a${parting}\u200B "'@b`] as const),
    ["'=1", "''=1"],
    ["a;''=1", "a;'''=1"],
    [';=1;=2', ";'=1;'=2"],
  ];
  const cellOf = (line: string) => parse(`a\r\n${line}`, { record_delimiter: '\r\n', from: 2 })[0]?.[0];

  test.each(FORMULAS)('is %j, and %j in free text', async (text, guarded) => {
    expect(cellOf(await one('text', text))).toBe(guarded);
  });

  test('is found in each of several values', async () => {
    expect(await one('text', ['a', '=b', ' -c'])).toBe("a|'=b| '-c");
  });

  test.each(FORMULAS)('is left as it is where raw text is asked for, and in codes: %j', async (text) => {
    expect(cellOf(await one('text', text, { raw: true }))).toBe(text);
    expect(cellOf(await one('code', text))).toBe(text);
    expect(cellOf(await one('day', text))).toBe(text);
  });

  test.each(['a=1', 'a - b', "a '=b", 'well - yes', 'a@b.example', 'x (-1)', 'a\u200B=1', 'a "=1"'])(
    'is none in %j',
    async (text) => {
      expect(cellOf(await one('text', text))).toBe(text);
    },
  );

  test('is found in an object, whose JSON stays the same', async () => {
    const extra = { '=a': ';=1', b: "x,'@y", c: -5, d: '\n=1', e: ' \u200B+1' };
    const cell = cellOf(await one('json', JSON.stringify(extra)));
    expect(JSON.parse(cell ?? '')).toEqual(extra);
    expect(cell).not.toMatch(/[,;|][\s"]*'*[=+\-@]/);
  });

  test('is found in an address, which stays the same', async () => {
    const address = 'https://x.example/@52.1,-1.3?a=b;=1&c=d,e';
    expect(cellOf(await one('address', address))).toBe('https://x.example/@52.1%2C-1.3?a=b%3B=1&c=d,e');
  });

  test('begins no cell, wherever a spreadsheet parts the line, and comes back as docs/exports.md says', async () => {
    const unit = fc.constantFrom('=', '-', "'", '"', ';', ',', '|', '\t', '\n', ' ', '\u200B', '\uFEFF', 'a');
    const begins = /(?:^|[,;|\t\n])[\s\u200B\uFEFF"]*[=-]/u;
    const added = /(^[,;|\s\u200B\uFEFF"]*|[,;|\t\n][,;|\s\u200B\uFEFF"]*)'(?='*[=-])/gu;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1, maxLength: 20 }), async (text) => {
        const line = await one('text', text);
        expect(line).not.toMatch(begins);
        expect((cellOf(line) ?? '').replace(added, '$1')).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  // Quadratic work would take minutes.
  test.each(['\n', ';', "'", ' ', '";', "';"])(
    'is looked for once, in however long a text of %j',
    async (unit) => {
      const text = `a${unit.repeat(200_000)}`;
      expect(cellOf(await one('text', text))).toBe(text);
    },
  );
});

test('no column name means two things: in every table it holds the same, in the same kind of cell', () => {
  const tables: readonly CsvColumns<never>[] = [
    ...Object.values(RESOURCES).map(({ csv }) => csv as CsvColumns<never>),
    ACCOUNT_COLUMNS,
    QUANTITY_COLUMNS,
    ...COUNTS.map(({ columns }) => columns),
  ];
  const meanings = new Map<string, Set<string>>();
  for (const [name, { kind, description }] of tables.flatMap((columns) => Object.entries(columns)))
    meanings.set(name, (meanings.get(name) ?? new Set()).add(`${kind}: ${description}`));
  const ambiguous = [...meanings].filter(([, found]) => found.size > 1);
  expect(ambiguous).toEqual([]);
  // The state of an act, the proof of a passage and a verdict are three things.
  expect([...meanings.keys()]).toEqual(expect.arrayContaining(['status', 'spanStatus', 'verdict']));
});
