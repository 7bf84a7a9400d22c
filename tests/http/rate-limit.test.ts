// Where the operator sets a limit, a client that asks too often is told when to go on.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type MakeApp, makeApp, type TestApp } from '../support/app.ts';

const open: TestApp[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(open.splice(0).map((served) => served.close()));
});

interface Sender {
  readonly from?: string;
  readonly forwarded?: string;
}

async function limited(options: MakeApp) {
  const served = await makeApp(options);
  open.push(served);
  return (url: string, { from = '192.0.2.1', forwarded }: Sender = {}) =>
    served.app.inject({
      url,
      remoteAddress: from,
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    });
}

/** The statuses of requests, one after another. */
async function statuses(requests: readonly (() => Promise<{ statusCode: number }>)[]): Promise<number[]> {
  const found: number[] = [];
  for (const send of requests) found.push((await send()).statusCode);
  return found;
}

describe('a limit on rates', () => {
  test('is off where nobody sets it', async () => {
    const ask = await limited({});
    const answer = await ask('/v1/events');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  });

  test('says how much is left, then answers a problem that says when to go on', async () => {
    const ask = await limited({ rateLimit: 2 });
    const first = await ask('/v1/events?limit=1');
    expect(first.statusCode).toBe(200);
    expect(first.headers).toMatchObject({
      'ratelimit-limit': '2',
      'ratelimit-remaining': '1',
      'ratelimit-reset': expect.stringMatching(/^\d+$/),
    });
    // Whatever is asked counts: from the cache, unknown, wrong, or 304.
    expect((await ask('/v1/nothing')).statusCode).toBe(404);
    const refused = await ask('/v1/events?limit=1');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'ratelimit-remaining': '0',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
    });
    const wait = Number(refused.headers['retry-after']);
    expect(wait).toBeGreaterThan(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(refused.json()).toMatchObject({
      status: 429,
      code: 'too-many-requests',
      detail: `A client may send 2 requests in a minute; go on in ${wait} s.`,
    });
  });

  test('ends after a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const ask = await limited({ rateLimit: 1 });
    expect(await statuses([() => ask('/v1'), () => ask('/v1')])).toEqual([200, 429]);
    vi.setSystemTime(Date.now() + 60_001);
    expect((await ask('/v1')).statusCode).toBe(200);
  });

  test.each(['/livez', '/readyz', '/metrics'])('leaves %s alone', async (url) => {
    const ask = await limited({ rateLimit: 1 });
    expect(await statuses(['/v1', '/v1', url, url].map((each) => () => ask(each)))).toEqual([
      200, 429, 200, 200,
    ]);
  });

  test('counts each client by itself, and a network of IPv6 as one', async () => {
    const ask = await limited({ rateLimit: 1 });
    const from = (address: string) => () => ask('/v1', { from: address });
    expect(await statuses(['192.0.2.1', '192.0.2.2', '192.0.2.1'].map(from))).toEqual([200, 200, 429]);
    const six = ['2001:db8::1', '2001:db8::2', '2001:db8:0:1::1', '::ffff:192.0.2.3', '192.0.2.3'];
    expect(await statuses(six.map(from))).toEqual([200, 429, 200, 200, 429]);
  });

  test('does not refuse a preflight, whose problem no page could read', async () => {
    const served = await makeApp({ rateLimit: 1 });
    open.push(served);
    const headers = { origin: 'https://x.example', 'access-control-request-method': 'GET' };
    for (const _ of [1, 2, 3])
      expect((await served.app.inject({ method: 'OPTIONS', url: '/v1', headers })).statusCode).toBe(204);
  });
});

describe('who a client is', () => {
  test('is not what it says itself', async () => {
    const ask = await limited({ rateLimit: 1 });
    const answers = ['198.51.100.1', '198.51.100.2'].map((forwarded) => () => ask('/v1', { forwarded }));
    expect(await statuses(answers)).toEqual([200, 429]);
  });

  test.each<[string, NonNullable<MakeApp['trustProxy']>]>([
    ['its address', ['192.0.2.1']],
    ['its network', ['192.0.2.0/24']],
    ['a list', ['loopback', '192.0.2.0/24']],
  ])('is what a trusted proxy says, by %s', async (_how, trustProxy) => {
    const ask = await limited({ rateLimit: 1, trustProxy });
    const through = (forwarded: string) => () => ask('/v1', { forwarded });
    expect(
      await statuses(
        // What the client writes before what the proxy adds is not believed.
        ['198.51.100.1', '198.51.100.2', '203.0.113.9, 198.51.100.1', '203.0.113.8, 198.51.100.2'].map(
          through,
        ),
      ),
    ).toEqual([200, 200, 429, 429]);
  });

  test('is not what a stranger says who calls itself a proxy', async () => {
    const ask = await limited({ rateLimit: 1, trustProxy: ['10.0.0.1'] });
    const answers = ['198.51.100.1', '198.51.100.2'].map((forwarded) => () => ask('/v1', { forwarded }));
    expect(await statuses(answers)).toEqual([200, 429]);
  });
});
