import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvChunks, SEPARATOR } from '../../src/http/exports/csv.ts';
import type { Cell, CellKind } from '../../src/resources/csv-columns.ts';

async function* batchesOf<T>(...batches: T[]): AsyncGenerator<T> {
  yield* batches;
}

async function csvOf(
  kinds: Readonly<Record<string, CellKind>>,
  batches: readonly (readonly (readonly Cell[])[])[],
  options: { raw?: boolean; bom?: boolean } = {},
): Promise<string> {
  const columns = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, { kind }]));
  const chunks = csvChunks(columns, batchesOf(...batches), { raw: false, bom: false, ...options });
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
  const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＠a'];

  test.each(FORMULAS)('has an apostrophe before it in free text: %j', async (text) => {
    const [cell = ''] =
      parse(`a\r\n${await one('text', text)}`, { record_delimiter: '\r\n', from: 2 })[0] ?? [];
    expect(cell).toBe(`'${text}`);
    expect(await one('text', [text, 'b'])).toContain(`'${text}`);
  });

  test.each(FORMULAS)('is left as it is where raw text is asked for, and in codes: %j', async (text) => {
    expect(await one('text', text, { raw: true })).not.toContain("'");
    expect(await one('code', text)).not.toContain("'");
    expect(await one('day', text)).not.toContain("'");
  });

  test('is none where such a character stands within it', async () => {
    expect(await one('text', 'a=1')).toBe('a=1');
  });
});
