// Every operation answers as the document says, with each status that it documents.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Revisions } from '../../src/store/port/revisions.ts';
import type { Store } from '../../src/store/port/store.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import {
  type Client,
  Contract,
  clientOf,
  DOCUMENT,
  OPERATIONS,
  type Operation,
} from '../support/contract.ts';

/** Ids of tests/fixtures/harbour, by path parameter. */
const IDS: Readonly<Record<string, string>> = {
  articleId: 'halvia-warns',
  actorId: 'oriane-velt',
  eventId: 'halvia-warns-of-closure',
  quoteId: 'velt-closure',
  statementId: 'velt-closure',
  disagreementId: '',
  scheme: 'plover',
  type: 'quote',
  id: 'velt-closure',
};

/** Retired in the fixture: one with a successor, one without. */
const MOVED: Readonly<Record<string, string>> = { actorId: 'o-velt' };
const GONE: Readonly<Record<string, string>> = { eventId: 'harbour-fire' };

const contract = new Contract();
let served: TestApp;
let client: Client;
const ids = { ...IDS };

/** The address of an operation, with the parameters that it cannot be asked without, and further ones. */
function urlOf(
  { path, parameters }: Operation,
  values: Readonly<Record<string, string>>,
  further: Readonly<Record<string, string>> = {},
): string {
  const required = parameters.filter((parameter) => parameter.in === 'query' && parameter.required === true);
  const query = new URLSearchParams([
    ...required.map(({ name, schema }): [string, string] => [name, String(schema.examples[0])]),
    ...Object.entries(further),
  ]).toString();
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return query === '' ? filled : `${filled}?${query}`;
}

beforeAll(async () => {
  served = await makeApp({ cacheBytes: 0 });
  client = clientOf(served.app, contract);
  for (const [name, parameter] of [
    ['statements', 'statementId'],
    ['disagreements', 'disagreementId'],
  ] as const) {
    ids[parameter] = (await client.get(`/v1/${name}?limit=1`)).json().data[0].id;
  }
});
afterAll(() => served.close());

const idsIn = ({ path }: Operation) => path.match(/\{\w+\}/g)?.map((name) => name.slice(1, -1)) ?? [];
const having = (values: object) =>
  OPERATIONS.filter((operation) => idsIn(operation).some((id) => id in values));

describe.each(OPERATIONS)('$operationId', (operation) => {
  test('answers 200, and 304 to whoever has it', async () => {
    const url = urlOf(operation, ids);
    const response = await client.get(url);
    expect(response.statusCode).toBe(200);
    if (operation.responses[304] === undefined) return;
    const again = await client.get(url, { 'if-none-match': String(response.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.headers.etag).toBe(response.headers.etag);
  });

  test('answers 400 to a parameter that it does not have, and says so', async () => {
    const response = await client.get(urlOf(operation, ids, { nosuch: '1' }));
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'invalid-parameter', errors: [{ parameter: 'nosuch' }] });
  });

  test('answers HEAD with the headers of GET', async () => {
    const url = urlOf(operation, ids);
    const [get, head] = [await client.get(url), await client.head(url)];
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe('');
    expect(head.headers.etag).toBe(get.headers.etag);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])(
    'answers 405 to %s and names what it allows',
    async (method) => {
      const response = await client.send(method, urlOf(operation, ids));
      expect(response.statusCode).toBe(405);
      expect(response.headers.allow).toBe('GET, HEAD, OPTIONS');
      expect(response.json()).toMatchObject({ code: 'method-not-allowed', status: 405 });
    },
  );

  test('answers a preflight from anywhere', async () => {
    const headers = { origin: 'https://reader.example', 'access-control-request-method': 'GET' };
    const response = await client.send('OPTIONS', urlOf(operation, ids), headers);
    expect(response.statusCode).toBe(204);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    });
  });
});

describe('an id', () => {
  test.each(OPERATIONS.filter(({ responses }) => responses[404] !== undefined))(
    'that does not exist is answered 404 by $operationId',
    async (operation) => {
      const unknown = Object.fromEntries(idsIn(operation).map((name) => [name, 'nobody-at-all']));
      expect((await client.get(urlOf(operation, unknown))).statusCode).toBe(404);
    },
  );

  test.each(having(MOVED))('that was retired leads to its successor in $operationId', async (operation) => {
    const response = await client.get(urlOf(operation, MOVED));
    expect(response.statusCode).toBe(308);
    expect(response.headers.location).toBe(urlOf(operation, ids));
  });

  test.each(having(GONE))('that is gone is answered with the reason by $operationId', async (operation) => {
    const response = await client.get(urlOf(operation, GONE));
    expect(response.statusCode).toBe(410);
    expect(response.json()).toMatchObject({
      code: 'record-gone',
      detail: expect.stringContaining('No article reports it'),
    });
  });
});

