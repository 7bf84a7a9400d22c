import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';

let served: TestApp;
let client: Client;
beforeAll(async () => {
  served = await makeApp();
  client = clientOf(served.app);
});
afterAll(() => served.close());

const series = async () =>
  (await client.get('/metrics')).body
    .split('\n')
    .filter((line) => line.startsWith('demarche_http_request_duration_seconds_count'));

describe('the metrics', () => {
  test('count requests by route, method and status', async () => {
    await client.get('/v1/actors/halvia');
    await client.get('/v1/actors/nobody');
    await client.head('/v1/actors/halvia');
    const lines = await series();
    for (const [method, status] of [
      ['GET', '200'],
      ['GET', '404'],
      ['HEAD', '200'],
    ])
      expect(lines).toContainEqual(
        expect.stringContaining(`{route="/v1/actors/:actorId",method="${method}",status="${status}"} 1`),
      );
  });

  test('get no series from a request of their own making', async () => {
    await client.get('/nothing/0');
    await client.send('PURGE', '/v1/events');
    const before = (await series()).length;
    for (let index = 0; index < 300; index++) {
      await client.get(`/nothing/${index}`);
      await client.send(['POST', 'DELETE', 'TRACE', 'PURGE'][index % 4] ?? '', '/v1/events');
      await client.get(`/v1/actors/nobody-${index}`);
    }
    expect((await series()).length).toBe(before);
  });

  test('name the revision that is served', async () => {
    expect((await client.get('/metrics')).body).toContain(
      `demarche_revision_info{revision="${served.revisions.current().revision}"} 1`,
    );
  });
});

describe('a damaged database', () => {
  test('makes the process not ready, and alive', async () => {
    const own = await makeApp({
      wrap: (revisions) => ({ ...revisions, trouble: () => 'the database file is damaged' }),
    });
    try {
      const ownClient = clientOf(own.app);
      const response = await ownClient.get('/readyz');
      expect(response.statusCode).toBe(503);
      expect(response.headers['retry-after']).toBe('1');
      expect(response.json().detail).toBe('the database file is damaged');
      expect((await ownClient.get('/livez')).statusCode).toBe(200);
    } finally {
      await own.close();
    }
  });
});

describe('a fault', () => {
  test('is logged under the request id that the answer gives', async () => {
    const lines: string[] = [];
    const logger = { level: 'error', stream: { write: (line: string) => void lines.push(line) } };
    const own = await makeApp({
      logger,
      wrap: (revisions) => ({
        ...revisions,
        current: () => ({
          ...revisions.current(),
          dataset: async () => {
            throw new Error('the disk is on fire');
          },
        }),
      }),
    });
    try {
      const { detail } = (await clientOf(own.app).get('/v1/dataset')).json();
      const [, id = 'none'] = /request id is (\S+)\./.exec(detail) ?? [];
      expect(detail).not.toContain('fire');
      expect(lines.join()).toContain('the disk is on fire');
      expect(lines.join()).toContain(id);
    } finally {
      await own.close();
    }
  });
});
