// The committed baseline, and the hash of it that a file records. That it is what drizzle-kit writes for the tables of
// the code is checked by `npm run db:check`.
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { RESOURCE_NAMES } from '../../src/query/condition.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { column } from '../../src/resources/resource.ts';
import { baselineOf, MIGRATIONS, readBaseline } from '../../src/store/sqlite/baseline.ts';
import { schemaHashOf } from '../../src/store/sqlite/schema-hash.ts';
import * as exported from '../../src/store/sqlite/sqlite-tables.ts';
import { textTablesSql } from '../../src/store/sqlite/text-tables.ts';

it('the baseline has the tables that text is searched in, a column for each text field: else run `npm run db:generate`', () => {
  const written = readFileSync(new URL('0001_text_search.sql', MIGRATIONS), 'utf8');
  expect(written).toBe(`${textTablesSql()}\n`);
});

it('the baseline has every table of the code', () => {
  const { TABLES, ...names } = exported;
  expect(Object.keys(names)).toEqual(expect.arrayContaining(Object.keys(TABLES)));
});

it('the baseline makes every table strict, and postings nothing but their key', () => {
  const database = new Database(':memory:');
  const { tables, indexes } = readBaseline();
  database.exec([...tables, ...indexes.map(({ statement }) => statement)].join('\n'));
  const list = database.pragma('table_list') as {
    name: string;
    type: string;
    strict: number;
    wr: number;
  }[];
  // The tables of FTS5 are its own ("virtual" and "shadow").
  const made = list.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'));
  expect(made.filter(({ strict }) => strict === 0)).toEqual([]);
  expect(
    made
      .filter(({ wr }) => wr === 1)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(
    [
      ...RESOURCE_NAMES.map((name) => `${name}_terms`),
      'events_figures',
      'events_rollups',
      'quotes_rollups',
      'days',
      'names',
      'record_hashes',
      'words',
    ].sort(),
  );
  database.close();
});

it('the baseline has another hash when a statement differs', () => {
  const text = 'CREATE TABLE `a` (\n\t`b` text\n);';
  expect(baselineOf(text).schemaHash).not.toBe(baselineOf(text.replace('text', 'real')).schemaHash);
});

const record = RESOURCES.events.record as z.ZodObject;
const events = { ...RESOURCES.events, record: record.extend({}) };
const { type, status } = events.filters;
const hashWith = (change: Partial<typeof events>) =>
  schemaHashOf([], { ...RESOURCES, events: { ...events, ...change } });

it.each([
  ['one filter more', { filters: { ...events.filters, mood: { ...type, field: 'mood' } as typeof type } }],
  ['one column more', { columns: { ...events.columns, mood: column<unknown>('text', () => null) } }],
  ['one field of the record more', { record: record.extend({ mood: z.string().nullable() }) }],
  ['another type of a field', { record: record.extend({ title: z.number() }) }],
])(
  'the hash that a file records is another one where something that a load writes differs: %s',
  (_, change) => {
    expect(hashWith(change as Partial<typeof events>)).not.toBe(hashWith({}));
  },
);

it('the hash that a file records stays the same when nothing that a load writes differs', () => {
  const summary = record.shape.summary as z.ZodType;
  expect(hashWith({ record: record.extend({ summary: summary.describe('Other words.') }) })).toBe(
    hashWith({}),
  );
  const described = { ...status, description: 'Other words.' } as typeof type;
  expect(hashWith({ filters: { ...events.filters, status: described } as typeof events.filters })).toBe(
    hashWith({}),
  );
});
