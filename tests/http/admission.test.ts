// A server that is late refuses what needs work, and answers what does not. Lateness is given, never waited for.
import { afterEach, describe, expect, test } from 'vitest';
import { DelayWatch, type Lateness } from '../../src/http/server/admission.ts';
import { type MakeApp, makeApp, type TestApp } from '../support/app.ts';

const BOUND = 100;

describe('a request is refused', () => {
  /** Each request as `milliseconds at which it comes`+`milliseconds by which the server is late`; likewise `tick:`. */
  test.each<[string, string, boolean]>([
    ['not while the server is in time', '0+0 1000+100', false],
    ['not for one short wait', '1000+400 1000+400 1000+400 1000+400', false],
    ['where the server has been late for long, at one go', '1000+600 1000+600 1000+600 1000+600', true],
    [
      'where the server has been late for long, each time a little',
      '0+120 tick:10+130 200+50 250+150 tick:300+200 400+120 500+120',
      true,
    ],
    ['not where it was in time in between', '0+120 100+120 200+120 tick:250+50 500+120', false],
    ['not where the server has been late for long, but was hardly asked', '1000+600 1000+600', false],
    ['at once where it was refused a little before', '0+600 0+600 0+600 0+600 tick:100+0 5000+110', true],
    ['not where that was long ago', '0+600 0+600 0+600 0+600 tick:100+0 15000+110', false],
    ['not where the server is in time again', '0+600 0+600 0+600 0+600 100+90', false],
  ])('%s', (_when, course, isRefused) => {
    const watch = new DelayWatch(BOUND);
    const admitted = course.split(' ').map((step) => {
      const [now = 0, delay = 0] = step.replace('tick:', '').split('+').map(Number);
      return step.startsWith('tick:') ? watch.tick({ now, delay }) : watch.admits({ now, delay });
    });
    expect(admitted.at(-1)).toBe(!isRefused);
  });
});

let served: TestApp;

/** The application, and what makes it late while it has more to do than it can, and in time again. */
async function serve(options: MakeApp = {}) {
  let lateness: Lateness = { now: 0, delay: 0 };
  served = await makeApp({ maxDelayMilliseconds: BOUND, lateness: () => lateness, ...options });
  const late = (delay: number) => {
    lateness = { now: lateness.now + 1, delay };
  };
  return {
    overload: async () => {
      late(1000);
      for (const limit of [11, 12, 13]) await get(`/v1/actors?limit=${limit}`);
    },
    relieve: () => late(0),
  };
}

const get = (url: string, headers: Record<string, string> = {}) => served.app.inject({ url, headers });

describe('while the server is late', () => {
  afterEach(() => served.close());

  test.each([
    '/v1/events?limit=3',
    '/v1/search?q=harbour',
    '/v1/events/facets',
    '/v1/exports/events',
    '/v1/actors?q=x&sort=relevance',
  ])('%s is refused in words that let a client come back, and answered when that is over', async (url) => {
    const { overload, relieve } = await serve();
    await overload();
    const refused = await get(url);
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({ code: 'overloaded', status: 503 });
    expect(refused.headers).toMatchObject({ 'retry-after': '1', 'cache-control': 'no-store' });
    relieve();
    expect((await get(url)).statusCode).toBe(200);
  });

  test.each(['/livez', '/readyz', '/metrics', '/openapi.json'])('%s is answered', async (url) => {
    const { overload } = await serve();
    await overload();
    expect((await get(url)).statusCode).toBe(200);
  });

  test('what is kept is answered, and so is who has it already', async () => {
    const { overload } = await serve();
    const url = '/v1/events?limit=3';
    const { body, headers } = await get(url);
    await overload();
    expect((await get(url)).body).toBe(body);
    // The same list at an address that is not kept.
    expect(
      (await get('/v1/events?limit=3&sort=-date', { 'if-none-match': String(headers.etag) })).statusCode,
    ).toBe(304);
  });
});

test('nothing is refused where no bound is set', async () => {
  const { overload } = await serve({ maxDelayMilliseconds: 0 });
  await overload();
  expect((await get('/v1/events?limit=3')).statusCode).toBe(200);
  await served.close();
});
