// What is answered a second time comes from the cache, before the framework: it is the same answer.
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type RawResponse, responsesIn, sendRaw } from '../support/raw-http.ts';

let served: TestApp;
let port: number;
beforeEach(() => serve());
afterEach(() => served.close());

async function serve(options: Parameters<typeof makeApp>[0] = {}): Promise<void> {
  served = await makeApp(options);
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  port = (served.app.server.address() as AddressInfo).port;
}

const LIST = '/v1/events?limit=2';

async function ask(path: string, headers: readonly string[] = [], method = 'GET'): Promise<RawResponse> {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: x', ...headers, 'Connection: close'];
  const [response] = responsesIn(await sendRaw(port, `${lines.join('\r\n')}\r\n\r\n`));
  if (response === undefined) throw new Error('no response');
  return response;
}

/** All but the clock. */
const told = ({ status, headers, body }: RawResponse) => ({
  status,
  body,
  headers: { ...headers, date: null },
});

/** How many requests the metrics know of a route, by method and status. */
async function counted(route: string): Promise<string[]> {
  const { body } = await ask('/metrics');
  return body
    .split('\n')
    .filter(
      (line) =>
        line.startsWith('demarche_http_request_duration_seconds_count') && line.includes(`route="${route}"`),
    );
}

describe('an answer from the cache', () => {
  test.each([
    ['a list', LIST, []],
    ['a record', '/v1/events/halvia-warns-of-closure', []],
    ['counts', '/v1/events/facets', []],
    ['a file', '/v1/citations/event/halvia-warns-of-closure/ris', []],
    ['a list as zstd', LIST, ['Accept-Encoding: zstd']],
    ['a list as gzip', LIST, ['Accept-Encoding: gzip;q=0.5, deflate']],
    ['a list that a page asks for', LIST, ['Origin: https://page.example']],
  ])('is the first one again: %s', async (_, path, headers) => {
    const [first, second] = [await ask(path, headers), await ask(path, headers)];
    expect(first.status).toBe(200);
    expect(told(second)).toEqual(told(first));
    const head = await ask(path, headers, 'HEAD');
    expect(told(head)).toEqual({ ...told(first), body: '' });
  });

  test.each(['W/"x", TAG', 'TAG', '*'])('is 304 for who has it, by If-None-Match: %s', async (known) => {
    const { tag } = { tag: String((await ask(LIST)).headers.etag) };
    const header = `If-None-Match: ${known.replace('TAG', tag)}`;
    const kept = await ask(LIST, [header]);
    expect(kept.status).toBe(304);
    expect(kept.body).toBe('');
    await served.close();
    await serve({ cacheBytes: 0 });
    expect(told(kept)).toEqual(told(await ask(LIST, [header])));
  });

  test('is counted as any other', async () => {
    await ask(LIST);
    await ask(LIST);
    await ask(LIST, ['If-None-Match: *']);
    await ask(LIST, [], 'HEAD');
    const lines = await counted('/v1/events');
    expect(lines.map((line) => / (\d+)$/.exec(line)?.[1])).toEqual(['2', '1', '1']);
  });

  test('is refused for what is wrong with the request', async () => {
    await ask(LIST);
    const twice = await ask(LIST, ['Host: y']);
    expect(twice.status).toBe(400);
    expect((await ask(LIST, ['Expect: foo'])).status).toBe(417);
  });

  test('says that the connection ends while the server stops', async () => {
    await ask(LIST);
    served.lifecycle.draining = true;
    const [response] = responsesIn(await sendRaw(port, `GET ${LIST} HTTP/1.1\r\nHost: x\r\n\r\n`));
    expect(response?.headers.connection).toBe('close');
  });

  test('is not given beyond a limit of requests', async () => {
    await served.close();
    await serve({ rateLimit: 2 });
    expect((await ask(LIST)).status).toBe(200);
    expect((await ask(LIST)).status).toBe(200);
    expect((await ask(LIST)).status).toBe(429);
  });
});
