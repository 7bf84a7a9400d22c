// A load takes away what it does not find, so a file that somebody could take for data is read or refused.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formatFault } from '../../src/load/read/fault.ts';
import { isFault, type RawRecord } from '../../src/load/read/raw-record.ts';
import { MAX_FILE_BYTES, readDataset } from '../../src/load/read/read-dataset.ts';
import { MAX_LINE_BYTES } from '../../src/load/read/read-ndjson.ts';
import { makeFolder } from '../support/folders.ts';
import { harbourWith, testLoad } from '../support/load.ts';

const DATASET = 'id: d\n';

async function read(files: Record<string, string | Uint8Array>) {
  const records: RawRecord[] = [];
  const faults: string[] = [];
  for await (const item of readDataset(makeFolder({ 'dataset.yaml': DATASET, ...files })))
    if (isFault(item)) faults.push(formatFault(item));
    else records.push(item);
  return { ids: records.slice(1).map(({ value }) => (value as { id: string }).id), faults };
}

const LINES = '{"id":"e"}\n{"id":"f"}\n';

describe('a packed file is read', () => {
  test.each([
    ['events.ndjson.gz', LINES],
    ['events.json.gz', '[{"id":"e"},{"id":"f"}]'],
    ['events.yaml.gz', '- id: e\n- id: f\n'],
    ['events.yml.gz', '- id: e\n- id: f\n'],
    ['events/2031.ndjson.gz', LINES],
  ])('%s', async (name, text) => {
    expect(await read({ [name]: gzipSync(text) })).toEqual({ ids: ['e', 'f'], faults: [] });
  });

  test('in several members, and the dataset itself', async () => {
    const members = Buffer.concat([gzipSync('{"id":"e"}\n'), gzipSync('{"id":"f"}\n')]);
    expect((await read({ 'events.ndjson.gz': members })).ids).toEqual(['e', 'f']);
    const items = [];
    for await (const item of readDataset(makeFolder({ 'dataset.json.gz': gzipSync('{"id":"d"}') })))
      items.push(item);
    expect(items).toMatchObject([{ type: 'dataset', value: { id: 'd' } }]);
  });

  test('with the places of its faults', async () => {
    const { faults } = await read({ 'events.ndjson.gz': gzipSync('{"id":"e"}\n{"id":}\n') });
    expect(faults).toEqual(['events.ndjson.gz:2:7  "}" stands here — JSON wants a value here']);
  });

  const whole = gzipSync(LINES);
  test.each([
    ['cut off', whole.subarray(0, -4)],
    ['empty', Buffer.alloc(0)],
    ['no gzip', Buffer.from(LINES)],
    ['gzip, and more behind it', Buffer.concat([whole, Buffer.from('more')])],
    ['changed', Buffer.concat([whole.subarray(0, -8), Buffer.from('deadbeef')])],
  ])('and one that is %s is a fault of the whole file, as lines and whole', async (_, bytes) => {
    for (const file of ['events.ndjson.gz', 'events.yaml.gz'])
      expect((await read({ [file]: bytes })).faults).toEqual([
        `${file}:1:1  this is not gzip, or not all of it — pack the file again`,
      ]);
  });

  test('and no more of it is unpacked than would be read', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(MAX_FILE_BYTES);
    expect((await read({ 'events.yaml.gz': bomb })).faults).toEqual([
      `events.yaml.gz:1:1  more than ${MAX_FILE_BYTES} bytes are too much for one such file — split it, or write .ndjson`,
    ]);
    expect((await read({ 'events.ndjson.gz': bomb })).faults).toEqual([
      `events.ndjson.gz:1:1  a line of more than ${MAX_LINE_BYTES} bytes — write one record a line`,
    ]);
  });
});

