// HTTP as it comes over the wire: on a real socket, with whatever somebody may send.

import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { clientOf } from '../support/contract.ts';
import { sendRaw } from '../support/raw-http.ts';

let served: TestApp;
let port: number;
beforeAll(async () => {
  served = await makeApp();
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  port = (served.app.server.address() as AddressInfo).port;
});
afterAll(() => served.close());

const raw = (text: string) => sendRaw(port, text);
const get = (path: string, ...headers: string[]) =>
  `${[`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
const bodyOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));

describe('what is hardly HTTP', () => {
  test.each<[string, string, number, string]>([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'invalid-request'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00', 400, 'invalid-request'],
    ['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'invalid-request'],
    ['an unknown method', 'BREW /v1 HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'invalid-request'],
    [
      'two lengths of a body',
      'GET /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'invalid-request',
    ],
    [
      'a negative length',
      'GET /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
      400,
      'invalid-request',
    ],
    ['a raw NUL in the address', get('/v1/actors/a\0b'), 400, 'invalid-request'],
    ['an address of 17 KB', get(`/v1/events?id=${'a'.repeat(17_000)}`), 431, 'headers-too-large'],
    ['a header of 20 KB', get('/v1', `X-Long: ${'a'.repeat(20_000)}`), 431, 'headers-too-large'],
  ])('%s gets a problem', async (_what, text, status, code) => {
    const answer = await raw(text);
    expect(statusOf(answer)).toBe(status);
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(bodyOf(answer)).toMatchObject({ status, code, errors: [] });
  });
});

describe('what is odd but HTTP', () => {
  test('the Host header makes no link', async () => {
    const answer = await raw(get('/v1/events?limit=1').replace('Host: x', 'Host: evil.example'));
    expect(statusOf(answer)).toBe(200);
    expect(answer).toMatch(/link: <\/v1\/events/i);
    expect(answer).not.toContain('evil.example');
  });

  test('a body with GET is ignored', async () => {
    const answer = await raw(`${get('/v1', 'Content-Length: 20000').trimEnd()}\r\n\r\n${'x'.repeat(20_000)}`);
    expect(statusOf(answer)).toBe(200);
  });

  test('a body of any size or type with POST is not read: the method is refused first', async () => {
    const answer = await raw(
      `${get('/v1/events', 'Content-Type: a/b', 'Content-Length: 20000').replace('GET', 'POST').trimEnd()}\r\n\r\n${'x'.repeat(20_000)}`,
    );
    expect(statusOf(answer)).toBe(405);
  });

  test('Accept changes nothing', async () => {
    for (const accept of ['text/html', 'application/xml', '*/*', 'nonsense'])
      await supertest(served.app.server)
        .get('/v1/events')
        .set('accept', accept)
        .expect(200)
        .expect('content-type', 'application/json; charset=utf-8');
  });

  test('many requests in one connection are all answered, in order', async () => {
    const pipelined = `${'GET /v1/actors?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(300)}${get('/livez')}`;
    const answer = await raw(pipelined);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(301);
  });

  test('a client that goes away in the middle harms nobody', async () => {
    await Promise.all(
      Array.from(
        { length: 20 },
        () =>
          new Promise<void>((resolve) => {
            const going = request({ port, path: '/v1/codebook/cameo' }, (response) => response.destroy());
            going.on('close', resolve).on('error', () => resolve());
            going.end();
          }),
      ),
    );
    await supertest(served.app.server).get('/readyz').expect(200);
  });
});

describe('a representation', () => {
  const conditional = async (url: string, noneMatch: string) =>
    (await clientOf(served.app).get(url, { 'if-none-match': noneMatch })).statusCode;

  test('is not sent to whoever has it, however that is said', async () => {
    const { headers } = await clientOf(served.app).get('/v1/events?type=THREATEN');
    const tag = String(headers.etag);
    const hundreds = Array.from({ length: 300 }, (_, index) => `"other-${index}"`).join(', ');
    for (const held of [tag, `W/${tag}`, `"other", ${tag}`, `${hundreds}, ${tag}`, '*'])
      expect(await conditional('/v1/events?type=THREATEN', held)).toBe(304);
    for (const other of ['"other"', tag.slice(1, -1), ''])
      expect(await conditional('/v1/events?type=THREATEN', other)).toBe(200);
  });

  test('is named without a query, and refused without one where the parameters are wrong', async () => {
    let asked = 0;
    const counted = await makeApp({
      cacheBytes: 0,
      wrap: (revisions) => ({
        ...revisions,
        current: () => {
          const store = revisions.current();
          return {
            ...store,
            list: (query) => {
              asked += 1;
              return store.list(query);
            },
          };
        },
      }),
    });
    try {
      const client = clientOf(counted.app);
      const tag = String((await client.get('/v1/events')).headers.etag);
      expect(asked).toBe(1);
      expect((await client.get('/v1/events', { 'if-none-match': tag })).statusCode).toBe(304);
      expect((await client.get('/v1/events?limit=0', { 'if-none-match': '*' })).statusCode).toBe(400);
      expect(asked).toBe(1);
    } finally {
      await counted.close();
    }
  });

  test('of something that does not exist is not there, whatever the client says it has', async () => {
    expect(await conditional('/v1/actors/nobody', '*')).toBe(404);
  });

  test('is asked of the data once, and then kept', async () => {
    let asked = 0;
    const counted = await makeApp({
      wrap: (revisions) => {
        const current = revisions.current();
        const store = {
          ...current,
          list: (query: Parameters<typeof current.list>[0]) => {
            asked += 1;
            return current.list(query);
          },
        };
        return { ...revisions, current: () => store };
      },
    });
    try {
      const client = clientOf(counted.app);
      const [first, second] = [
        await client.get('/v1/events?limit=3'),
        await client.get('/v1/events?limit=3'),
      ];
      expect(asked).toBe(1);
      expect(second.body).toBe(first.body);
      expect(second.headers.link).toBe(first.headers.link);
      expect((await client.get('/v1/events?limit=3', { 'if-none-match': '*' })).statusCode).toBe(304);
    } finally {
      await counted.close();
    }
  });
});

describe('links', () => {
  test('begin with the public address where there is one', async () => {
    const own = await makeApp({ publicUrl: 'https://data.example/affair' });
    try {
      const client = clientOf(own.app);
      expect((await client.get('/v1/events?limit=1')).headers.link).toMatch(
        /^<https:\/\/data\.example\/affair\/v1\/events\?/,
      );
      expect((await client.get('/v1/actors/o-velt')).headers.location).toBe(
        'https://data.example/affair/v1/actors/oriane-velt',
      );
      expect((await client.get('/v1/nothing')).json().type).toBe(
        'https://data.example/affair/v1/problems#no-such-path',
      );
      expect((await own.app.inject('/')).headers.location).toBe('https://data.example/affair/docs');
    } finally {
      await own.close();
    }
  });
});

describe('the docs page', () => {
  test('comes from here alone, under a policy that lets nothing else in', async () => {
    const root = await served.app.inject('/');
    expect([root.statusCode, root.headers.location]).toEqual([302, '/docs']);
    const page = await served.app.inject('/docs');
    expect(page.statusCode).toBe(200);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';style-src 'self'");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure|https?:/);
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) {
      expect(asset).not.toMatch(/^(https?:)?\/\//);
      expect((await served.app.inject(new URL(asset, 'http://x/docs/').pathname)).statusCode, asset).toBe(
        200,
      );
    }
  });

  test.each([
    '/docs/../package.json',
    '/docs/%2e%2e/package.json',
    '/docs/static/..%2f..%2fpackage.json',
    '/docs/static/..%5c..%5cpackage.json',
    '/.env',
    '/.git/config',
    '/docs/static/%00',
    '/docs/static/nothing.js',
  ])('gives nothing else away: %s', async (url) => {
    const answer = await raw(get(url));
    expect([400, 403, 404]).toContain(statusOf(answer));
    expect(answer).not.toMatch(/"dependencies"|node_modules|\/work|\/home/);
  });
});
