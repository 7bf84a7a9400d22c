import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatFault } from '../../src/load/read/fault.ts';
import { isFault, type RawRecord } from '../../src/load/read/raw-record.ts';
import { readDataset } from '../../src/load/read/read-dataset.ts';
import { MAX_LINE_BYTES } from '../../src/load/read/read-ndjson.ts';
import { makeFolder } from '../support/folders.ts';
import { HARBOUR } from '../support/load.ts';

const DATASET = 'id: d\n';

async function read(folder: string): Promise<{ records: RawRecord[]; faults: string[] }> {
  const records: RawRecord[] = [];
  const faults: string[] = [];
  for await (const item of readDataset(folder))
    if (isFault(item)) faults.push(formatFault(item));
    else records.push(item);
  return { records, faults };
}

const readFiles = (files: Record<string, string | Uint8Array>) =>
  read(makeFolder({ 'dataset.yaml': DATASET, ...files }));

const ids = (records: readonly RawRecord[]) => records.map(({ value }) => (value as { id?: unknown }).id);

test('reads the dataset first, then type by type, files in byte order of their names', async () => {
  const { records, faults } = await readFiles({
    'quotes/b.yaml': '- id: q3\n',
    'quotes/a.json': '[{ "id": "q2" }]',
    'quotes.ndjson': '{"id":"q1"}\n',
    'articles.yml': '# nothing yet\n',
    'actors.yaml': '- id: a1\n- id: a2\n',
    'retired.yaml': '- id: r1\n',
  });
  expect(faults).toEqual([]);
  expect(ids(records)).toEqual(['d', 'a1', 'a2', 'q1', 'q2', 'q3', 'r1']);
});

test('gives the same records from YAML, JSON and NDJSON', async () => {
  const { records } = await read(HARBOUR);
  const events = records.filter(({ type }) => type === 'event').map(({ value }) => value);
  const asJson = await readFiles({ 'events.json': JSON.stringify(events, null, 2) });
  const asLines = await readFiles({
    'events.ndjson': events.map((event) => JSON.stringify(event)).join('\n'),
  });
  expect(asJson.records.slice(1).map(({ value }) => value)).toEqual(events);
  expect(asLines.records.slice(1).map(({ value }) => value)).toEqual(events);
});

describe('places', () => {
  const PATH = ['participants', 1, 'actorId'] as const;
  test.each([
    [
      'events.yaml',
      '# one\n- id: e\n  participants:\n    - actorId: a\n    - { role: x, actorId: 010 }\n',
      5,
      18,
    ],
    ['events.json', '[\n{"id":"e",\n "participants": [{}, {"actorId": "010"}]}]', 3, 24],
    ['events.ndjson', '\n{"id":"e","participants":[{},{"actorId":"010"}]}\n', 2, 31],
  ])('are of the very field in %s', async (file, text, line, column) => {
    const { records } = await readFiles({ [file]: text });
    const event = records[1] as RawRecord;
    expect(event.placeOf(PATH)).toEqual({ file, line, column });
    expect(event.sourceOf(PATH)?.replaceAll('"', '')).toBe('010');
  });

  test('of what is not there are of the nearest thing around it', async () => {
    const { records } = await readFiles({ 'events.yaml': '- id: e\n  date: { edtf: "2031" }\n' });
    expect(records[1]?.placeOf(['date', 'basis'])).toMatchObject({ line: 2, column: 3 });
    expect(records[1]?.placeOf(['status'])).toMatchObject({ line: 1, column: 3 });
  });
});

