// Exports over a real socket: at the client's pace, from one revision, and never mistaken for whole when they are not.
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { openStream } from '../../src/http/server/stream.ts';
import type { ListPage, Store } from '../../src/store/port/store.ts';
import { loadInto, type MakeApp, makeApp, type TestApp } from '../support/app.ts';
import { inChunksOf, isChunk, rowsIn, withList } from '../support/exports.ts';

const open: TestApp[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

async function listen(options: MakeApp): Promise<{ served: TestApp; url: string }> {
  const served = await makeApp(options);
  open.push(served);
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  return { served, url: `http://127.0.0.1:${(served.app.server.address() as AddressInfo).port}` };
}

/** A list that goes on for `pages`, each of one long record. */
function endless(pages: number, asked: { times: number }): NonNullable<MakeApp['wrap']> {
  const document = JSON.stringify({ id: 'long', filler: 'x'.repeat(1_000_000) });
  return withList(async (): Promise<ListPage> => {
    asked.times += 1;
    return { documents: [document], end: asked.times < pages ? [asked.times] : null };
  });
}

/** Megabytes, and many more than the two ends of a socket buffer. */
const PAGES = 120;

/** The answer, of which nothing is read yet. */
function unread(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, resolve).on('error', reject);
  });
}

/** Resolves when the number has stayed the same for a while. */
async function settled(asked: { times: number }): Promise<number> {
  let last = -1;
  while (last !== asked.times) {
    last = asked.times;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return last;
}

test('an export reads no further than its client, whatever there is', async () => {
  const asked = { times: 0 };
  const { url } = await listen({ wrap: endless(PAGES, asked) });
  const response = await unread(`${url}/v1/exports/events?format=ndjson`);
  // What the two ends of a socket buffer is some megabytes: the rest waits.
  expect(await settled(asked)).toBeLessThan(40);
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).length;
  expect(asked.times).toBe(PAGES);
  expect(bytes).toBeGreaterThan(PAGES * 1_000_000);
});

test('an export is read no further when its client has gone', async () => {
  const asked = { times: 0 };
  const { url } = await listen({ wrap: endless(PAGES, asked) });
  const response = await unread(`${url}/v1/exports/events?format=ndjson`);
  const before = await settled(asked);
  response.destroy();
  expect(await settled(asked)).toBeLessThanOrEqual(before + 1);
});

test('an export lets others in between its chunks, however quickly they are taken', async () => {
  let turns = 0;
  let isRead = false;
  const other = () => {
    turns += 1;
    if (!isRead) setImmediate(other);
  };
  setImmediate(other);
  async function* chunks() {
    for (let index = 0; index < 100; index++) yield 'x';
  }
  const stream = await openStream({ lease: () => () => {} }, chunks());
  let text = '';
  for await (const chunk of stream) text += chunk;
  isRead = true;
  expect(text).toBe('x'.repeat(100));
  expect(turns).toBeGreaterThanOrEqual(100);
});

test.each(
  ['csv', 'ndjson'].flatMap((format) => ['identity', 'gzip', 'br', 'zstd'].map((coding) => [format, coding])),
)('an export that fails on the way is broken off, not ended: %s, %s', async (format, coding) => {
  let asked = 0;
  const { url } = await listen({
    wrap: withList(async (query, store) => {
      asked += 1;
      if (asked === 3) throw new Error('secret: the disk is gone');
      return store.list({ ...query, limit: 2 });
    }),
  });
  const response = await fetch(`${url}/v1/exports/events?format=${format}`, {
    headers: { 'accept-encoding': String(coding) },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-encoding') ?? 'identity').toBe(coding);
  await expect(response.text()).rejects.toThrow();
  expect((await fetch(`${url}/livez`)).status).toBe(200);
});

test('an export that fails before it begins is a problem', async () => {
  const { url } = await listen({
    wrap: withList(async () => {
      throw new Error('secret: the disk is gone');
    }),
  });
  const response = await fetch(`${url}/v1/exports/events`);
  expect(response.status).toBe(500);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBeNull();
  expect(response.headers.get('etag')).toBeNull();
  expect(await response.text()).not.toContain('secret');
});

/** Stops the second chunk of an export until it is let go. */
function gate() {
  let go: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    go = resolve;
  });
  const wrap = withList(async (query, store) => {
    if (query.after !== null) await opened;
    return store.list({ ...query, limit: isChunk(query) ? 2 : query.limit });
  });
  return { go, wrap };
}

const isClosed = (store: Store) =>
  store.check().then(
    () => false,
    () => true,
  );

test('an export during which the data is loaded anew goes on in the revision it began in, which is closed when it is done', async () => {
  const plain = await listen({ wrap: inChunksOf(2) });
  const whole = await (await fetch(`${plain.url}/v1/exports/quotes`)).text();

  const { go, wrap } = gate();
  const { served, url } = await listen({ wrap, keepMs: 0, graceMs: 0 });
  const first = served.revisions.current();
  const response = await fetch(`${url}/v1/exports/quotes`);
  await loadInto({ path: served.path, serve: 'none' });
  await served.revisions.poll();
  await vi.waitFor(() => expect(served.revisions.at(first.revision)).toBeNull());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await isClosed(first)).toBe(false);
  go();
  const exported = await response.text();
  expect(exported).toBe(whole);
  expect(rowsIn(exported).every(({ revision }) => revision === first.revision)).toBe(true);
  expect(response.headers.get('dataset-version')).toBe(first.revision);
  await vi.waitFor(async () => expect(await isClosed(first)).toBe(true));
  expect(await (await fetch(`${url}/v1/exports/quotes`)).text()).not.toBe(whole);
});

test('an export during which the data is loaded anew does not keep the revision when its client has gone', async () => {
  const { go, wrap } = gate();
  const { served, url } = await listen({ wrap, keepMs: 0, graceMs: 0 });
  const first = served.revisions.current();
  const response = await unread(`${url}/v1/exports/quotes`);
  await loadInto({ path: served.path, serve: 'none' });
  await served.revisions.poll();
  response.destroy();
  go();
  await vi.waitFor(async () => expect(await isClosed(first)).toBe(true));
});

test('an export during which the data is loaded anew is broken off when it takes longer than a revision is held', async () => {
  const { go, wrap } = gate();
  const { served, url } = await listen({ wrap, keepMs: 0, graceMs: 0, holdMs: 20 });
  const first = served.revisions.current();
  const response = await fetch(`${url}/v1/exports/quotes`);
  await loadInto({ path: served.path, serve: 'none' });
  await served.revisions.poll();
  await vi.waitFor(async () => expect(await isClosed(first)).toBe(true));
  go();
  await expect(response.text()).rejects.toThrow();
});
