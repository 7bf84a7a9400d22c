// A damaged file is never served: not renamed over the live one, not changed under the server, not at start. And what
// was damaged once is not served from memory when the file is good again.
import { linkSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type MakeApp, makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { ALTERED, altered, alterInPlace, cutOff, overwrite, replaceBy, WORDS } from '../support/damage.ts';
import { SECOND } from '../support/harbour-versions.ts';
import { harbourWith, loaded } from '../support/load.ts';

/** All ways in which words leave, and what is read before the file is checked: lists, records, counts, files. */
const PATHS = [
  '/v1',
  '/v1/dataset',
  '/v1/quotes',
  '/v1/quotes?limit=3&include=speakers',
  '/v1/quotes/velt-doorstep',
  '/v1/quotes/nobody',
  '/v1/articles/halvia-warns/text',
  '/v1/articles/halvia-warns/annotations',
  '/v1/statements/velt-doorstep',
  '/v1/search?q=wall',
  '/v1/events/facets?facet=type',
  '/v1/events/timeline?interval=year',
  '/v1/events/dyads',
  '/v1/exports/quotes?format=csv',
  '/v1/exports/events/timeline',
  '/v1/dataset/changes',
  '/v1/linked/quote/velt-doorstep',
  '/v1/codebook/plover',
];

interface Served extends TestApp {
  readonly client: Client;
  /** The bytes of the file as the load wrote it. */
  readonly good: Buffer;
  readonly log: string[];
}

async function serve(options: MakeApp = {}): Promise<Served> {
  const log: string[] = [];
  let good = Buffer.alloc(0);
  const write = (details: object, message: string) =>
    log.push(`${message}: ${(details as { err?: Error }).err?.message ?? ''}`);
  const served = await makeApp({
    ...options,
    log: { info: write, error: write },
    alter: (path) => {
      good = readFileSync(path);
      options.alter?.(path);
    },
  });
  onTestFinished(served.close);
  return { ...served, client: clientOf(served.app), good, log };
}

type Answer = readonly [path: string, status: number, tag: unknown, body: string];

async function answers({ client }: Served): Promise<Answer[]> {
  const all: Answer[] = [];
  for (const path of PATHS) {
    const { statusCode, headers, body } = await client.get(path);
    all.push([path, statusCode, headers.etag, body]);
  }
  return all;
}

async function expectNothing({ client }: Served, code: 'data-unchecked' | 'data-damaged'): Promise<void> {
  for (const path of PATHS) {
    for (const headers of [{}, { 'if-none-match': '*' }]) {
      const response = await client.get(path, headers);
      expect(response.statusCode, path).toBe(503);
      expect(response.json()).toMatchObject({ code, status: 503 });
      expect(response.headers['retry-after']).toMatch(/^\d+$/);
      expect(response.headers['cache-control']).toBe('no-store');
      expect(response.headers.etag).toBeUndefined();
      expect(response.body).not.toContain(ALTERED);
    }
  }
  const ready = await client.get('/readyz');
  expect(ready.statusCode).toBe(503);
  expect(ready.json().detail).toContain(code === 'data-damaged' ? 'is damaged' : 'is being checked');
  for (const path of ['/livez', '/metrics', '/v1/problems', '/openapi.json'])
    expect((await client.get(path)).statusCode, path).toBe(200);
}

const IN_PLACE: [string, (path: string) => void][] = [
  ['whose words were altered in place', alterInPlace],
  ['that was cut off in place', cutOff],
  ['that was emptied in place', (path) => overwrite(path, Buffer.alloc(0))],
  ['that was overwritten in place by something else', (path) => overwrite(path, Buffer.from('my notes'))],
];

const IN_PLACE_OF: [string, (bytes: Buffer) => Buffer][] = [
  ['with altered words', altered],
  ['that was cut off', (bytes) => bytes.subarray(0, -4096)],
  ['that says it is longer than it is', (bytes) => bytes.subarray(0, bytes.length - 100)],
  ['that is empty', () => Buffer.alloc(0)],
];

describe('a damaged file in the place of the live one', () => {
  test.each(IN_PLACE_OF)('%s changes no answer, and the log says why', async (_, damage) => {
    const served = await serve();
    const before = await answers(served);
    replaceBy(served.path, damage(served.good));
    await served.revisions.poll();
    await served.revisions.contentChecked();
    expect(await answers(served)).toEqual(before);
    expect((await served.client.get('/readyz')).statusCode).toBe(200);
    expect(served.log).toEqual([
      expect.stringMatching(/^the new database file is refused: the old one goes on being served: .+/),
    ]);
    // The repair is taken up, and a damaged one after it is refused again.
    replaceBy(served.path, served.good);
    await served.revisions.poll();
    replaceBy(served.path, damage(served.good));
    await served.revisions.poll();
    expect(await answers(served)).toEqual(before);
  });
});

describe('a live file', () => {
  test.each(IN_PLACE)('%s answers nothing from the next request on', async (_, damage) => {
    const served = await serve();
    await answers(served);
    damage(served.path);
    await expectNothing(served, 'data-unchecked');
    await served.revisions.poll();
    await served.revisions.contentChecked();
    await expectNothing(served, 'data-damaged');
    expect(served.log.join('\n')).toContain('the database file answers nothing');
  });

  test.each([
    ['renamed into its place', replaceBy],
    ['written into it', overwrite],
  ])(
    'that was damaged says the right words under the right tags again, once a good one is %s',
    async (_, repair) => {
      const served = await serve();
      const before = await answers(served);
      alterInPlace(served.path);
      await expectNothing(served, 'data-unchecked');
      await served.revisions.poll();
      await served.revisions.contentChecked();
      repair(served.path, served.good);
      await served.revisions.poll();
      expect(await answers(served)).toEqual(before);
      const words = await served.client.get('/v1/quotes/velt-doorstep');
      expect(words.body).toContain(WORDS);
      expect(await answers(served)).toEqual(before);
      expect((await served.client.get('/readyz')).statusCode).toBe(200);
    },
  );

  test('altered with its times kept is found at the next look, and nothing of it is remembered after the repair', async () => {
    const timeless = (path: string) => utimesSync(path, 1, 1);
    const served = await serve({ alter: timeless });
    const right = await answers(await serve());
    alterInPlace(served.path);
    timeless(served.path);
    // The one case that shows nothing before the next look, a second at most: the answer is even kept.
    const slipped = (await served.client.get('/v1/quotes/velt-doorstep')).body;
    expect(slipped).toContain(ALTERED);
    await served.revisions.poll();
    await served.revisions.contentChecked();
    await expectNothing(served, 'data-damaged');
    replaceBy(served.path, served.good);
    await served.revisions.poll();
    expect(await answers(served)).toEqual(right);
  });

  test('that is removed goes on being served', async () => {
    const served = await serve();
    const before = await answers(served);
    rmSync(served.path);
    await served.revisions.poll();
    expect(await answers(served)).toEqual(before);
  });
});

describe('at start', () => {
  test.each(IN_PLACE)('a file %s is refused', async (_, damage) => {
    await expect(makeApp({ alter: damage })).rejects.toMatchObject({ name: 'StoreError', isFinal: true });
  });

  test('a file too large to wait for answers as any other once it is checked', async () => {
    const before = await answers(await serve());
    const served = await serve({ checkedAtOnce: 0 });
    await served.revisions.contentChecked();
    expect(await answers(served)).toEqual(before);
  });

  test('a damaged one that is too large to wait for answers nothing, until it is replaced', async () => {
    const before = await answers(await serve());
    const served = await serve({ checkedAtOnce: 0, alter: alterInPlace });
    await served.revisions.contentChecked();
    await expectNothing(served, 'data-damaged');
    replaceBy(served.path, served.good);
    await served.revisions.poll();
    expect(await answers(served)).toEqual(before);
  });
});

describe('an earlier revision', () => {
  test('that was damaged is gone for the cursors that began in it', async () => {
    const served = await serve();
    const kept = `${served.path}.kept`;
    linkSync(served.path, kept);
    const { page } = (await served.client.get('/v1/quotes?limit=2')).json();
    const next = `/v1/quotes?limit=2&cursor=${page.nextCursor}`;
    await loaded({ path: served.path, dir: harbourWith(SECOND), replaceVersion: true });
    await served.revisions.poll();
    expect((await served.client.get(next)).statusCode).toBe(200);
    overwrite(kept, served.good.subarray(0, 8192));
    expect((await served.client.get(next)).json()).toMatchObject({ code: 'stale-cursor' });
    expect((await served.client.get('/v1/quotes')).statusCode).toBe(200);
  });
});