describe('the shared responses', () => {
  test('410: a cursor of a revision that is closed says where to begin again', async () => {
    const first = (await client.get('/v1/events?limit=1')).json();
    const other = await makeApp({ keepMs: 0, serve: 'none' });
    try {
      const response = await clientOf(other.app, contract).get(
        `/v1/events?limit=1&cursor=${first.page.nextCursor}`,
      );
      expect(response.statusCode).toBe(410);
      expect(response.json()).toMatchObject({
        code: 'stale-cursor',
        errors: [{ suggestion: '/v1/events?limit=1' }],
      });
    } finally {
      await other.close();
    }
  });

  test('500: a fault is answered without a word of what happened', async () => {
    const broken = await makeApp({ wrap: breakStore });
    try {
      const brokenClient = clientOf(broken.app, contract);
      for (const operation of OPERATIONS.filter(({ responses }) => responses[500] !== undefined)) {
        const response = await brokenClient.get(urlOf(operation, ids));
        // Some answers need no data, and readiness says 503.
        if (response.statusCode === 200 || operation.operationId === 'getReadiness') continue;
        expect(response.statusCode).toBe(500);
        expect(response.body).not.toMatch(/secret|\.ts|select/i);
      }
    } finally {
      await broken.close();
    }
  });

  test('414: an id in the path that is too long to be one', async () => {
    const response = await client.get(`/v1/actors/${'a'.repeat(101)}`);
    expect(response.statusCode).toBe(414);
    expect(response.json()).toMatchObject({ code: 'uri-too-long' });
  });

  test('431: an address that no header has room for', async () => {
    const listening = await makeApp();
    try {
      const address = await listening.app.listen({ host: '127.0.0.1', port: 0 });
      const path = `/v1/events?id=${'a'.repeat(17_000)}`;
      const response = await fetch(`${address}${path}`);
      const headers = Object.fromEntries(response.headers);
      contract.check('GET', path, { statusCode: response.status, headers, body: await response.text() });
      expect(response.status).toBe(431);
    } finally {
      await listening.close();
    }
  });

  test('429: more requests than the operator allows one client', async () => {
    const limited = await makeApp({ rateLimit: 1 });
    try {
      const limitedClient = clientOf(limited.app, contract);
      expect((await limitedClient.get('/v1/events')).statusCode).toBe(200);
      expect((await limitedClient.get('/v1/events')).statusCode).toBe(429);
    } finally {
      await limited.close();
    }
  });

  test('503: a process that is stopping is not ready, and closes its connections', async () => {
    served.lifecycle.draining = true;
    try {
      const response = await client.get('/readyz');
      expect(response.statusCode).toBe(503);
      expect(response.headers.connection).toBe('close');
      expect((await client.get('/livez')).statusCode).toBe(200);
    } finally {
      served.lifecycle.draining = false;
    }
  });

  test.each([
    ['unchecked', '1'],
    ['damaged', '30'],
  ] as const)('503: data that are %s answer nothing', async (integrity, retryAfter) => {
    const wrap = (revisions: Revisions): Revisions => ({
      ...revisions,
      current: () => ({ ...revisions.current(), integrity: () => integrity }),
    });
    const other = await makeApp({ wrap });
    try {
      const otherClient = clientOf(other.app, contract);
      const unmoved = ['getLiveness', 'getReadiness', 'getMetrics', 'listProblems'];
      for (const operation of OPERATIONS.filter(({ operationId }) => !unmoved.includes(operationId))) {
        const response = await otherClient.get(urlOf(operation, ids), { 'if-none-match': '*' });
        expect(response.statusCode, operation.operationId).toBe(503);
        expect(response.headers['retry-after']).toBe(retryAfter);
        expect(response.json().code).toBe(`data-${integrity}`);
      }
      for (const path of ['/livez', '/metrics', '/v1/problems'])
        expect((await otherClient.get(path)).statusCode).toBe(200);
    } finally {
      await other.close();
    }
  });

  test('503: a process whose data cannot be read is not ready', async () => {
    const broken = await makeApp({ wrap: breakStore });
    try {
      const response = await clientOf(broken.app, contract).get('/readyz');
      expect(response.statusCode).toBe(503);
      expect(response.json()).toMatchObject({ code: 'not-ready', detail: 'The data cannot be read.' });
    } finally {
      await broken.close();
    }
  });
});

describe('the tests', () => {
  test('have seen every operation with each of 200, 304, 400 and 404 that it documents', () => {
    const documented = OPERATIONS.flatMap(({ operationId, responses }) =>
      ['200', '304', '400', '404']
        .filter((status) => responses[status] !== undefined)
        .map((status) => `${operationId} ${status}`),
    );
    expect(documented.filter((each) => !contract.seen.has(each))).toEqual([]);
  });

  test('have seen every shared response', () => {
    expect(
      Object.keys(DOCUMENT.components.responses).filter((name) => !contract.sharedSeen.has(name)),
    ).toEqual([]);
  });
});

/** A store that fails at whatever it is asked, with words that nobody may read. */
function breakStore(revisions: Revisions): Revisions {
  const fail = async () => {
    throw new Error('secret: select * from events');
  };
  const broken = {
    dataset: fail,
    get: fail,
    getMany: fail,
    list: fail,
    count: fail,
    unknown: fail,
    changes: fail,
    check: fail,
  };
  const store = (): Store => ({ ...revisions.current(), ...broken });
  return { ...revisions, current: store };
}