describe('says where and how a file cannot be read, and reads on', () => {
  const deep = '['.repeat(100_000);
  test.each<[string, string, string | Uint8Array, string]>([
    [
      'a tab',
      'events.yaml',
      '- id: e\n\tdate: x\n',
      'events.yaml:2:2  a tab where spaces belong — indent with spaces',
    ],
    [
      'a field twice',
      'events.yaml',
      '- id: e\n  id: f\n',
      'events.yaml:2:3  this field is there twice — keep one of them',
    ],
    [
      'an open bracket',
      'events.yaml',
      '- id: [e\n- id: f\n',
      'events.yaml:2:1  this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ] — line up fields of one record in one column, with spaces',
    ],
    [
      'an alias',
      'events.yaml',
      '- &x { id: e }\n- *x\n',
      'events.yaml:2:3  an alias — write the value out: anchors and aliases are not read',
    ],
    [
      'a tag',
      'events.yaml',
      '- id: !slug e\n',
      'events.yaml:1:7  the tag "!slug" is not read — leave the tag out, and put a text that begins with ! in quotes',
    ],
    [
      'binary',
      'events.yaml',
      '- id: !!binary aGk=\n',
      'events.yaml:1:7  the tag "!!binary" is not read — leave the tag out, and put a text that begins with ! in quotes',
    ],
    [
      'two documents',
      'events.yaml',
      '- id: e\n---\n- id: f\n',
      'events.yaml:2:1  a second document in one file — take out the line "---"',
    ],
    [
      'another YAML',
      'events.yaml',
      '%YAML 1.1\n---\n- id: e\n',
      'events.yaml:1:1  a directive for another YAML — leave out the line "%YAML": the format is YAML 1.2',
    ],
    [
      'no list',
      'events.yaml',
      'id: e\n',
      'events.yaml:1:1  this file holds no list — begin each record with "- id:"',
    ],
    [
      'depth in YAML',
      'events.yaml',
      deep,
      `events.yaml:1:35  nested too deep — no record nests deeper than 32 levels`,
    ],
    ['NUL', 'events.yaml', '- id: e\n- id: f\0\n', 'events.yaml:2:8  a NUL character — take it out'],
    [
      'no UTF-8',
      'events.yaml',
      Buffer.from([0x0a, 0x2d, 0xff]),
      'events.yaml:2:2  this is not UTF-8 — save the file as UTF-8',
    ],
    [
      'no UTF-8 in a line',
      'events.ndjson',
      Buffer.from([0x0a, 0x7b, 0xff]),
      'events.ndjson:2:2  this is not UTF-8 — save the file as UTF-8',
    ],
    [
      'a comma too many',
      'events.ndjson',
      '\n{"id":"e",}',
      'events.ndjson:2:10  a comma after the last one — take it out',
    ],
    [
      'a field twice in JSON',
      'events.ndjson',
      '{"id":"e","\\u0069d":"f"}',
      'events.ndjson:1:11  the field "id" is there twice — keep one of them',
    ],
    [
      'two values on a line',
      'events.ndjson',
      '{} {}',
      'events.ndjson:1:4  there is more after the end of the value — take it out',
    ],
    [
      'a leading zero',
      'events.ndjson',
      '{"code":010}',
      'events.ndjson:1:9  this is no number of JSON — put a code or date in quotes; no number begins with 0',
    ],
    [
      'depth in JSON',
      'events.ndjson',
      deep,
      'events.ndjson:1:34  nested too deep — no record nests deeper than 32 levels',
    ],
    [
      'half a file',
      'events.json',
      '[{"id":"e"},\n',
      'events.json:2:1  the text ends too early — JSON wants a value here',
    ],
    [
      'no list in JSON',
      'events.json',
      '{}',
      'events.json:1:1  this file holds no list — write [ … ] around its records',
    ],
    ['a singular', 'event.yaml', '', 'event.yaml:1:1  a file that is not read — name it events.yaml'],
    ['a singular folder', 'quote/a.yaml', '', 'quote:1:1  a folder that is not read — name it quotes/'],
    [
      'another format',
      'events.csv',
      'id',
      'events.csv:1:1  a file that is not read — events are read from .yaml, .json and .ndjson, each also with .gz: write one of them, or move it elsewhere',
    ],
    [
      'a folder in a folder',
      'quotes/new/a.yaml',
      '',
      'quotes/new:1:1  a folder in a folder — put its files into quotes/',
    ],
    [
      'a second dataset',
      'dataset.json',
      '{}',
      'dataset.yaml:1:1  a second file for the dataset — keep one of them',
    ],
    [
      'size',
      'events.yaml',
      `#${' '.repeat(4 * 1024 * 1024)}`,
      'events.yaml:1:1  4194305 bytes are too much for one such file — split it, or write .ndjson',
    ],
  ])('%s', async (_what, file, content, fault) => {
    const { records, faults } = await readFiles({ [file]: content, 'retired.yaml': '- id: last\n' });
    expect(faults).toContain(fault);
    expect(ids(records)).toContain('last');
  });

  test('no dataset', async () => {
    const { faults } = await read(makeFolder());
    expect(faults).toEqual([
      'dataset.yaml:1:1  there is no dataset.yaml — say there what the dataset is: id, title, version',
    ]);
  });

  test('links out of the folder, pipes, and links to nothing; a link within is followed', async () => {
    const folder = makeFolder({ 'dataset.yaml': DATASET, 'here/e.yaml': '- id: e\n' });
    symlinkSync('/etc/passwd', join(folder, 'actors.yaml'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'articles.yaml'));
    symlinkSync(join(folder, 'here/e.yaml'), join(folder, 'events.yaml'));
    execFileSync('mkfifo', [join(folder, 'quotes.ndjson')]);
    const { records, faults } = await read(folder);
    expect(faults).toEqual([
      'actors.yaml:1:1  a link that leads out of the folder — put the file itself here',
      'articles.yaml:1:1  a link that leads out of the folder — put the file itself here',
      'quotes.ndjson:1:1  this is no plain file — put a file here',
    ]);
    expect(ids(records)).toEqual(['d', 'e']);
  });

  test('a YAML file up to its first mistake in syntax, for what follows may be read wrongly', async () => {
    const { records } = await readFiles({ 'events.yaml': '- id: e\n- id: f\n  title: "open\n- id: g\n' });
    expect(ids(records)).toEqual(['d', 'e']);
  });
});

describe('NDJSON', () => {
  test('may have a byte order mark, other line ends, empty lines, and no line end at its end', async () => {
    const { records, faults } = await readFiles({
      'events.ndjson': '\uFEFF{"id":"e"}\r\n\r\n  \n{"id":"f"}',
    });
    expect(faults).toEqual([]);
    expect(ids(records)).toEqual(['d', 'e', 'f']);
    expect(records[2]?.place).toEqual({ file: 'events.ndjson', line: 4, column: 1 });
  });

  test('goes on after a line that is too long, without keeping it', async () => {
    const long = `{"id":"${'x'.repeat(MAX_LINE_BYTES)}"}`;
    const { records, faults } = await readFiles({ 'events.ndjson': `{"id":"e"}\n${long}\n{"id":"f"}\n` });
    expect(ids(records)).toEqual(['d', 'e', 'f']);
    expect(faults).toEqual([
      `events.ndjson:2:1  a line of more than ${MAX_LINE_BYTES} bytes — write one record a line`,
    ]);
  });

  test('is cut at line ends wherever chunks end, also within a character', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `{"id":"e${at}","title":"🌊é${'x'.repeat(at % 40)}"}`,
    );
    const { records, faults } = await readFiles({ 'events.ndjson': lines.join('\n') });
    expect(faults).toEqual([]);
    expect(records.slice(1).map(({ value }) => JSON.stringify(value))).toEqual(lines);
  });
});
