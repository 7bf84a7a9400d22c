// The twin of Schemathesis for those without Python. Requests that the document allows are answered, requests that it
// does not allow are refused, and each answer is as documented: its status, headers, content type and body.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type KnownIds, validUrls, wrongUrls } from '../support/arbitrary-requests.ts';
import { type Client, clientOf, OPERATIONS, type Operation } from '../support/contract.ts';
import { assertProperty, isLarge, seed } from '../support/fuzz.ts';

const VALID = isLarge ? 10_000 : 800;
const WRONG = isLarge ? 4000 : 400;

let served: TestApp;
let client: Client;
let ids: KnownIds;
beforeAll(async () => {
  served = await makeApp({ cacheBytes: 100_000 });
  client = clientOf(served.app);
  const names = ['articles', 'actors', 'events', 'quotes', 'statements', 'disagreements'];
  const lists = await Promise.all(
    names.map(async (name) => (await client.get(`/v1/${name}?limit=200`)).json()),
  );
  const found = lists.map(
    ({ data }, index) => [names[index] ?? '', data.map(({ id }: { id: string }) => id)] as const,
  );
  ids = Object.fromEntries(found);
});
afterAll(() => served.close());

/** Metrics are told by the clock, and take no parameters. */
const ASKED = OPERATIONS.filter(({ operationId }) => operationId !== 'getMetrics');

/** Parameters that are right by themselves and yet can be refused, for what they say of the record in the path. */
const REFUSABLE: Readonly<Record<string, readonly string[]>> = { getArticleText: ['start', 'end'] };

/** Operations with many parameters are asked more often. */
function drawn<T>(requests: (operation: Operation, ids: KnownIds) => fc.Arbitrary<T>) {
  return fc.oneof(
    ...ASKED.map((operation) => ({
      weight: 1 + operation.parameters.length,
      arbitrary: requests(operation, ids).map((request) => ({ operationId: operation.operationId, request })),
    })),
  );
}

test(`random requests that the document allows are answered: ${VALID} of them`, async () => {
  const statuses: Record<number, number> = {};
  const ask = async (url: string) => {
    const response = await client.get(url);
    statuses[response.statusCode] = (statuses[response.statusCode] ?? 0) + 1;
    return response;
  };
  const property = fc.asyncProperty(drawn(validUrls), async ({ operationId, request: url }) => {
    const response = await ask(url);
    const refusable = REFUSABLE[operationId] ?? [];
    if (response.statusCode === 400 && refusable.length > 0)
      expect(refusable).toEqual(
        expect.arrayContaining(
          response.json().errors.map(({ parameter }: { parameter: string }) => parameter),
        ),
      );
    else expect([200, 308, 404, 410], `${url} ${response.body}`).toContain(response.statusCode);
    const [, next] = /^<([^>]+)>/.exec(String(response.headers.link ?? '')) ?? [];
    if (next !== undefined) expect((await ask(next)).statusCode, next).toBe(200);
  });
  await assertProperty(property, VALID);
  // A fuzzer that only ever meets what is not there finds nothing.
  expect(statuses[200]).toBeGreaterThan(VALID / 2);
  expect(statuses[404]).toBeGreaterThan(0);
  console.info(`seed ${seed}: ${JSON.stringify(statuses)}`);
});

test(`random requests that the document does not allow are refused, and the parameter is named: ${WRONG} of them`, async () => {
  const property = fc.asyncProperty(drawn(wrongUrls), async ({ request: { url, parameter } }) => {
    const response = await client.get(url);
    expect(response.statusCode, `${url} ${response.body}`).toBe(400);
    const named = response.json().errors.map((error: { parameter: string }) => error.parameter);
    expect(named, `${url} ${response.body}`).toContain(parameter);
  });
  await assertProperty(property, WRONG);
});
