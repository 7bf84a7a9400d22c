// Exports as the programs of others read them: lines as Python parts them, empty cells as pandas is told to.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeApp } from '../support/app.ts';
import { rowsIn } from '../support/exports.ts';
import { oneArticle } from '../support/one-article.ts';

/** Where `str.splitlines` of Python ends a line, and so `iter_lines` of httpx and requests. */
const LINE_ENDS = ['\n', '\r', '\v', '\f', '\x1c', '\x1d', '\x1e', '\x85', '\u2028', '\u2029'];

const splitLines = (text: string) =>
  text.split(new RegExp(`\r\n|[${LINE_ENDS.join('')}]`)).filter((_, index, all) => index < all.length - 1);

/** A dataset whose actors have these descriptions, by id. */
async function serve(descriptions: Readonly<Record<string, string>>) {
  const actors = Object.entries(descriptions).map(([id, description]) =>
    JSON.stringify({ id, name: id, kind: 'unnamed', description }),
  );
  const { app, close } = await makeApp(
    oneArticle('A', { 'articles.yaml': '', 'actors.yaml': '', 'actors.ndjson': actors.join('\n') }),
  );
  onTestFinished(close);
  return async (url: string) => {
    const response = await app.inject(url);
    expect(response.statusCode, response.body).toBe(200);
    return response.body;
  };
}

describe('NDJSON', () => {
  test('is a record a line to whoever parts lines as Python does, whatever characters texts hold', async () => {
    const described = LINE_ENDS.map((end, index) => [`actor-${index}`, `One${end}two\\u2028`] as const);
    const get = await serve(
      Object.fromEntries([...described, ['plain', `é ‑ 界 ${LINE_ENDS.join('-')} 🍵`]]),
    );
    const { data } = JSON.parse(await get('/v1/actors?sort=name'));
    expect(data).toHaveLength(LINE_ENDS.length + 1);
    const body = await get('/v1/exports/actors?format=ndjson&sort=name');
    const lines = splitLines(body);
    expect(lines.map((line) => JSON.parse(line))).toEqual(data);
    // What is no line end is not escaped.
    expect(body).toContain('é ‑ 界');
  });
});

test('an id that pandas takes for nothing is in the table as it is', async () => {
  const ids = ['null', 'nan', 'na', 'none', 'n-a', '1914', 'true'];
  const get = await serve(Object.fromEntries(ids.map((id) => [id, 'NA'])));
  const rows = rowsIn(await get('/v1/exports/actors?sort=name'));
  expect(rows.map(({ id }) => id)).toEqual(ids.toSorted());
  expect(rows.map(({ description }) => description)).toEqual(ids.map(() => 'NA'));
});

describe('every line of pandas that the documentation shows', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const pages = globSync(['README.md', 'docs/**/*.md', 'clients/*/*.{md,py}'], { cwd: root });
  const calls = (name: string) =>
    pages.flatMap((page) => [
      ...readFileSync(`${root}${page}`, 'utf8').matchAll(new RegExp(`${name}\\(.*\\)`, 'g')),
    ]);

  test('takes an empty cell for nothing, and no other', () => {
    expect(calls('read_csv').length).toBeGreaterThan(2);
    for (const [call] of calls('read_csv')) {
      expect(call).toContain('keep_default_na=False');
      expect(call).toMatch(/na_values=\[(""|'')\]/);
    }
  });

  test('reads texts of JSON as texts', () => {
    expect(calls('read_json').length).toBeGreaterThan(0);
    for (const [call] of calls('read_json')) expect(call).toContain('dtype=False');
  });
});
