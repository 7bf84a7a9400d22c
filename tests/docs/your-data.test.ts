// docs/your-data.md: the dataset on the page loads from the page, and its table is that of the schemas.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { engine } from '../../src/engine-choice.ts';
import { validate } from '../../src/load/check/check-folder.ts';
import { DEFINITIONS } from '../../src/load/definitions/definitions.ts';
import { formatFault } from '../../src/load/read/fault.ts';
import { FILE_NAMES } from '../../src/load/read/raw-record.ts';
import { makeApp } from '../support/app.ts';
import { makeFolder } from '../support/folders.ts';

const page = readFileSync(new URL('../../docs/your-data.md', import.meta.url), 'utf8');

/** The files that the page writes out, by name. */
const files = Object.fromEntries(
  [...page.matchAll(/```yaml\n# (\w+\.yaml)\n(.*?)```/gs)].map(([, name = '', text = '']) => [name, text]),
);

test('the dataset on the page is sound, with the fifth file and without', async () => {
  expect(Object.keys(files)).toEqual([
    'dataset.yaml',
    'articles.yaml',
    'actors.yaml',
    'events.yaml',
    'quotes.yaml',
  ]);
  const { 'quotes.yaml': _, ...four } = files;
  for (const some of [files, four]) {
    const found = await validate({ dir: makeFolder(some), texts: null, engine, onProgress: () => {} });
    expect([...found.faults, ...found.warnings].map(formatFault)).toEqual([]);
  }
});

test('it is served as the page says: extra as it came, identifiers searched', async () => {
  const served = await makeApp({ dir: makeFolder(files), texts: null });
  try {
    const get = async (path: string) => JSON.parse((await served.app.inject(path)).body);
    const event = await get('/v1/events/ferry-stopped');
    expect(event.extra).toEqual({ source_row: 4711, coder: 'B', checked: true });
    expect((await get('/v1/actors?identifier=wikidata:Q0')).data).toMatchObject([
      { id: 'mayor-of-easthaven' },
    ]);
    expect(await get('/v1/quotes/brandt-no-ferry')).toMatchObject({ text: 'Not one more crossing.' });
    expect((await get('/v1/statements/brandt-no-ferry')).speakerIds).toEqual(['mayor-of-easthaven']);
  } finally {
    await served.close();
  }
});

test('the line of NDJSON is the same event', () => {
  const [, line = ''] = /```json\n(.*?)\n```/s.exec(page) ?? [];
  expect(line).not.toContain('\n');
  expect([JSON.parse(line)]).toEqual(parse(files['events.yaml'] ?? ''));
});

test('the table names the fields that a record must have, of every file', () => {
  const rows = [...page.matchAll(/^\| (\w+) \| (`id`|`type`|`scheme`)(.*) \|$/gm)];
  const told = rows.map(([, name, first, rest]) => [
    name,
    `${first}${rest}`.replaceAll(/[`\s]/g, '').split(','),
  ]);
  const required = FILE_NAMES.map(([type, name]) => {
    const fields = Object.entries(DEFINITIONS[type].authored.shape);
    return [name, fields.flatMap(([field, schema]) => (schema.safeParse(undefined).success ? [] : [field]))];
  });
  expect(told).toEqual(required);
});

test('the files that the page says are refused, are', async () => {
  const [, named = ''] = /that looks like data and is not read \((.*?)\)/s.exec(page) ?? [];
  const names = [...named.matchAll(/`(.*?)`/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) {
    const dir = makeFolder({ ...files, [name]: '' });
    const { faults } = await validate({ dir, texts: null, engine, onProgress: () => {} });
    expect(faults.map(({ file }) => file)).toEqual([name]);
  }
});

test('the codebook on the page is sound, and a code of it finds what is below', async () => {
  const [, codebook = ''] = /```yaml\n# codebooks\/acts\.yaml\n(.*?)```/s.exec(page) ?? [];
  const event = (code: string) => `${files['events.yaml']}  codes: [{ scheme: acts, code: ${code} }]\n`;
  const withCode = (code: string) =>
    makeFolder({ ...files, 'codebooks/acts.yaml': codebook, 'events.yaml': event(code) });
  const validated = await validate({ dir: withCode('A2'), texts: null, engine, onProgress: () => {} });
  expect(validated.faults.map(({ message }) => message)).toEqual(['the closed codebook acts has no code A2']);
  const served = await makeApp({ dir: withCode('A1'), texts: null });
  try {
    const get = async (path: string) => JSON.parse((await served.app.inject(path)).body);
    expect((await get('/v1/events?code=acts:A')).data).toHaveLength(1);
    expect((await get('/v1/events?code=acts:B')).data).toHaveLength(0);
    const { facets } = await get('/v1/events/facets?facet=code.acts');
    expect(facets[0].values).toMatchObject([{ value: 'acts:A', label: 'Hostile act', count: 1 }]);
    expect((await get('/v1/codebook/acts')).entries).toHaveLength(3);
  } finally {
    await served.close();
  }
});
