// docs/search.md: each row of its table of letters is asked of the real application, and its table of texts is the code's.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RESOURCES } from '../../src/resources/index.ts';
import { isOwnWords } from '../../src/resources/text-fields.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { temporaryDirectory } from '../support/folders.ts';

const page = readFileSync(new URL('../../docs/search.md', import.meta.url), 'utf8');

/** The rows of the table whose head begins so, cell by cell. */
function rowsOf(head: string): string[][] {
  const lines =
    page
      .slice(page.indexOf(`| ${head}`))
      .split('\n\n', 1)[0]
      ?.split('\n') ?? [];
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** What stands between backticks. */
const codes = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');

const ROWS = rowsOf('script').map(([script, alike, written, found, not], index) => ({
  id: `row-${index}`,
  name: `${script}: ${alike}`,
  written: codes(written)[0] ?? '',
  found: codes(found),
  not: codes(not),
}));

let served: TestApp;
let client: Client;
const folder = temporaryDirectory();
beforeAll(async () => {
  const dataset = { id: 'letters', title: 'Letters', description: 'Written by a test.', profile: 'open' };
  writeFileSync(
    join(folder.path, 'dataset.json'),
    JSON.stringify({ ...dataset, version: '1', license: { name: 'CC0' } }),
  );
  const actors = ROWS.map(({ id, written }) => ({ id, name: written, kind: 'person' }));
  writeFileSync(
    join(folder.path, 'actors.ndjson'),
    actors.map((actor) => `${JSON.stringify(actor)}\n`).join(''),
  );
  served = await makeApp({ dir: folder.path, texts: null });
  client = clientOf(served.app);
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

async function finds(q: string, id: string): Promise<boolean> {
  const { data } = (await client.get(`/v1/actors?id=${id}&q=${encodeURIComponent(q)}`)).json();
  return data.length === 1;
}

describe('letters that are alike', () => {
  test('are those of a table', () => {
    expect(ROWS.length).toBeGreaterThan(15);
    for (const { name, written, found } of ROWS)
      expect([name, written === '', found.length > 0]).toEqual([name, false, true]);
  });

  test.each(ROWS)('$name', async ({ id, written, found, not }) => {
    for (const q of [written, `"${written}"`, ...found]) expect([q, await finds(q, id)]).toEqual([q, true]);
    for (const q of not) expect([q, await finds(q, id)]).toEqual([q, false]);
  });

  test.each(ROWS)('are marked where they stand in the text itself: $name', async ({ id, written, found }) => {
    const points = [...written];
    for (const q of found) {
      const { data } = (
        await client.get(`/v1/search?type=actor&limit=200&q=${encodeURIComponent(q)}`)
      ).json();
      const { passage, highlights } = data.find((hit: { id: string }) => hit.id === id);
      expect(passage).toBe(written);
      for (const { start, end } of highlights) {
        expect(await finds(points.slice(start, end).join(''), id), `${q} ${start} ${end}`).toBe(true);
        expect(points[start - 1] ?? ' ', 'no mark is cut off').not.toMatch(/\p{Cf}$/u);
        expect(points[end] ?? ' ', 'no mark is cut off').not.toMatch(/^\p{M}/u);
      }
      expect(highlights.length).toBeGreaterThan(0);
    }
  });
});

test('the texts and names of each list are those of the code', () => {
  const written = rowsOf('list').map(([list, texts, names]) => [list, codes(texts), codes(names)]);
  const fields = Object.values(RESOURCES).map(({ name, texts }) => {
    const entries = Object.entries(texts);
    const namesWhere = (own: boolean) =>
      entries.filter(([, field]) => isOwnWords(field) === own).map(([field]) => field);
    return [name, namesWhere(true), namesWhere(false)];
  });
  expect(written).toEqual(fields);
});
