// What a connection owes: every valid request its answer, in order, and everything else a problem that says what is
// wrong.
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { validatorAt } from '../support/contract.ts';
import { type RawResponse, responsesIn, sendRaw } from '../support/raw-http.ts';

let served: TestApp;
let port: number;
/** Holds back the answers of `/v1/dataset`. */
let hold: Promise<void> = Promise.resolve();
beforeAll(async () => {
  served = await makeApp({
    cacheBytes: 0,
    wrap: (revisions) => ({
      ...revisions,
      current: () => {
        const store = revisions.current();
        return { ...store, dataset: () => hold.then(() => store.dataset()) };
      },
    }),
  });
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  port = (served.app.server.address() as AddressInfo).port;
});
afterAll(() => served.close());

const ask = async (text: string) => responsesIn(await sendRaw(port, text));
const GET = 'GET /v1/actors?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n';
const close = (path: string, ...headers: string[]) =>
  `${[`GET ${path} HTTP/1.1`, 'Host: x', ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;

/** A problem document with the headers of every response. */
function expectProblem(response: RawResponse | undefined, status: number, code: string): void {
  expect(response).toBeDefined();
  if (response === undefined) return;
  const { headers, body } = response;
  const problem = JSON.parse(body);
  expect(problem).toMatchObject({ status, code });
  const validate = validatorAt('components', 'schemas', 'Problem');
  expect(validate(problem), JSON.stringify(validate.errors)).toBe(true);
  expect(response.status).toBe(status);
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'dataset-version': served.revisions.current().revision,
    date: expect.any(String),
  });
}

describe('each of these is a problem, with the headers of every response', () => {
  test.each<[string, string, number, string]>([
    ['no HTTP', 'hello\r\n\r\n', 400, 'invalid-request'],
    ['headers that are too large', close('/v1', `X: ${'a'.repeat(20_000)}`), 431, 'headers-too-large'],
    ['a path that cannot be decoded', close('/v1/%zz'), 400, 'invalid-request'],
    ['an id that is too long', close(`/v1/actors/${'a'.repeat(200)}`), 414, 'uri-too-long'],
    ['no Host', 'GET /v1 HTTP/1.1\r\n\r\n', 400, 'invalid-request'],
    ['no Host on an unknown path', 'GET /nope HTTP/1.1\r\n\r\n', 400, 'invalid-request'],
    ['two Hosts', close('/v1', 'Host: y'), 400, 'invalid-request'],
    ['two Hosts that agree', close('/v1', 'hOST: x'), 400, 'invalid-request'],
    ['an expectation', close('/v1', 'Expect: foo'), 417, 'expectation-failed'],
    ['a tunnel', 'CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n', 405, 'method-not-allowed'],
    ['a file of the pages that is not there', close('/docs/static/nope'), 404, 'no-such-path'],
    ['a file above the pages', close('/docs/static/..%2f..%2fpackage.json'), 404, 'no-such-path'],
    [
      'a part beyond the end',
      close('/docs/static/favicon-32x32.png', 'Range: bytes=99999-'),
      416,
      'range-not-satisfiable',
    ],
    [
      'a precondition that does not hold',
      close('/docs/static/favicon-32x32.png', 'If-Match: "x"'),
      412,
      'precondition-failed',
    ],
  ])('%s', async (_what, text, status, code) => {
    const responses = await ask(text);
    expect(responses).toHaveLength(1);
    expectProblem(responses[0], status, code);
    if (!/%zz/.test(text)) expect(responses[0]?.body).not.toContain('percent');
  });
});

test('HTTP/1.0 needs no Host, and 100-continue is met', async () => {
  expect((await ask('GET /livez HTTP/1.0\r\n\r\n'))[0]?.status).toBe(200);
  expect(await sendRaw(port, close('/livez', 'Expect: 100-continue'))).toMatch(
    /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/,
  );
});

describe('a valid request is answered before what is wrong behind it', () => {
  const slow = 'GET /v1/dataset HTTP/1.1\r\nHost: x\r\n\r\n';
  test.each<[string, string, number[], string]>([
    ['garbage', `${GET}garbage\r\n\r\n`, [200, 400], 'invalid-request'],
    ['garbage behind three', `${GET.repeat(3)}garbage\r\n\r\n`, [200, 200, 200, 400], 'invalid-request'],
    [
      'garbage behind slow ones',
      `${slow}${GET}${slow}garbage\r\n\r\n`,
      [200, 200, 200, 400],
      'invalid-request',
    ],
    [
      'large headers',
      `${GET}GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      [200, 431],
      'headers-too-large',
    ],
    ['a tunnel', `${slow}CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n`, [200, 405], 'method-not-allowed'],
    ['a missing Host', `${slow}GET /v1 HTTP/1.1\r\n\r\n${GET}`, [200, 400], 'invalid-request'],
    ['an expectation', `${slow}${close('/v1', 'Expect: foo')}`, [200, 417], 'expectation-failed'],
  ])('%s', async (_what, text, statuses, code) => {
    let release: () => void = () => {};
    hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    // The error is there long before the answer.
    setTimeout(release, 100);
    const responses = await ask(text);
    expect(responses.map(({ status }) => status)).toEqual(statuses);
    expectProblem(responses.at(-1), statuses.at(-1) ?? 0, code);
  });

  test('and more garbage adds nothing', async () => {
    hold = new Promise((resolve) => setTimeout(resolve, 100));
    for (const first of ['', slow]) {
      const responses = await ask(`${first}garbage\r\n\r\n${'more garbage\r\n'.repeat(100_000)}`);
      expect(responses.map(({ status }) => status)).toEqual(first === '' ? [400] : [200, 400]);
    }
  });
});

test('one connection takes a thousand requests, says which is the last, and refuses the next with a problem', async () => {
  const responses = await ask('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1002));
  expect(responses).toHaveLength(1001);
  expect(responses.slice(0, 1000).every(({ status }) => status === 200)).toBe(true);
  expect(responses.findIndex(({ headers }) => headers.connection === 'close')).toBe(999);
  expectProblem(responses[1000], 429, 'too-many-requests');
  expect(responses[1000]?.headers).toMatchObject({ connection: 'close', 'retry-after': '1' });
});

test('after garbage the server answers others', async () => {
  await Promise.all(Array.from({ length: 20 }, () => sendRaw(port, `${GET}\0\0\0`)));
  expect((await ask(close('/readyz')))[0]?.status).toBe(200);
});