describe('a file that is named like data and not read is refused, with what would be read', () => {
  const OTHER =
    'events are read from .yaml, .json and .ndjson, each also with .gz: write one of them, or move it elsewhere';
  const packed = 'zip tar.gz 7z xz zst xlsx xls ods csv tsv txt parquet jsonl toml sql db'.split(' ');
  const aside = 'yaml.bak yaml.orig ndjson.part ndjson.tmp ndjson.zip ndjson.bz2 yaml.1 yaml.swp'.split(' ');
  test.each([...packed, ...aside].map((ending) => `events.${ending}`))('%s', async (file) => {
    expect((await read({ [file]: '' })).faults).toEqual([`${file}:1:1  a file that is not read — ${OTHER}`]);
  });

  test.each([
    ['events', OTHER],
    ['events (1).xlsx', OTHER],
    ['events-2031.csv', OTHER],
    ['EVENTS', OTHER],
    ['Events.CSV', OTHER],
    ['EVENTS.NDJSON', 'name it events.ndjson'],
    ['events.YAML', 'name it events.yaml'],
    ['Events.yaml', 'name it events.yaml'],
    ['events.ndjson.GZ', 'name it events.ndjson'],
    ['event.ndjson.gz', 'name it events.ndjson'],
    ['event.csv', OTHER],
    ['evnets.ndjson.zip', OTHER],
    ['events-2031.ndjson', 'put it into events/'],
    ['events/2031.csv', OTHER],
    ['events/2031', OTHER],
    ['events/2031.NDJSON', 'name it events/2031.ndjson'],
    ['events/2031.ndjson.zip', OTHER],
  ])('%s', async (file, cure) => {
    expect((await read({ [file]: '' })).faults).toEqual([`${file}:1:1  a file that is not read — ${cure}`]);
  });

  test.each([
    ['events.d/2031.yaml', 'events.d', 'name it events/'],
    ['EVENTS/2031.yaml', 'EVENTS', 'name it events/'],
    ['events.yaml/2031.yaml', 'events.yaml', 'name it events/'],
    ['dataset/a.yaml', 'dataset', 'write dataset.yaml'],
  ])('the folder of %s', async (file, folder, cure) => {
    expect((await read({ [file]: '' })).faults).toEqual([
      `${folder}:1:1  a folder that is not read — ${cure}`,
    ]);
  });
});

test('what is nobody’s data may lie beside it', async () => {
  const beside = {
    ...{
      'README.md': '',
      'readme.txt': '',
      LICENSE: '',
      'events.md': '',
      '.events.yaml.swp': '',
      'events.yaml~': '',
    },
    ...{
      '.DS_Store': '',
      'texts/a.txt': '',
      'articles-texts/a.txt': '',
      'old/events.yaml': '',
      'codebook.pdf': '',
    },
    ...{ 'notes.txt': '', 'quotes/README.md': '', 'quotes/.gitkeep': '', 'map.csv': '' },
  };
  expect(await read({ ...beside, 'events.yaml': '- id: e\n' })).toEqual({ ids: ['e'], faults: [] });
});

describe('a file that is not read stops a load, and no quarantine takes it for a bad record', () => {
  test.each([
    ['pilots.ndjson', '{"id":"e"}\n'],
    ['events-2031.ndjson', '{"id":"e"}\n'],
    ['events.ndjson.gz', 'cut off'],
    ['EVENTS.NDJSON', ''],
  ])('%s', async (name, text) => {
    const dir = harbourWith({});
    writeFileSync(join(dir, name), text);
    const path = join(makeFolder(), 'd.db');
    const quarantine = { file: join(makeFolder(), 'bad'), maxErrors: 1000 };
    const { report, faults } = await testLoad({ path, dir, quarantine });
    expect(report).toBeNull();
    expect(faults?.map(({ file }) => file)).toEqual([name]);
  });

  test('while a bad line of a packed file is left out', async () => {
    const dir = harbourWith({});
    writeFileSync(join(dir, 'events.ndjson.gz'), gzipSync('{"id":}\n'));
    const quarantine = { file: join(makeFolder(), 'bad'), maxErrors: 1 };
    const { report } = await testLoad({ path: join(makeFolder(), 'd.db'), dir, quarantine });
    expect(report?.quarantined).toMatchObject([{ file: 'events.ndjson.gz', line: 1 }]);
  });
});
