// Bodies are compressed for who asks: the same words, fewer bytes, and headers that let caches keep them apart.
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ResponseCache } from '../../src/http/server/caching.ts';
import { codingFor } from '../../src/http/server/compression.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { withList } from '../support/exports.ts';

let served: TestApp;
beforeAll(async () => {
  served = await makeApp();
});
afterAll(() => served.close());

const DECODE = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync } as const;
type Coding = keyof typeof DECODE;
const CODINGS = Object.keys(DECODE) as Coding[];

const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  served.app.inject({ url, headers, method });
const inCoding = (url: string, coding: string, method: 'GET' | 'HEAD' = 'GET') =>
  ask(url, { 'accept-encoding': coding }, method);

describe('the coding', () => {
  test.each([
    [undefined, null],
    ['', null],
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['zstd', 'zstd'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br, zstd', 'zstd'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['br;q=0.2,gzip;q=0.1,zstd;q=0', 'br'],
    ['gzip ; q=0.5', 'gzip'],
    ['deflate', null],
    ['compress, x-other', null],
    ['identity', null],
    ['identity, gzip;q=0.5', null],
    ['identity;q=0.5, gzip', 'gzip'],
    ['identity;q=0', null],
    ['identity;q=0, gzip', 'gzip'],
    ['*;q=0', null],
    ['gzip, *;q=0', 'gzip'],
    ['gzip;q=0', null],
    ['gzip;q=0, *', null],
    ['br;q=0, *', 'gzip'],
    ['zstd;q=0, *;q=0.3', 'gzip'],
    ['*', 'gzip'],
    ['br, *;q=0.1', 'br'],
    ['gzip;q=nonsense', null],
    ['gzip;;;q==', null],
    [',,;q=1,', null],
    ['"gzip"', null],
    ['gzip'.repeat(4000), null],
    ['__proto__', null],
  ])('for %j is %j', (header, coding) => {
    expect(codingFor(header)).toBe(coding);
  });
});

describe.each(CODINGS)('compressed with %s', (coding) => {
  test.each([
    '/v1/events',
    '/v1/events?type=THREATEN&include=articles,actors',
    '/v1/codebook/cameo',
    '/v1/exports/events',
    '/v1/exports/quotes?format=ndjson',
    '/v1/exports/events/facets',
    '/openapi.json',
    '/openapi.yaml',
    '/docs/json',
    '/docs/static/swagger-ui-bundle.js',
    '/docs/static/swagger-ui.css',
    '/docs/static/swagger-initializer.js',
  ])('%s says the same', async (url) => {
    const plain = await ask(url);
    // The second answer may come from the cache.
    for (const _ of ['first', 'again']) {
      const encoded = await inCoding(url, coding);
      expect(encoded.headers['content-encoding']).toBe(coding);
      expect(DECODE[coding](encoded.rawPayload).equals(plain.rawPayload)).toBe(true);
      expect(encoded.rawPayload.length).toBeLessThan(plain.rawPayload.length);
      for (const name of ['content-type', 'dataset-version', 'link', 'content-disposition', 'cache-control'])
        expect(encoded.headers[name], name).toBe(plain.headers[name]);
    }
  });

  test('HEAD has the headers that GET has', async () => {
    for (const url of ['/v1/events', '/v1/exports/events', '/openapi.json', '/livez', '/docs']) {
      const [whole, head] = [await inCoding(url, coding), await inCoding(url, coding, 'HEAD')];
      const { date: _, connection: __, 'transfer-encoding': ___, ...headers } = whole.headers;
      expect(head.headers, url).toMatchObject(headers);
      expect(head.body).toBe('');
    }
  });

  test('the tag is weak, and known again in every form', async () => {
    const plain = await ask('/v1/events');
    const encoded = await inCoding('/v1/events', coding);
    const tag = String(plain.headers.etag);
    expect(tag).toMatch(/^"/);
    expect(encoded.headers.etag).toBe(`W/${tag}`);
    const suffixed = [`${tag.slice(0, -1)}-${coding}"`, `${tag.slice(0, -1)};${coding}"`];
    for (const held of [tag, `W/${tag}`, ...suffixed, `W/${suffixed[0]}`]) {
      // With and without a kept answer.
      for (const url of ['/v1/events', '/v1/events?limit=50']) {
        const { statusCode, headers, body } = await ask(url, {
          'if-none-match': held,
          'accept-encoding': coding,
        });
        expect({ statusCode, body, etag: headers.etag, vary: headers.vary }).toEqual({
          statusCode: 304,
          body: '',
          etag: `W/${tag}`,
          vary: 'Accept-Encoding',
        });
        expect(headers['content-encoding']).toBeUndefined();
      }
    }
  });
});

test.each([
  '/v1/events',
  '/v1/events?limit=0',
  '/v1/actors/nobody',
  '/v1/actors/o-velt',
  '/v1/exports/events',
  '/livez',
  '/openapi.json',
  '/docs',
  '/docs/static/swagger-ui.css',
  '/docs/static/favicon-16x16.png',
  '/v1/nothing',
  '/v1/%zz',
])('%s varies by what the client takes, whether compressed or not', async (url) => {
  expect((await ask(url)).headers.vary).toBe('Accept-Encoding');
  expect((await inCoding(url, 'gzip')).headers.vary).toBe('Accept-Encoding');
});

test('what is short, empty or a picture is sent as it is, under its strong tag', async () => {
  for (const url of [
    '/livez',
    '/v1/actors/oriane-velt',
    '/docs/static/favicon-32x32.png',
    '/v1/actors/o-velt',
  ]) {
    const { headers, rawPayload } = await inCoding(url, 'gzip, br, zstd');
    expect(rawPayload.length).toBeLessThan(1024);
    expect(headers['content-encoding'], url).toBeUndefined();
  }
  const { headers } = await inCoding('/v1/actors/oriane-velt', 'br');
  expect(headers.etag).toMatch(/^"/);
});

test('a long problem is compressed as well', async () => {
  const url = `/v1/events?${Array.from({ length: 5 }, (_, index) => `${'x'.repeat(100)}${index}=1`).join('&')}`;
  const plain = await ask(url);
  const encoded = await inCoding(url, 'gzip');
  expect([plain.statusCode, encoded.statusCode]).toEqual([400, 400]);
  expect(encoded.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(encoded.rawPayload).toString()).toBe(plain.body);
});

test('what was answered once is compressed once, and asked of the data no more', async () => {
  let asked = 0;
  const keep = vi.spyOn(ResponseCache.prototype, 'set');
  const counted = await makeApp({
    wrap: withList(async (query, store) => {
      asked += 1;
      return store.list(query);
    }),
  });
  try {
    const lengths = new Set<number>();
    for (const coding of [undefined, 'gzip', 'gzip', 'br', 'br', undefined]) {
      const headers = coding === undefined ? {} : { 'accept-encoding': coding };
      const { headers: answered, rawPayload } = await counted.app.inject({ url: '/v1/events', headers });
      expect(answered['content-encoding']).toBe(coding);
      lengths.add(rawPayload.length);
    }
    expect(asked).toBe(1);
    expect(lengths.size).toBe(3);
    expect(keep.mock.calls.map(([, , { coding }]) => coding)).toEqual([null, 'gzip', 'br']);
  } finally {
    keep.mockRestore();
    await counted.close();
  }
});

describe('an export, compressed as it is sent', () => {
  const document = JSON.stringify({ id: 'long', filler: 'x'.repeat(100_000) });
  let go: () => void = () => {};
  let isReleased = false;
  let stream: TestApp;
  let url: string;
  beforeAll(async () => {
    const opened = new Promise<void>((resolve) => {
      go = resolve;
    });
    stream = await makeApp({
      wrap: (revisions) => {
        const current = revisions.current();
        const store = {
          ...current,
          lease: () => () => {
            isReleased = true;
          },
          list: async (query: Parameters<typeof current.list>[0]) => {
            if (query.after !== null) await opened;
            return { documents: [document], end: [1] as const };
          },
        };
        return { ...revisions, current: () => store };
      },
    });
    await stream.app.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(stream.app.server.address() as AddressInfo).port}`;
  });
  afterAll(() => stream.close());

  test('shows each chunk as it is read, and stops when its client goes', async () => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { 'accept-encoding': 'gzip' };
      get(`${url}/v1/exports/events?format=ndjson`, { headers }, resolve).on('error', reject);
    });
    expect(response.headers['content-encoding']).toBe('gzip');
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', () => {});
    // The store is asked for the second chunk, which it holds back: the first is there, whole.
    await vi.waitFor(() => {
      const sofar = gunzipSync(Buffer.concat(chunks), { finishFlush: 2 }).toString();
      expect(sofar).toBe(`${document}\n`);
    });
    response.destroy();
    go();
    await vi.waitFor(() => expect(isReleased).toBe(true));
  });
});
