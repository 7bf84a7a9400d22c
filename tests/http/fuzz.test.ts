// Ten thousand requests that the document allows: none fails on this side, and each answer is as documented.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf, OPERATIONS, type Operation, resolve } from '../support/contract.ts';

const REQUESTS = 10_000;
/** The same requests each time, so that a failure is of what was changed. FUZZ_SEED, any integer, draws others. */
const seed = Number(process.env.FUZZ_SEED ?? 20310314);

let served: TestApp;
let client: Client;
let ids: Readonly<Record<string, readonly string[]>>;
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

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is walked by its keys
type Schema = any;

/** Values that a schema of the document allows. */
function valuesOf(reference: Schema, parameter: string): fc.Arbitrary<unknown> {
  const schema = { ...resolve(reference), ...reference };
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.type === 'array')
    return fc.array(valuesOf(schema.items, parameter), { minLength: schema.minItems ?? 0, maxLength: 4 });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer')
    return fc.integer({ min: schema.minimum, max: Math.min(schema.maximum, schema.minimum + 300) });
  if (schema.type === 'number')
    return fc.integer({ min: schema.minimum * 10, max: schema.maximum * 10 }).map((tenths) => tenths / 10);
  const [name = ''] = String(reference.$ref ?? '')
    .split('/')
    .slice(-1);
  if (name === 'Id' || name === 'IdText') return idsFor(parameter);
  return textsOf(schema);
}

/** Mostly ids that exist, of the type that the parameter names where its name tells. */
function idsFor(parameter: string): fc.Arbitrary<string> {
  const known = ids[parameter.replace(/Id$/, 's')] ?? Object.values(ids).flat();
  const invented = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: invented });
}

const DATES = [
  '1998',
  '2029',
  '2031',
  '2031-02',
  '2031-03',
  '2031-03-05',
  '2031-03-14',
  '2031-04-01',
  '9999',
  '0000',
];

function textsOf({ pattern, minLength = 0, maxLength = 1000, examples = [] }: Schema): fc.Arbitrary<string> {
  if (examples.includes('2023-12')) return fc.constantFrom(...DATES);
  if (pattern !== undefined)
    return fc.stringMatching(new RegExp(pattern, 'u')).filter((text) => text.length <= maxLength);
  const random = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) });
  return random.filter((text) => !/\p{Cc}/u.test(text));
}

interface Drawn {
  readonly url: string;
  readonly followsNext: boolean;
}

/** A request to an operation: its path parameters, and some of the others. */
function requestsTo({ path, parameters }: Operation): fc.Arbitrary<Drawn> {
  const shape = (place: string) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && parameter.name !== 'cursor')
        .map((parameter) => [parameter.name, valuesOf(parameter.schema, parameter.name)]),
    );
  const query = fc.record(shape('query'), { requiredKeys: [] }).chain((values) => {
    const entries = Object.entries(values);
    return fc.subarray(entries, { maxLength: Math.min(5, entries.length) });
  });
  return fc.tuple(fc.record(shape('path')), query, fc.boolean()).map(([inPath, chosen, followsNext]) => {
    const search = new URLSearchParams(
      chosen.flatMap(([name, value]) =>
        [value].flat().map((item) => [name, String(item)] as [string, string]),
      ),
    );
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String((inPath as Record<string, unknown>)[name])),
    );
    return { url: `${filled}?${search}`, followsNext };
  });
}

test(`${REQUESTS} random requests (seed ${seed}) are answered as documented`, async () => {
  const statuses: Record<number, number> = {};
  const ask = async (url: string) => {
    const response = await client.get(url);
    statuses[response.statusCode] = (statuses[response.statusCode] ?? 0) + 1;
    if (response.statusCode >= 500) throw new Error(`${url} -> ${response.statusCode} ${response.body}`);
    return response;
  };
  // Those with many parameters are asked more often.
  const weighted = OPERATIONS.filter(({ operationId }) => operationId !== 'getMetrics').map((operation) => ({
    weight: 1 + operation.parameters.length,
    arbitrary: requestsTo(operation),
  }));
  await fc.assert(
    fc.asyncProperty(fc.oneof(...weighted), async ({ url, followsNext }) => {
      const { headers } = await ask(url);
      const [, next] = /^<([^>]+)>/.exec(String(headers.link ?? '')) ?? [];
      if (followsNext && next !== undefined) expect((await ask(next)).statusCode).toBe(200);
    }),
    { numRuns: REQUESTS, seed, endOnFailure: true },
  );
  // A fuzzer that is only ever refused finds nothing.
  expect(statuses[200]).toBeGreaterThan(REQUESTS / 3);
  expect(statuses[400]).toBeGreaterThan(0);
  expect(statuses[404]).toBeGreaterThan(0);
  console.info(`seed ${seed}: ${JSON.stringify(statuses)}`);
}, 120_000);
