// Retired ids, from retired.yaml to the answer: wherever an id stands in a path, its successor takes its place there.
import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeApp } from '../support/app.ts';
import { clientOf, OPERATIONS } from '../support/contract.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';
import { HARBOUR } from '../support/load.ts';

/** Of each type that has addresses, one that leads to another and one that is gone. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  article: 'halvia-warns',
  actor: 'oriane-velt',
  event: 'oslo-talks',
  quote: 'velt-closure',
  statement: 'velt-doorstep',
  disagreement: 'who-cut-the-moorings',
};
const RETIRED = Object.entries(SUCCESSORS).flatMap(([type, successor]) => [
  `- { type: ${type}, id: moved-${type}, successorId: ${successor}, reason: Told twice. }\n`,
  `- { type: ${type}, id: gone-${type}, reason: Never there. }\n`,
]);

/** A path that takes any type is as many paths as there are types. */
const PATHS = OPERATIONS.filter(({ responses }) => responses[308] !== undefined).flatMap(({ path }) =>
  path.includes('{type}') ? Object.keys(SUCCESSORS).map((type) => path.replace('{type}', type)) : [path],
);
const typeIn = (path: string) => /\{(\w+)Id\}|\/(\w+)\/\{id\}/.exec(path)?.slice(1).find(Boolean) ?? '';
const filled = (path: string, id: string) => path.replace(/\{\w+\}/, id);

describe('a retired id', () => {
  const { path: folder, remove } = temporaryDirectory();
  cpSync(HARBOUR, folder, { recursive: true });
  appendFileSync(join(folder, 'retired.yaml'), RETIRED.join(''));
  afterAll(remove);
  const harbour = serveHarbour({ dir: folder });

  test('of every type is known to a path at least', () => {
    expect([...new Set(PATHS.map(typeIn))].sort()).toEqual(Object.keys(SUCCESSORS).sort());
  });

  test.each(PATHS)('leads to its successor on %s, which answers', async (path) => {
    const type = typeIn(path);
    const response = await harbour.client.get(filled(path, `moved-${type}`));
    expect(response.statusCode).toBe(308);
    expect(response.headers.location).toBe(filled(path, SUCCESSORS[type] ?? ''));
    expect((await harbour.client.get(String(response.headers.location))).statusCode).toBe(200);
    expect((await harbour.client.head(filled(path, `moved-${type}`))).statusCode).toBe(308);
  });

  test.each(PATHS)('that has no successor is gone from %s, with the reason', async (path) => {
    const response = await harbour.client.get(filled(path, `gone-${typeIn(path)}`));
    expect(response.statusCode).toBe(410);
    expect(response.json()).toMatchObject({
      code: 'record-gone',
      detail: `The ${typeIn(path)} "gone-${typeIn(path)}" was retired: Never there.`,
    });
  });

  test('takes the query along', async () => {
    const query = 'kind=direct%2Cindirect&limit=1&sort=said';
    const { headers } = await harbour.client.get(`/v1/actors/moved-actor/quotes?${query}`);
    expect(headers.location).toBe(
      '/v1/actors/oriane-velt/quotes?kind=direct&kind=indirect&limit=1&sort=said',
    );
  });

  test.each([
    ['speaker=moved-actor', 'quotes', 'oriane-velt', 'Told twice.'],
    ['id=gone-event', 'events', null, 'Never there.'],
  ])('in a filter is said, with what took its place: %s', async (query, list, suggestion, reason) => {
    const { data, meta } = (await harbour.client.get(`/v1/${list}?${query}`)).json();
    expect(data).toEqual([]);
    expect(meta.warnings).toMatchObject([{ suggestion, message: expect.stringContaining(reason) }]);
  });

  test('leads to the public address, where there is one', async () => {
    const own = await makeApp({ publicUrl: 'https://data.example/demarche' });
    try {
      const { headers } = await clientOf(own.app).get('/v1/actors/o-velt/quotes?limit=1');
      expect(headers.location).toBe('https://data.example/demarche/v1/actors/oriane-velt/quotes?limit=1');
    } finally {
      await own.close();
    }
  });
});
