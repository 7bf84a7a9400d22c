// docs/exports.md: its tables are those that the exports are made by, and its calls work on the dataset that ships.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, SEED, type TestApp } from './support/app.ts';
import { EXPORTS_PAGE, exportTables, TABLES_HEADING } from './support/export-tables.ts';

const page = readFileSync(EXPORTS_PAGE, 'utf8');
const calls = [...page.matchAll(/http:\/\/localhost:3000(\/[^\s"`]*)/g)].map(([, path = '']) => path);

let shipped: TestApp;
beforeAll(async () => {
  shipped = await makeApp({ dir: SEED, texts: null });
});
afterAll(() => shipped.close());

describe('the page on exports', () => {
  test('shows the columns there are: if this fails, run `node tests/support/export-tables.ts`', () => {
    expect(page.split(TABLES_HEADING)[1]).toBe(exportTables());
  });

  test.each(calls)('shows a call that answers something: %s', async (path) => {
    const { statusCode, body } = await shipped.app.inject(path);
    expect(statusCode, body).toBe(200);
    expect(body.split('\n').length).toBeGreaterThan(2);
  });
});
