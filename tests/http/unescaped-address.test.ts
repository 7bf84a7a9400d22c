// Addresses with letters that nobody has percent-encoded, as they come over the wire from `curl '…?q=日本'`.
import { execFile } from 'node:child_process';
import { type AddressInfo, connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { clientOf } from '../support/contract.ts';

let served: TestApp;
let port: number;
beforeAll(async () => {
  served = await makeApp({ cacheBytes: 0 });
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  port = (served.app.server.address() as AddressInfo).port;
});
afterAll(() => served.close());

interface Answer {
  readonly head: string;
  readonly status: number;
  readonly body: string;
}

/** Sends each part as a packet of its own; resolves when the server closes. */
function raw(...parts: (string | Buffer)[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', async () => {
      for (const part of parts) {
        socket.write(part);
        await new Promise((done) => setTimeout(done, 50));
      }
    });
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const end = text.indexOf('\r\n\r\n');
      const [head, body] = [text.slice(0, end), text.slice(end + 4)];
      resolve({ head, body, status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]) });
    });
  });
}

const request = (address: string, ...headers: string[]) =>
  `${[`GET ${address} HTTP/1.1`, 'Host: x', ...headers].join('\r\n')}\r\n\r\n`;
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const withoutBody = (text: string) => text.replace(/date: [^\r]*/i, '');

describe('a raw UTF-8 address', () => {
  test.each(['日本', 'Orbán', 'Åse', 'dépôt*', '🐚', '"må snakke"'])(
    'is answered as if it were escaped: %s',
    async (q) => {
      const address = `/v1/search?q=${q.replaceAll(' ', '+')}`;
      const answer = await raw(request(address, 'Connection: keep-alive'));
      expect(answer.status).toBe(200);
      const escaped = await clientOf(served.app).get(encodeURI(address));
      expect(JSON.parse(answer.body)).toEqual(escaped.json());
      expect(answer.head).toContain(String(escaped.headers.etag));
    },
  );

  test('may be that of a path', async () => {
    const { status, body } = await raw(request('/v1/actors/åse-lindgård'));
    expect(status).toBe(404);
    expect(JSON.parse(body)).toMatchObject({
      code: 'no-such-record',
      errors: [{ suggestion: 'ase-lindgard' }],
    });
  });

  test('closes its connection, whatever it was asked to do', async () => {
    for (const header of ['Connection: keep-alive', 'CONNECTION: upgrade', 'X: y']) {
      const { head } = await raw(request('/v1/search?q=é', header));
      expect(head.match(/^connection: .*$/gim)).toEqual([expect.stringMatching(/^connection: close$/i)]);
    }
  });

  test('gets its headers, and nothing else, for HEAD', async () => {
    const head = await raw(request('/v1/search?q=é').replace('GET', 'HEAD'));
    const get = await raw(request('/v1/search?q=é'));
    expect(head.body).toBe('');
    expect(withoutBody(head.head)).toBe(withoutBody(get.head));
  });

  test('may ask for an export, which comes whole', async () => {
    const { status, body } = await raw(
      request('/v1/exports/events?format=ndjson&q=wall+-é', 'Connection: close'),
    );
    expect(status).toBe(200);
    const list = (await clientOf(served.app).get('/v1/events?q=wall&limit=200')).json();
    for (const record of list.data) expect(body).toContain(`${JSON.stringify(record)}\n`);
    expect(body).toMatch(/\r\n0\r\n\r\n$/);
  });

  test('sees the validators of what it asks for', async () => {
    const { head } = await raw(request('/v1/search?q=é'));
    const tag = /etag: (.*)/i.exec(head)?.[1] ?? '';
    expect((await raw(request('/v1/search?q=é', `If-None-Match: ${tag}`))).status).toBe(304);
  });

  test('is found as curl sends it', async () => {
    const curl = promisify(execFile);
    for (const q of ['Lindgård', '日本']) {
      const { stdout } = await curl('curl', ['-s', `http://127.0.0.1:${port}/v1/search?q=${q}`]);
      const { meta } = JSON.parse(stdout);
      expect(meta.query).toContain(q === '日本' ? '日本' : 'lindgard');
    }
  });
});

describe('an address that cannot be read', () => {
  test.each<[string, (string | Buffer)[], RegExp]>([
    ['Latin-1', [latin1(request('/v1/search?q=Orb\xe1n'))], /neither ASCII nor UTF-8.*á is %C3%A1/],
    ['cut-off UTF-8', [latin1(request('/v1/search?q=\xe6\x97'))], /neither ASCII nor UTF-8/],
    ['a surrogate', [latin1(request('/v1/search?q=\xed\xa0\x80'))], /neither ASCII nor UTF-8/],
    [
      'UTF-8 of a request in two packets',
      ['GET /v1/search?q=日', '本 HTTP/1.1\r\nHost: x\r\n\r\n'],
      /日 is %E6%97%A5/,
    ],
    ['UTF-8 with more behind it', [request('/v1/search?q=é') + request('/v1')], /é is %C3%A9/],
    [
      'UTF-8 with a method that has a body',
      [request('/v1/search?q=é').replace('GET', 'POST')],
      /é is %C3%A9/,
    ],
    ['a space', [request('/v1/search?q=a b')], /space.*%20/],
  ])('gets a problem that says what to write: %s', async (_, parts, detail) => {
    const { status, body } = await raw(...parts);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({
      code: 'invalid-request',
      detail: expect.stringMatching(detail),
    });
  });

  test('gets its problem after the answers before it', async () => {
    const { head, body } = await raw(request('/livez'), request('/v1/search?q=é'));
    expect(head).toContain('200 OK');
    expect(body).toMatch(/é is %C3%A9/);
  });

  test.each([
    ['/v1/search?q=Orb%E1n', /not UTF-8: á is %C3%A1/],
    ['/v1/search?q=100%', /percent sign as %25/],
    ['/v1/quotes/Orb%E1n', /not UTF-8: á is %C3%A1/],
    ['/v1/quotes/100%', /percent sign as %25/],
  ])('gets a problem that names what is wrong with its escapes: %s', async (url, detail) => {
    const { statusCode, body } = await served.app.inject(url);
    expect(statusCode).toBe(400);
    expect(JSON.parse(body).detail).toMatch(detail);
  });

  test('harms no other, and no client that goes away', async () => {
    await new Promise<void>((done) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(request('/v1/search?q=é'));
        socket.destroy();
        done();
      });
    });
    expect((await raw(request('/v1/search?q=é'))).status).toBe(200);
  });
});
