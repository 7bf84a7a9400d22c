import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../src/load/check/json-schema.ts';
import { FILE_NAMES, isAlone, isFault } from '../../src/load/read/raw-record.ts';
import { readDataset } from '../../src/load/read/read-dataset.ts';
import { CODED, HARBOUR } from '../support/load.ts';

const ajv = addFormats.default(new Ajv.default({ strict: false, allErrors: true }));
const schemas = jsonSchemas();

function problems(name: string, value: unknown): string[] {
  const validate = ajv.compile(schemas[`${name}.schema.json`] ?? false);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('there is a schema for every file of a dataset', () => {
  expect(Object.keys(schemas)).toEqual(FILE_NAMES.map(([, name]) => `${name}.schema.json`));
});

test.each(FILE_NAMES)('the schema of %s accepts what loads', async (type, name) => {
  const values: unknown[] = [];
  // The harbour has no codebooks of its own.
  for await (const item of readDataset(type === 'codebook' ? CODED : HARBOUR))
    if (!isFault(item) && item.type === type) values.push(item.value);
  expect(values.length).toBeGreaterThan(0);
  expect(problems(name, isAlone(type) ? values[0] : values)).toEqual([]);
});

describe('the schema of quotes', () => {
  const quote = {
    id: 'q',
    articleId: 'a',
    attribution: 'name',
    kind: 'direct',
    form: 'marks',
    gist: 'What it says.',
    said: { edtf: '2031-03-14', basis: 'stated' },
    segments: [{ text: 'words' }],
  };

  test('accepts words where annotate will write offsets', () => {
    expect(problems('quotes', [quote])).toEqual([]);
    const span = { match: 'first words … last words', occurrence: 2 };
    expect(problems('quotes', [{ ...quote, span, segments: [{ span }] }])).toEqual([]);
  });

  test('refuses an unknown field, an unknown code and a missing field, as a load does', () => {
    const { attribution, ...rest } = quote;
    expect(problems('quotes', [{ ...rest, kind: 'spoken', atribution: attribution }])).toHaveLength(3);
  });
});

test('the schema of articles accepts a document by its file name', () => {
  const article = { id: 'a', published: {}, document: { file: 'a.txt' } };
  expect(problems('articles', [article])).toEqual([]);
});
