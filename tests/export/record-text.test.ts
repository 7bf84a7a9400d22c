// Whatever text a record holds, the files that it is exported to give it back, and break no reader of lines.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLine, yamlItem, yamlOf } from '../../src/export/record-text.ts';
import { isFault, type RawRecord, type RawType } from '../../src/load/read/raw-record.ts';
import { readNdjson } from '../../src/load/read/read-ndjson.ts';
import { readYaml } from '../../src/load/read/read-yaml.ts';
import { makeFolder } from '../support/folders.ts';

/** Text with what readers of lines, of YAML and of spreadsheets stumble over. */
const HARD = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        ...[
          '\u0085',
          '\u2028',
          '\u2029',
          '\ufeff',
          '\r',
          '\r\n',
          '\n',
          '\n\n',
          '\t',
          ' ',
          '  \n',
          '\u0001',
          '\u007f',
        ],
        ...[
          '# ',
          ': ',
          '- ',
          '|',
          '>',
          '...',
          '---',
          '{',
          '[',
          "'",
          '"',
          '\\',
          '%',
          '@',
          '!',
          '&a',
          '*a',
          'null',
          'NO',
        ],
        ...['2031-03-14', '010', '1e3', '~', '<<', '\ufffe', '\u{1f30a}', '\u202e'],
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''))
  .filter((text) => text.isWellFormed());

const RECORD = fc.record({
  name: HARD,
  several: fc.array(HARD, { maxLength: 3 }),
  within: fc.record({ note: HARD, list: fc.array(fc.record({ text: HARD }), { maxLength: 2 }) }),
  extra: fc.dictionary(
    HARD.filter((key) => key !== '__proto__'),
    fc.oneof(HARD, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    { maxKeys: 4 },
  ),
});

/** What a load reads: one record, and no fault. */
function readBack(items: Iterable<object>): unknown {
  const [item, ...others] = [...items];
  if (item === undefined || isFault(item) || others.length > 0)
    throw new Error(JSON.stringify([item, ...others]));
  return (item as RawRecord).value;
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

test.each<[string, RawType, (record: object) => string]>([
  ['an item of a list', 'actor', yamlItem],
  ['a file of its own', 'dataset', yamlOf],
])('YAML as %s gives every record back, and has no line end but the line feed', (_, type, text) => {
  fc.assert(
    fc.property(RECORD, (record) => {
      const yaml = text(plain(record));
      expect(readBack(readYaml(type, yaml, 'actors.yaml'))).toEqual(plain(record));
      expect(yaml).not.toMatch(/[\r\u0085\u2028\u2029\ufeff]/);
    }),
    { numRuns: 500 },
  );
});

test('NDJSON gives every record back, on one line for whatever counts lines', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(RECORD, { minLength: 1, maxLength: 5 }), async (records) => {
      const path = join(makeFolder(), 'actors.ndjson');
      const text = records.map(jsonLine).join('');
      writeFileSync(path, text);
      const values: unknown[] = [];
      for await (const item of readNdjson('actor', path, 'actors.ndjson', false))
        values.push(readBack([item]));
      expect(values).toEqual(plain(records));
      expect(text.split(/[\n\v\f\r\u0085\u2028\u2029]/)).toHaveLength(records.length + 1);
    }),
    { numRuns: 100 },
  );
});

test.each([
  [{ country: 'NO', code: '010', day: '2031-03-14', no: 'no', tilde: '~' }, ['"NO"', '"010"', '"no"', '"~"']],
  [{ note: 'Two\nlines' }, ['note: |-\n']],
  [{ said: { edtf: '2031', basis: 'stated' } }, ['said: { edtf: "2031", basis: stated }']],
])(
  'YAML is as its authors would write it, and as readers of YAML 1.1 would not misread it: %o',
  (record, parts) => {
    for (const part of parts) expect(yamlItem(record)).toContain(part);
  },
);
