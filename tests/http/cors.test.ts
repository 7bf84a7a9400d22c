// A page from anywhere may ask with whatever headers its libraries add, and read what is answered.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';

let served: TestApp;
beforeAll(async () => {
  served = await makeApp();
});
afterAll(() => served.close());

function preflight(url: string, named?: string) {
  const headers = {
    origin: 'https://reader.example',
    'access-control-request-method': 'GET',
    ...(named !== undefined && { 'access-control-request-headers': named }),
  };
  return served.app.inject({ method: 'OPTIONS', url, headers });
}

describe('a preflight', () => {
  test.each([
    'traceparent',
    'content-type',
    'if-none-match',
    'traceparent,tracestate,content-type',
    'baggage, sentry-trace , x-requested-with',
    'authorization,cache-control,pragma,user-agent',
    'x-!#$%&*+.^_`|~1',
    `x-${'a'.repeat(90)}`,
  ])('that names %s is granted it, for a day', async (named) => {
    const { statusCode, headers, body } = await preflight('/v1/events?type=THREATEN', named);
    expect({ statusCode, body }).toEqual({ statusCode: 204, body: '' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': named,
      'access-control-max-age': '86400',
    });
    expect(headers.vary).toContain('Access-Control-Request-Headers');
  });

  test.each([
    undefined,
    '',
    ',',
    'two words',
    'x-a: b',
    'x-"quoted"',
    'ünicode',
    Array.from({ length: 1000 }, (_, index) => `x-${index}`).join(','),
  ])('that names no headers, or none that can be, is granted what the API reads: %j', async (named) => {
    const { statusCode, headers } = await preflight('/v1/events', named);
    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-headers']).toBe('If-None-Match');
  });

  test('is granted on any path, so that a page can read what is wrong with it', async () => {
    for (const url of ['/v1', '/livez', '/openapi.json', '/docs', '/v1/nothing', '/v1/exports/events'])
      expect((await preflight(url, 'traceparent')).statusCode, url).toBe(204);
    expect((await served.app.inject({ method: 'OPTIONS', url: '/v1/nothing' })).statusCode).toBe(404);
  });
});

test.each(['/v1/events', '/v1/exports/events', '/v1/nothing', '/v1/events?limit=0', '/docs', '/v1/%zz'])(
  'a page may read every header of %s',
  async (url) => {
    const { headers } = await served.app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    expect(headers['access-control-allow-origin']).toBe('*');
    const exposed = String(headers['access-control-expose-headers']).toLowerCase().split(', ');
    for (const name of [
      'content-disposition',
      'dataset-version',
      'etag',
      'link',
      'retry-after',
      'ratelimit-remaining',
    ])
      expect(exposed).toContain(name);
    // What the standard lets pages read anyway, or keeps from them; what concerns browsers, not pages.
    const others =
      /^(cache-control|content-(type|length|security-policy)|date|connection|vary|keep-alive|transfer-encoding|access-control-.*|x-.*|cross-origin-.*|origin-agent-cluster|referrer-policy)$/;
    expect(Object.keys(headers).filter((name) => !exposed.includes(name) && !others.test(name))).toEqual([]);
  },
);
